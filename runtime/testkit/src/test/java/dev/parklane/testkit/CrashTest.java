package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plane that dies leaves what its store has kept, and nothing else of it is heard of again. */
@Timeout(120)
class CrashTest {
  private static Plane ledgers(Simulation simulation, StateStore store) {
    return simulation.start(
        Plane.builder()
            .onDeadLetter(letter -> {})
            .route("/ledger", Ledger::new, o -> o.withStore(simulation.faulty(store)))
            .route("/copy", () -> new Copy(new ArrayList<>())));
  }

  /** Enters numbers until the plane dies; notes which it began, and which were answered. */
  private static void enter(Plane plane, int first, Set<Integer> begun, Set<Integer> answered) {
    try {
      for (int n = first; n < first + 20; n++) {
        begun.add(n);
        int entered = n;
        plane.agent("/ledger").ask(Ledger.class, ledger -> ledger.enter(entered));
        answered.add(n);
      }
    } catch (InterruptedException | PlaneClosedException e) {
      answered.add(0); // the plane has died
    }
  }

  private static void crashes(Simulation simulation, Set<String> outcomes) throws Exception {
    InMemoryStore store = new InMemoryStore();
    Set<Integer> begun = new TreeSet<>();
    Set<Integer> answered = new TreeSet<>();
    Plane first = ledgers(simulation, store);
    simulation.program("one", () -> enter(first, 100, begun, answered));
    simulation.program("two", () -> enter(first, 200, begun, answered));
    int moment = simulation.random().nextInt(120);
    for (int i = 0; i < moment; i++) {
      simulation.pause();
    }
    simulation.crash(first);
    int traced = simulation.trace().lines().size();
    simulation.awaitPrograms();
    simulation.clock().advance(Duration.ofHours(1));
    assertThat(simulation.trace().lines()).hasSize(traced);
    simulation.endFaults();
    try (Plane second = ledgers(simulation, store)) {
      Ledger.Page page = second.agent("/ledger").ask(Ledger.class, Ledger::page);
      answered.remove(0);
      assertThat(page.isWhole()).isTrue();
      assertThat(page.entries().keySet()).containsAll(answered);
      assertThat(begun).containsAll(page.entries().keySet());
      outcomes.add(page.entries().size() > answered.size() ? "kept, not answered" : "all answered");
    }
  }

  /** F2, L1: what comes back are whole cascades: all that were answered, none that was not sent. */
  @Test
  void crash_leavesWholeCascades_andAllThatWereAnswered() {
    Set<String> outcomes = new HashSet<>();
    Exploration.of(simulation -> crashes(simulation, outcomes)).schedules(300).requireNoFailure();
    assertThat(outcomes).containsExactlyInAnyOrder("all answered", "kept, not answered");
  }

  /** F2, L1: whole cascades come back also where agents stop and are passed over. */
  @Test
  void crash_amongOtherFaults_leavesWholeCascades() {
    Exploration.of(simulation -> crashes(simulation, new HashSet<>()))
        .with(Faults.none().withStoppingAgents(0.1).withStarvedAgents(0.1, 4))
        .schedules(200)
        .requireNoFailure();
  }

  /** Enters a number in two cascades of one handler, and tells of each. */
  private static final class TwoSteps extends Agent {
    private final ValueLane<Integer> first =
        new ValueLane<>(this, "first", 0).codec(Codecs.INTEGER);
    private final ValueLane<Integer> second =
        new ValueLane<>(this, "second", 0).codec(Codecs.INTEGER);

    boolean enter(int n) {
      first.set(n);
      agent("/copy").command("hear", n);
      checkpoint();
      second.set(n);
      agent("/copy").command("hear", -n);
      return true;
    }

    List<Integer> both() {
      return List.of(first.get(), second.get());
    }
  }

  /**
   * F10, D1: between the parts of a handler a plane may die: the first stands then, and what it has
   * sent may have been heard; of the second there is nothing.
   */
  @Test
  void crash_betweenTheCascadesOfAHandler_leavesTheFirst() {
    Set<String> outcomes = new TreeSet<>();
    Exploration.of(
            simulation -> {
              InMemoryStore store = new InMemoryStore();
              List<Integer> heard = new ArrayList<>();
              PlaneBuilder builder =
                  Plane.builder()
                      .onDeadLetter(letter -> {})
                      .route("/steps", TwoSteps::new, o -> o.withStore(simulation.faulty(store)))
                      .route("/copy", () -> new Copy(heard));
              Plane plane = simulation.start(builder);
              simulation.program(
                  "enters", () -> assertThatThrownBy(() -> enterForEver(plane)).isNotNull());
              for (int i = simulation.random().nextInt(60); i > 0; i--) {
                simulation.pause();
              }
              simulation.crash(plane);
              simulation.awaitPrograms();
              List<Integer> told = List.copyOf(heard);
              try (Plane next = simulation.start(builder)) {
                List<Integer> both = next.agent("/steps").ask(TwoSteps.class, TwoSteps::both);
                int first = both.getFirst();
                int second = both.getLast();
                assertThat(first - second).isBetween(0, 1);
                assertThat(told).doesNotContain(first + 1, -(second + 1));
                outcomes.add(
                    first == second ? "whole" : told.contains(first) ? "half, heard" : "half");
              }
            })
        .schedules(300)
        .requireNoFailure();
    assertThat(outcomes).containsExactly("half", "half, heard", "whole");
  }

  private static void enterForEver(Plane plane) throws InterruptedException {
    for (int n = 1; ; n++) {
      int entered = n;
      plane.agent("/steps").ask(TwoSteps.class, steps -> steps.enter(entered));
    }
  }

  /** E10: a crash is as replayable as anything else. */
  @Test
  void sameSeed_sameCrash() {
    for (long seed = 0; seed < 30; seed++) {
      String trace = Simulation.run(seed, s -> crashes(s, new HashSet<>())).toString();
      assertThat(trace).contains("fault: plane 1 crashes");
      assertThat(Simulation.run(seed, s -> crashes(s, new HashSet<>())).toString())
          .isEqualTo(trace);
    }
  }

  /** Has everything under way that an agent can have. */
  private static final class Busy extends Agent {
    private final CommandLane<Integer> sleep = new CommandLane<>(this, "sleep", Integer.class);
    private final List<String> signs;

    Busy(List<String> signs) {
      this.signs = signs;
      sleep.onCommand(n -> {
        clock().sleep(Duration.ofSeconds(n));
        signs.add("slept");
      });
    }

    @Override
    protected void onStart() {
      clock().after("alert", Duration.ofSeconds(5), event -> signs.add("alert"));
      every(Duration.ofSeconds(1), () -> signs.add("every"));
      suspend(
          () -> {
            clock().nanos();
            Thread.yield();
            signs.add("suspended");
            return 0;
          },
          n -> signs.add("came back"));
    }

    @Override
    protected void onStop() {
      signs.add("onStop");
    }
  }

  /** Timers, sleeps, suspended work, queued messages: nothing of it runs after the crash. */
  @Test
  void crash_leavesNothingRunning() {
    Exploration.of(
            simulation -> {
              List<String> signs = new ArrayList<>();
              Plane plane =
                  simulation.start(Plane.builder().route("/busy/:n", () -> new Busy(signs)));
              for (int i = 0; i < 3; i++) {
                plane.agent("/busy/" + i).command("sleep", 10);
                plane.agent("/busy/" + i).command("sleep", 10);
              }
              for (int i = simulation.random().nextInt(40); i > 0; i--) {
                simulation.pause();
              }
              simulation.crash(plane);
              List<String> before = List.copyOf(signs);
              simulation.clock().advance(Duration.ofMinutes(1));
              for (int i = 0; i < 50; i++) {
                simulation.pause();
              }
              assertThat(signs).isEqualTo(before);
              assertThat(simulation.clock().pending()).isZero();
              plane.close();
            })
        .schedules(200)
        .requireNoFailure();
  }

  /** Who waits for it, or comes later, is told; another plane of the simulation goes on. */
  @Test
  void crash_endsTheWaitsOfPrograms_andNoOtherPlane() {
    Set<String> ends = new TreeSet<>();
    Simulation.run(
        1,
        simulation -> {
          List<String> signs = new ArrayList<>();
          Plane dead = simulation.start(Plane.builder().route("/busy/:n", () -> new Busy(signs)));
          Plane alive = ledgers(simulation, new InMemoryStore());
          dead.agent("/busy/1").command("sleep", 10);
          simulation.program(
              "asks",
              () ->
                  assertThatThrownBy(() -> dead.agent("/busy/1").ask(Busy.class, busy -> 1))
                      .isInstanceOfSatisfying(
                          InterruptedException.class, e -> ends.add("interrupted")));
          for (int i = 0; i < 20; i++) {
            simulation.pause();
          }
          simulation.program("crashes", () -> simulation.crash(dead));
          assertThatThrownBy(() -> dead.agent("/busy/1").ask(Busy.class, busy -> 1))
              .isInstanceOf(InjectedFault.class)
              .hasMessageContaining("has crashed");
          simulation.awaitPrograms();
          assertThatThrownBy(() -> dead.agent("/busy/1").command("sleep", 1))
              .isInstanceOf(PlaneClosedException.class);
          assertThatThrownBy(() -> simulation.crash(dead))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("closed");
          alive.agent("/ledger").ask(Ledger.class, ledger -> ledger.enter(1));
          alive.close();
        });
    assertThat(ends).containsExactly("interrupted");
  }

  /** A program that has waited for the plane, and waits for something else now, is left alone. */
  @Test
  void crash_interruptsNobodyWhoWaitsForSomethingElse() {
    Set<String> ends = new TreeSet<>();
    Simulation.run(
        1,
        simulation -> {
          List<String> signs = new ArrayList<>();
          Plane plane = simulation.start(Plane.builder().route("/busy/:n", () -> new Busy(signs)));
          CountDownLatch other = new CountDownLatch(1);
          simulation.program(
              "waits",
              () -> {
                plane.awaitQuiet();
                other.await();
                ends.add("went on");
              });
          simulation.settle();
          plane.agent("/busy/1").command("sleep", 10);
          simulation.crash(plane);
          other.countDown();
        });
    assertThat(ends).containsExactly("went on");
  }
}
