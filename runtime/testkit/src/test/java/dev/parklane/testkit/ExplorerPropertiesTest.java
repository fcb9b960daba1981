package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.testkit.order.BoundedMailboxes;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.PartialOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Q3: an exploration of all orders finds what plays of every choice in every way find, and plays
 * next to no order twice.
 */
class ExplorerPropertiesTest {
  private static final int AGENTS = 3;
  private static final int FEW = 1; // messages in a mailbox
  private static final int MOST = Integer.getInteger("parklane.exploration.plays", 2_000);

  enum Kind {
    SEND,
    SUSPEND,
    ASK,
    PUBLISH,
    SUBSCRIBE,
    WRITE,
    LINK,
    STOP,
    AFTER
  }

  /** What is done, to whom. */
  record Act(Kind kind, int to) {}

  /**
   * What a program of agents does.
   *
   * @param agents what each does for its first command, its second, and so on
   * @param programs to whom each sends a command, one after the other
   * @param scenario to whom the scenario does so, before all is awaited
   */
  record Script(
      List<List<Act>> agents, List<List<Integer>> programs, List<Integer> scenario, int capacity) {
    boolean stops() {
      return agents.stream().flatMap(List::stream).anyMatch(act -> act.kind() == Kind.STOP);
    }
  }

  /** What each agent has seen, in order. */
  record Seen(Map<String, List<String>> byAgent) {
    void add(String agent, String what) {
      byAgent.computeIfAbsent(agent, none -> new ArrayList<>()).add(what);
    }
  }

  private static final class Actor extends Agent {
    private final CommandLane<String> act = new CommandLane<>(this, "act", String.class);
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    private final JoinValueLane<Integer, Integer> others = new JoinValueLane<>(this, "others");
    private final Script script;
    private final Seen seen;
    private int next;

    Actor(Script script, Seen seen) {
      this.script = script;
      this.seen = seen;
      act.onCommand(this::act);
      others.onUpdate((map, key, before, now) -> seen.add(uri(), key + " is at " + now));
    }

    private void act(String from) throws InterruptedException {
      seen.add(uri(), "told by " + from);
      int self = Integer.parseInt(parameter("n"));
      List<Act> mine = script.agents().get(self);
      if (next < mine.size()) {
        Act now = mine.get(next++);
        act(now.kind(), now.to(), self);
      }
    }

    private void act(Kind kind, int to, int self) throws InterruptedException {
      switch (kind) {
        case SEND -> agent("/actor/" + to).command("act", uri());
        case SUSPEND -> suspend(() -> next, n -> seen.add(uri(), "is back"));
        case ASK -> {
          if (to > self) { // so that nobody waits in a circle
            seen.add(uri(), "answer " + agent("/actor/" + to).ask(Actor.class, a -> a.next));
          }
        }
        case PUBLISH -> bus().publish("topic." + to, uri());
        case SUBSCRIBE ->
            bus()
                .subscribe(
                    "topic." + to, String.class, message -> seen.add(uri(), "heard " + message));
        case WRITE -> value.set(value.get() + 1);
        case LINK -> others.link(to, agent("/actor/" + to).lane("value", Integer.class));
        case STOP -> stop();
        case AFTER -> after(Duration.ofSeconds(1), () -> seen.add(uri(), "is late"));
      }
    }
  }

  static void play(Script script, Seen seen, Simulation simulation) throws Exception {
    simulation.allow(Leniency.DEAD_LETTERS, Leniency.FAILED_CASCADES); // for want of room
    PlaneBuilder builder =
        Plane.builder()
            .options(options -> options.withMailboxCapacity(script.capacity()))
            .route("/actor/:n", () -> new Actor(script, seen));
    try (Plane plane = simulation.start(builder)) {
      for (int i = 0; i < script.programs().size(); i++) {
        String program = "program " + i;
        List<Integer> sends = script.programs().get(i);
        simulation.program(
            program,
            () -> {
              for (int to : sends) {
                plane.agent("/actor/" + to).command("act", program);
                simulation.pause();
              }
            });
      }
      for (int to : script.scenario()) {
        plane.agent("/actor/" + to).command("act", "scenario");
      }
      simulation.settle();
      simulation.clock().advance(Duration.ofSeconds(2));
    }
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Integer> agent = Arbitraries.integers().between(0, AGENTS - 1);
    Arbitrary<Act> act = Combinators.combine(Arbitraries.of(Kind.class), agent).as(Act::new);
    return Combinators.combine(
            act.list().ofMaxSize(2).list().ofSize(AGENTS),
            agent.list().ofMinSize(1).ofMaxSize(2).list().ofMaxSize(2),
            agent.list().ofMaxSize(2),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(1_000)), Tuple.of(1, Arbitraries.just(FEW))))
        .as(Script::new);
  }

  /** All that agents can see of it, by plays of every choice; null where these are too many. */
  private static Set<Map<String, List<String>>> byEveryChoice(Script script, Set<Long> classes) {
    Set<Map<String, List<String>>> all = new HashSet<>();
    Enumeration choices = new Enumeration();
    int plays = 0;
    do {
      Assume.that(plays++ < MOST);
      Seen seen = new Seen(new TreeMap<>());
      Footsteps footsteps = new Footsteps(new BoundedMailboxes());
      new Simulation(0, seed -> choices.again(), Faults.none(), footsteps)
          .play(simulation -> play(script, seen, simulation));
      all.add(seen.byAgent());
      classes.add(new PartialOrder(footsteps.steps()).key());
    } while (choices.advance());
    Statistics.label("plays").collect(plays < 10 ? "few" : plays < 100 ? "some" : "many");
    return all;
  }

  /** Q3: nothing that can be seen is missed, and next to nothing is played twice. */
  @Property(tries = 200, afterFailure = AfterFailureMode.RANDOM_SEED)
  void allOrders_areThoseOfEveryChoice(@ForAll("scripts") Script script) {
    Set<Long> classes = new HashSet<>();
    Set<Map<String, List<String>>> expected = byEveryChoice(script, classes);
    Set<Map<String, List<String>>> found = new HashSet<>();
    Exploration explored =
        Exploration.of(
                simulation -> {
                  Seen seen = new Seen(new TreeMap<>());
                  try {
                    play(script, seen, simulation);
                  } finally {
                    found.add(seen.byAgent());
                  }
                })
            .all(10 * MOST);
    assertThat(explored.complete()).isTrue();
    assertThat(found).as("what agents saw, with %s", explored).isEqualTo(expected);
    if (script.capacity() > FEW) { // else it has begun anew
      if (!script.stops()) { // else nobody may have seen whether a place had gone
        assertThat(explored.orders()).as("%s", explored).isEqualTo(classes.size());
      }
      assertThat(explored.superfluous())
          .as("%s", explored)
          .isLessThanOrEqualTo(explored.runs() / 20);
    }
  }
}
