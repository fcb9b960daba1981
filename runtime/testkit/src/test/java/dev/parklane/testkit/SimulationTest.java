package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E10, and the laws of order under simulation. */
@Timeout(120)
class SimulationTest {
  /** Sends what it hears on to the next, and notes it. */
  private static final class Relay extends Agent {
    private final CommandLane<Integer> hear = new CommandLane<>(this, "hear", Integer.class);
    private final ValueLane<Integer> heard = new ValueLane<>(this, "heard", 0);

    Relay() {
      heard.onEvent(n -> {});
      hear.onCommand(n -> {
        heard.set(n);
        if (n > 0) {
          agent("/relay/" + (n % 3)).command("hear", n - 1);
          after(Duration.ofSeconds(n), () -> heard.set(-n));
        }
      });
    }

    int ask(int other) throws InterruptedException {
      return agent("/relay/" + other).ask(Relay.class, relay -> relay.heard.get());
    }
  }

  private static void relays(Simulation simulation) throws Exception {
    try (Plane plane = simulation.start(Plane.builder().route("/relay/:n", Relay::new))) {
      simulation.program("one", () -> send(simulation, plane, 4));
      simulation.program("two", () -> send(simulation, plane, 3));
      simulation.awaitPrograms();
      plane.awaitQuiet();
      simulation.clock().advance(Duration.ofSeconds(9));
    }
  }

  private static void send(Simulation simulation, Plane plane, int first) {
    for (int n = first; n > 0; n--) {
      plane.agent("/relay/" + n % 2).command("hear", n);
      simulation.pause();
    }
  }

  /** E10: the same seed, the same trace, byte for byte; other seeds, other traces. */
  @Test
  void sameSeed_sameTrace() {
    Set<String> traces = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      String trace = Simulation.run(seed, SimulationTest::relays).toString();
      assertThat(Simulation.run(seed, SimulationTest::relays).toString()).isEqualTo(trace);
      traces.add(trace);
    }
    assertThat(traces).hasSizeGreaterThan(40);
  }

  /** E10: the same with priorities in place of dice. */
  @Test
  void sameSeed_sameTrace_withPriorities() {
    Strategy pct = Strategy.pct(3, 100);
    Set<String> traces = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      String trace = Simulation.run(seed, pct, SimulationTest::relays).toString();
      assertThat(Simulation.run(seed, pct, SimulationTest::relays).toString()).isEqualTo(trace);
      traces.add(trace);
    }
    assertThat(traces).hasSizeGreaterThan(10);
  }

  /** E1, E3: a trace is a tree for each cascade, and says what was sent and how it ended. */
  @Test
  void trace_isATreeForEachCascade() {
    Trace trace =
        Simulation.run(
            1,
            simulation -> {
              try (Plane plane = simulation.start(Plane.builder().route("/relay/:n", Relay::new))) {
                plane.agent("/relay/0").command("hear", 1);
                plane.awaitQuiet();
              }
            });
    assertThat(trace.lines())
        .containsSubsequence(
            "/relay/0 <- onStart",
            "/relay/0 succeeds",
            "/relay/0 <- hear.onCommand",
            "  /relay/0 0 hear.onCommand",
            "    /relay/0 1 heard.onEvent",
            "/relay/0 sends hear to /relay/1",
            "/relay/0 succeeds",
            "/relay/1 <- onStart",
            "  /relay/1 0 hear.onCommand");
  }

  private static void twoAdditions(Simulation simulation, boolean mended) throws Exception {
    try (Plane plane =
        simulation.start(Plane.builder().route("/counter", () -> new Counter(mended)))) {
      simulation.program("one", () -> plane.agent("/counter").command("add", 1));
      simulation.program("two", () -> plane.agent("/counter").command("add", 1));
      simulation.settle();
      assertThat(plane.agent("/counter").ask(Counter.class, Counter::total)).isEqualTo(2);
    }
  }

  /** S1: an update that is lost in some orders is found, shrunk, replayed, and gone when mended. */
  @Test
  void lostUpdate_isFound_shrunk_andReplayed() {
    Exploration exploration =
        Exploration.of(simulation -> twoAdditions(simulation, false)).schedules(200);
    assertThat(exploration.failures()).isNotEmpty();
    assertThat(exploration.failures()).hasSizeLessThan(200);
    SimulationFailure found = exploration.failures().getFirst();
    SimulationFailure shrunk = found.shrunk(simulation -> twoAdditions(simulation, false));
    assertThat(shrunk.choices().size()).isLessThanOrEqualTo(found.choices().size());
    assertThat(shrunk).hasMessageContaining("play it again: Simulation.run(");
    assertThatThrownBy(() ->
            Simulation.run(
                shrunk.seed(),
                Strategy.choices(shrunk.choices().stream().mapToInt(Integer::intValue).toArray()),
                simulation -> twoAdditions(simulation, false)))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("expected: 2");
    Exploration.of(simulation -> twoAdditions(simulation, true)).schedules(200).requireNoFailure();
  }

  /** Q3: of agents that share nothing there is one order, however many they are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void agentsThatShareNothing_haveOneOrder(int agents) {
    Exploration all =
        Exploration.of(
                simulation -> {
                  try (Plane plane =
                      simulation.start(Plane.builder().route("/relay/:n", Relay::new))) {
                    for (int i = 0; i < agents; i++) {
                      plane.agent("/relay/" + i).command("hear", 0);
                    }
                    plane.awaitQuiet();
                  }
                })
            .all(10_000);
    assertThat(all.complete()).isTrue();
    assertThat(all.failures()).isEmpty();
    assertThat(all.runs()).isEqualTo(1);
    assertThat(all.agents()).isEqualTo(agents);
  }

  /** A handler that waits for what nobody brings is a stall, by name. */
  @Test
  void waitThatNothingCanEnd_isAStall() {
    assertThatThrownBy(() ->
            Simulation.run(
                7,
                simulation -> {
                  CountDownLatch never = new CountDownLatch(1);
                  Plane plane = simulation.start(Plane.builder().route("/relay/:n", Relay::new));
                  plane
                      .agent("/relay/1")
                      .ask(
                          Relay.class,
                          relay -> {
                            never.await();
                            return 0;
                          });
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasCauseInstanceOf(StallException.class)
        .hasMessageContaining("nothing can run")
        .hasMessageContaining("/relay/1 in ask");
  }

  /** Keeps itself busy for ever, and others once. */
  private static final class Restless extends Agent {
    private final CommandLane<String> again = new CommandLane<>(this, "again", String.class);

    Restless() {
      again.onCommand(word -> {
        agent(uri()).command("again", word);
        agent("/restless/friend").command("once", word);
      });
      new CommandLane<>(this, "once", String.class).onCommand(word -> {});
    }
  }

  @Test
  void agentsThatKeepEachOtherBusy_areNamed_withHowOftenTheyRan() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  simulation.limitSteps(1_000);
                  Plane plane =
                      simulation.start(Plane.builder().route("/restless/:n", Restless::new));
                  plane.agent("/restless/a").command("again", "x");
                  simulation.settle();
                }))
        .hasCauseInstanceOf(StallException.class)
        .hasMessageContaining("after 1,000 choices")
        .hasMessageMatching(
            "(?s).*most often ran /restless/a again.onCommand \\d+ times,"
                + " /restless/friend once.onCommand \\d+ times, .*")
        .hasMessageNotContaining("no handler has begun;");
  }

  /** Not only handlers. */
  @Test
  void programThatGoesOnForEver_isNamed() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  simulation.limitSteps(100);
                  simulation.program(
                      "spinner",
                      () -> {
                        while (true) {
                          simulation.pause();
                        }
                      });
                  simulation.settle();
                }))
        .hasCauseInstanceOf(StallException.class)
        .hasMessageContaining("most often ran spinner 101 times");
  }

  /** A program that fails, fails the scenario. */
  @Test
  void programThatFails_failsTheScenario() {
    assertThatThrownBy(() ->
            Simulation.run(
                5,
                simulation ->
                    simulation.program(
                        "broken",
                        () -> {
                          throw new IllegalStateException("on purpose");
                        })))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining(
            "program 'broken' failed: java.lang.IllegalStateException: on purpose");
  }

  /** O2: agents that ask each other are found where they close the circle, in any order. */
  @Test
  void askCycle_isAFailure_andNoStall() {
    Exploration.of(
            simulation -> {
              List<String> failures = new ArrayList<>();
              simulation.allow(Leniency.FAILED_CASCADES);
              try (Plane plane =
                  simulation.start(
                      Plane.builder().onDeadLetter(l -> {}).route("/relay/:n", Relay::new))) {
                for (int i = 0; i < 2; i++) {
                  int other = 1 - i;
                  int self = i;
                  simulation.program(
                      "asks " + i,
                      () -> {
                        try {
                          plane.agent("/relay/" + self).ask(Relay.class, r -> r.ask(other));
                        } catch (AgentFailedException e) {
                          failures.add(String.valueOf(e.getMessage()));
                        }
                      });
                }
                simulation.awaitPrograms();
              }
              assertThat(failures.size()).isLessThanOrEqualTo(2);
              assertThat(failures)
                  .allMatch(text -> text.contains("/relay/0") && text.contains("/relay/1"));
            })
        .schedules(100)
        .requireNoFailure();
  }

  /** S3: virtual time, a handler that sleeps, and one advance over all of it. */
  @Test
  void time_isVirtual() {
    List<String> notes = new ArrayList<>();
    Simulation.run(
        3,
        simulation -> {
          try (Plane plane = simulation.start(Plane.builder().route("/sleeper", Sleeper::new))) {
            plane.agent("/sleeper").command("sleep", 3_600);
            simulation.clock().advance(Duration.ofDays(1));
            notes.add(plane.agent("/sleeper").ask(Sleeper.class, s -> "woke at " + s.woke.get()));
          }
        });
    assertThat(notes).containsExactly("woke at 3600");
  }

  /** E10, L5: sleeps that a plane ends as it closes end in the order in which they began. */
  @Test
  void sameSeed_sameTrace_whereSleepsEndEarly() {
    Scenario scenario =
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // by what ends their sleeps
          try (Plane plane = simulation.start(Plane.builder().route("/sleeper/:n", Sleeper::new))) {
            for (int i = 0; i < 12; i++) {
              plane.agent("/sleeper/" + i).command("sleep", 60);
            }
          }
        };
    String trace = Simulation.run(1, scenario).toString();
    for (int again = 0; again < 5; again++) {
      assertThat(Simulation.run(1, scenario)).hasToString(trace);
    }
  }

  private static final class Sleeper extends Agent {
    private final CommandLane<Integer> sleep = new CommandLane<>(this, "sleep", Integer.class);
    private final ValueLane<Long> woke = new ValueLane<>(this, "woke", 0L);

    Sleeper() {
      sleep.onCommand(seconds -> {
        clock().sleep(Duration.ofSeconds(seconds));
        woke.set(now().getEpochSecond());
      });
    }
  }
}
