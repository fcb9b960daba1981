package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimeHandler;
import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.MailboxFullException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.runtime.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The laws hold while things go wrong, and a seed brings the same faults again (law E10). */
@Timeout(120)
class FaultsTest {
  private static final int SEEDS = 150;
  private static final Faults ALL =
      Faults.none()
          .withFailingHandlers(0.05)
          .withStoppingAgents(0.05)
          .withFullMailboxes(0.1)
          .withFailingStores(0.1)
          .withStarvedAgents(0.1, 5)
          .withLateTimers(0.2, Duration.ofMillis(1_500));

  private static Plane ledgers(
      Simulation simulation, FailurePolicy policy, StateStore store, List<Integer> heard) {
    return simulation.start(
        Plane.builder()
            .onDeadLetter(
                letter -> simulation.note("dead: " + letter.uri() + " " + letter.reason()))
            .options(o -> o.withFailurePolicy(policy))
            .route("/ledger", Ledger::new, o -> o.withStore(simulation.faulty(store)))
            .route("/copy", () -> new Copy(heard)));
  }

  /** Two programs ask for entries; what was answered is entered, and nothing else is. */
  private static void entries(Simulation simulation, FailurePolicy policy) throws Exception {
    InMemoryStore store = new InMemoryStore();
    List<Integer> heard = new ArrayList<>();
    Set<Integer> succeeded = new TreeSet<>();
    try (Plane plane = ledgers(simulation, policy, store, heard)) {
      for (int program = 0; program < 2; program++) {
        int first = program * 100;
        simulation.program("program " + program, () -> enter(plane, first, succeeded));
      }
      simulation.awaitPrograms();
      plane.awaitQuiet();
      simulation.endFaults();
      Ledger.Page page = plane.agent("/ledger").ask(Ledger.class, Ledger::page);
      assertThat(page.isWhole()).isTrue();
      assertThat(page.entries().keySet()).isEqualTo(succeeded);
    }
    assertThat(begun(simulation, "/copy <- hear.onCommand") + dead(simulation))
        .isEqualTo(succeeded.size());
    assertThat(succeeded).containsAll(heard);
    try (Plane plane = ledgers(simulation, policy, store, heard)) {
      Ledger.Page page = plane.agent("/ledger").ask(Ledger.class, Ledger::page);
      assertThat(page.isWhole()).isTrue();
      assertThat(page.entries().keySet()).isEqualTo(succeeded);
    }
  }

  private static void enter(Plane plane, int first, Set<Integer> succeeded)
      throws InterruptedException {
    for (int i = 1; i <= 8; i++) {
      int n = first + i;
      try {
        plane.agent("/ledger").ask(Ledger.class, ledger -> ledger.enter(n));
        succeeded.add(n);
      } catch (AgentFailedException e) {
        assertThat(e).hasRootCauseInstanceOf(InjectedFault.class);
      }
    }
  }

  private static long begun(Simulation simulation, String line) {
    return simulation.trace().lines().stream().filter(line::equals).count();
  }

  private static long dead(Simulation simulation) {
    return simulation.trace().lines().stream()
        .filter(line -> line.startsWith("note dead: /copy "))
        .count();
  }

  private static Set<String> kinds(Exploration.Of of, int seeds) {
    Set<String> kinds = new HashSet<>();
    for (long seed = 0; seed < seeds; seed++) {
      Trace trace = Simulation.run(seed, of.strategy(), of.faults(), of.scenario());
      trace.faults().forEach(fault -> kinds.add(fault.replaceAll("[/0-9]+", "")));
    }
    return kinds;
  }

  /** F2, F4: where handlers fail, the agent is what the events that succeeded made it. */
  @Test
  void failingHandlers_leaveTheStateOfWhatSucceeded() {
    Exploration.Of ledgers =
        Exploration.of(simulation -> entries(simulation, FailurePolicy.resume()))
            .with(Faults.none().withFailingHandlers(0.1));
    ledgers.schedules(SEEDS).requireNoFailure();
    assertThat(kinds(ledgers, 20))
        .anyMatch(kind -> kind.contains("onEvent fails at its start"))
        .anyMatch(kind -> kind.contains("onEvent fails at its end"))
        .anyMatch(kind -> kind.contains("ask fails at its end"));
  }

  /**
   * F2, F3: likewise where a failure ends the agent, and the next message makes it from its store.
   */
  @Test
  void failingHandlers_endAgents_whoseStoresKeepWhatSucceeded() {
    Exploration.of(simulation -> entries(simulation, FailurePolicy.stop()))
        .with(Faults.none().withFailingHandlers(0.1))
        .schedules(SEEDS)
        .requireNoFailure();
  }

  /** F2: a commit that fails fails its cascade, and the lanes are as the store has them. */
  @Test
  void failingStores_leaveLanesAndStoreAlike() {
    Exploration.of(simulation -> entries(simulation, FailurePolicy.resume()))
        .with(Faults.none().withFailingStores(0.2))
        .schedules(SEEDS)
        .requireNoFailure();
  }

  /** L2, L3: an agent that is stopped loses nothing, of its state nor of its messages. */
  @Test
  void stoppingAgents_loseNothing() {
    Exploration.Of stopped =
        Exploration.of(
                simulation -> {
                  entries(simulation, FailurePolicy.stop());
                  assertThat(begun(simulation, "/copy <- hear.onCommand")).isEqualTo(16);
                })
            .with(Faults.none().withStoppingAgents(0.2));
    stopped.schedules(SEEDS).requireNoFailure();
    assertThat(kinds(stopped, 20)).contains("ledger stops after ask");
  }

  /** O3: what finds a mailbox full is a dead letter; the rest is handled. */
  @Test
  void fullMailboxes_makeDeadLetters_andLoseNothing() {
    Exploration.Of full =
        Exploration.of(simulation -> entries(simulation, FailurePolicy.resume()))
            .with(Faults.none().withFullMailboxes(0.3));
    full.schedules(SEEDS).requireNoFailure();
    assertThat(kinds(full, 20)).contains("the mailbox of copy is full for hear");
  }

  /** E1, J6: who is passed over comes later, and handles all the same. */
  @Test
  void starvedAgents_areSlow_andLoseNothing() {
    Exploration.Of starved =
        Exploration.of(
                simulation -> {
                  entries(simulation, FailurePolicy.resume());
                  assertThat(begun(simulation, "/copy <- hear.onCommand")).isEqualTo(16);
                })
            .with(Faults.none().withStarvedAgents(0.3, 6));
    starved.schedules(SEEDS).requireNoFailure();
    assertThat(kinds(starved, 20)).contains("copy is passed over for  choices");
  }

  /** All of it at once. */
  @Test
  void everyFault_atOnce_breaksNoLaw() {
    Exploration.of(simulation -> entries(simulation, FailurePolicy.resume()))
        .with(ALL)
        .schedules(SEEDS)
        .requireNoFailure();
    Exploration.of(simulation -> entries(simulation, FailurePolicy.stop()))
        .with(ALL)
        .with(Strategy.pct(3, 300))
        .schedules(SEEDS)
        .requireNoFailure();
  }

  /** E10: the same seed brings the same faults at the same points, byte for byte. */
  @Test
  void sameSeed_sameFaults() {
    Set<String> traces = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      String trace = everything(seed);
      assertThat(everything(seed)).isEqualTo(trace);
      traces.add(trace);
    }
    assertThat(traces).hasSize(40);
  }

  private static String everything(long seed) {
    Scenario scenario =
        simulation -> {
          ticks(simulation);
          entries(simulation, FailurePolicy.resume());
        };
    return Simulation.run(seed, Strategy.random(), ALL, scenario).toString();
  }

  /** Ticks each second on its clock, and says when that was and what the clock read. */
  private static final class Ticker extends Agent {
    private final Simulation simulation;

    Ticker(Simulation simulation) {
      this.simulation = simulation;
    }

    @Override
    protected void onStart() {
      clock().timer("tick", TimerSpec.every(Duration.ofSeconds(1)), (TimeHandler) this::tick);
    }

    private void tick(TimeEvent event) {
      simulation.note("tick " + event.scheduledNanos() + " at " + clock().nanos());
    }
  }

  private static void ticks(Simulation simulation) throws Exception {
    try (Plane plane =
        simulation.start(Plane.builder().route("/ticker", () -> new Ticker(simulation)))) {
      plane.agent("/ticker").command("none", 0);
      simulation.clock().advance(Duration.ofSeconds(10));
    }
  }

  /** K3, K12, S3: what is late has its time on the grid, in order, once each, and none is lost. */
  @Test
  void lateTimers_keepTheirGrid() {
    Set<Boolean> late = new HashSet<>();
    Exploration.of(
            simulation -> {
              ticks(simulation);
              List<String[]> ticks =
                  simulation.trace().lines().stream()
                      .filter(line -> line.startsWith("note tick "))
                      .map(line -> line.split(" "))
                      .toList();
              assertThat(ticks).hasSize(10);
              for (int i = 0; i < ticks.size(); i++) {
                long scheduled = Long.parseLong(ticks.get(i)[2]);
                long read = Long.parseLong(ticks.get(i)[4]);
                assertThat(scheduled).isEqualTo((i + 1) * 1_000_000_000L);
                assertThat(read).isGreaterThanOrEqualTo(scheduled);
                late.add(read > scheduled);
              }
            })
        .with(Faults.none().withLateTimers(0.3, Duration.ofMillis(2_500)))
        .schedules(SEEDS)
        .requireNoFailure();
    assertThat(late).containsExactlyInAnyOrder(true, false);
  }

  /** K1: a long ends after 292 years, and no lateness goes past that. */
  @Test
  void lateTimers_beyondALong_areLateByWhatALongHolds() {
    assertThat(Faults.none().withLateTimers(0.5, Duration.ofDays(400 * 365)))
        .hasToString("Faults.none().withLateTimers(0.5, Duration.ofNanos(9223372036854775807L))");
  }

  /** A failure tells how to play it again, faults included, and so it fails again. */
  @Test
  void failure_namesItsFaults_andIsPlayedAgain() {
    Faults faults = Faults.none().withFailingHandlers(0.1);
    Scenario scenario =
        simulation -> {
          entries(simulation, FailurePolicy.resume());
          assertThat(simulation.trace().faults()).hasSizeLessThan(3);
        };
    SimulationFailure failure =
        Exploration.of(scenario).with(faults).schedules(50).failures().getFirst();
    assertThat(failure)
        .hasMessageContaining("), Faults.none().withFailingHandlers(0.1), scenario)");
    int[] choices = failure.choices().stream().mapToInt(Integer::intValue).toArray();
    assertThatThrownBy(
            () -> Simulation.run(failure.seed(), Strategy.choices(choices), faults, scenario))
        .isInstanceOfSatisfying(
            SimulationFailure.class,
            again -> assertThat(again.trace()).hasToString(failure.trace().toString()));
  }

  /** Chances are from 0 to 1, lengths positive. */
  @Test
  void faults_areChecked() {
    assertThatThrownBy(() -> Faults.none().withFailingHandlers(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-Q1] failingHandlers is 1.5; a chance is from 0 to 1");
    assertThatThrownBy(() -> Faults.none().withFullMailboxes(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Faults.none().withStarvedAgents(0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("starvedChoices is 0");
    assertThat(Faults.none().withStarvedAgents(0.5, 3))
        .hasToString("Faults.none().withStarvedAgents(0.5, 3)");
  }

  /** Who is starved runs where nobody else can, however great the chance: none stands still. */
  @Test
  void starvedAgents_runWhereAllAreStarved() {
    Trace trace =
        Simulation.run(
            1,
            Strategy.random(),
            Faults.none().withStarvedAgents(1, 50),
            simulation -> {
              try (Plane plane =
                  simulation.start(
                      Plane.builder().route("/copy/:n", () -> new Copy(new ArrayList<>())))) {
                for (int i = 0; i < 9; i++) {
                  plane.agent("/copy/" + i % 3).command("hear", i);
                }
                plane.awaitQuiet();
              }
            });
    assertThat(trace.lines().stream().filter(line -> line.endsWith("<- hear.onCommand")))
        .hasSize(9);
    assertThat(trace.faults()).hasSizeLessThan(9);
  }

  /** Asks another, and says what became of it. */
  private static final class Asker extends Agent {
    private final CommandLane<Integer> ask = new CommandLane<>(this, "ask", Integer.class);

    Asker(Simulation simulation) {
      ask.onCommand(n -> {
        try {
          agent("/ledger").ask(Ledger.class, ledger -> ledger.enter(n));
          simulation.note("entered " + n);
        } catch (MailboxFullException e) {
          simulation.note("refused " + n);
        }
      });
    }
  }

  /** O3: a question of an agent that finds a mailbox full is refused, to the asker's face. */
  @Test
  void fullMailboxes_refuseQuestions() {
    Exploration.of(
            simulation -> {
              try (Plane plane =
                  simulation.start(
                      Plane.builder()
                          .onDeadLetter(letter -> {})
                          .route("/ledger", Ledger::new)
                          .route("/copy", () -> new Copy(new ArrayList<>()))
                          .route("/asker", () -> new Asker(simulation)))) {
                for (int i = 0; i < 20; i++) {
                  plane.agent("/asker").command("ask", i);
                }
                plane.awaitQuiet();
                int entered =
                    plane.agent("/ledger").ask(Ledger.class, l -> l.page()).entries().size();
                List<String> notes =
                    simulation.trace().lines().stream().filter(l -> l.startsWith("note")).toList();
                assertThat(notes).hasSize(20);
                assertThat(notes.stream().filter(l -> l.startsWith("note entered")))
                    .hasSize(entered);
                assertThat(notes).anyMatch(l -> l.startsWith("note refused"));
              }
            })
        .with(Faults.none().withFullMailboxes(0.5))
        .schedules(30)
        .requireNoFailure();
  }
}
