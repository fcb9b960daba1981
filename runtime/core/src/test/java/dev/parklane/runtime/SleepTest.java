package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * E6, E7, K7, S3: handlers that sleep on the clock of their plane, and time that waits for them.
 */
@Timeout(60)
class SleepTest {
  private final TestClock clock = new TestClock();
  private final List<String> notes = new CopyOnWriteArrayList<>();

  private Stage stage(Probe.Setup setup) {
    return Stage.of(
        Plane.builder()
            .clock(clock)
            .carriers(1)
            .route(
                "/probe/:name",
                () -> new Probe(setup),
                o -> o.withFailurePolicy(FailurePolicy.resume())));
  }

  private static void sleep(Probe probe, long seconds) throws InterruptedException {
    probe.clock().sleep(Duration.ofSeconds(seconds));
  }

  private void advance(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** E6, E7: it holds its agent and no carrier, and what was sent meanwhile comes after it. */
  @Test
  void sleep_holdsTheAgent_andNoOther() {
    try (Stage stage =
        stage(p ->
            p.a.on(v -> {
              sleep(p, v);
              note(p, "a" + v);
            }))) {
      stage.probe("x").command("a", 10);
      stage.probe("x").command("a", 0);
      stage.probe("y").command("a", 3);
      advance(2);
      assertThat(notes).isEmpty();
      advance(1);
      assertThat(notes).containsExactly("/probe/y a3 at 3");
      advance(7);
      assertThat(notes)
          .containsExactly("/probe/y a3 at 3", "/probe/x a10 at 10", "/probe/x a0 at 10");
    }
  }

  private void note(Probe probe, String what) {
    notes.add(probe.uri() + " " + what + " at " + probe.now().getEpochSecond());
  }

  /** K7: one advance carries handlers over all their sleeps, each at its own time. */
  @Test
  void advance_overManySleeps_stopsAtEachOfThem() {
    try (Stage stage =
        stage(p ->
            p.a.on(v -> {
              for (int i = 0; i < 3; i++) {
                sleep(p, v);
                note(p, "wakes");
                p.b.set(i); // a trigger between two sleeps
              }
            }))) {
      stage.probe("x").command("a", 2);
      stage.probe("y").command("a", 3);
      advance(100);
      assertThat(notes)
          .containsExactlyInAnyOrder(
              "/probe/x wakes at 2",
              "/probe/y wakes at 3",
              "/probe/x wakes at 4",
              "/probe/x wakes at 6",
              "/probe/y wakes at 6",
              "/probe/y wakes at 9");
      assertThat(notes).isSortedAccordingTo(Comparator.comparing(n -> n.substring(n.length() - 1)));
    }
  }

  /** K7: the clock does not move on while a handler runs that its last event has set off. */
  @Test
  void advance_waitsForTheCascadesOfEachEvent() {
    try (Stage stage =
        stage(p -> {
          p.door.on(
              v -> p.repeat(Duration.ofSeconds(1), () -> p.other("/probe/y").command("a", 1)));
          p.a.on(v -> note(p, "told"));
        })) {
      stage.probe("x").command("door", "go");
      advance(3);
      assertThat(notes)
          .containsExactly("/probe/y told at 1", "/probe/y told at 2", "/probe/y told at 3");
    }
  }

  /** O2, K7: who waits for the answer of a sleeper is no hindrance to time either. */
  @Test
  void advance_goesOn_whileOneAgentAsksAnotherThatSleeps() {
    try (Stage stage =
        stage(p ->
            p.door.on(v -> {
              int answer =
                  p.other("/probe/asked")
                      .ask(
                          Probe.class,
                          asked -> {
                            sleep(asked, 5);
                            return 7;
                          });
              note(p, "heard " + answer);
            }))) {
      stage.probe("x").command("door", "ask");
      advance(4);
      assertThat(notes).isEmpty();
      advance(1);
      assertThat(notes).containsExactly("/probe/x heard 7 at 5");
    }
  }

  /** K7: two planes on one clock are quiet together before it moves on. */
  @Test
  void advance_waitsForAllPlanesOfItsClock() {
    try (Stage one = stage(p -> p.a.on(v -> note(p, "one")));
        Stage two =
            stage(p ->
                p.door.on(v ->
                    p.repeat(
                        Duration.ofSeconds(1),
                        () -> {
                          one.probe("x").command("a", 1);
                          note(p, "two");
                        })))) {
      two.probe("z").command("door", "go");
      advance(2);
      assertThat(notes)
          .containsExactly(
              "/probe/z two at 1", "/probe/x one at 1", "/probe/z two at 2", "/probe/x one at 2");
    }
  }

  @Test
  void sleep_untilWhatHasPassed_isOverAtOnce_andANegativeOneIsRefused() {
    try (Stage stage = stage(p -> {})) {
      advance(5);
      stage.run(p -> p.clock().sleepUntil(Instant.ofEpochSecond(4)));
      stage.run(p -> p.clock().sleep(Duration.ZERO));
      assertThatThrownBy(() -> stage.run(p -> sleep(p, -1)))
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/probe/x cannot sleep for PT-1S; it must be 0 or more");
    }
  }

  /** E8: only the agent's turn may sleep on its clock. */
  @Test
  void sleep_fromAnotherThread_isRefused() {
    AtomicReference<Probe> probe = new AtomicReference<>();
    try (Stage stage = stage(p -> probe.set(p))) {
      stage.run(p -> {});
      assertThatThrownBy(() -> sleep(probe.get(), 1)).isInstanceOf(LaneAccessException.class);
    }
  }

  /** K7: a handler cannot move the clock that waits for it. */
  @Test
  void advance_fromAHandler_isRefused() {
    try (Stage stage = stage(p -> {})) {
      assertThatThrownBy(() -> stage.run(p -> advance(1)))
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("/probe/x, which it would wait for");
    }
  }

  /** F2, L5: a sleep ends with the plane, as nobody moves a test clock then; so does its agent. */
  @Test
  void close_endsSleepsOnATestClock_andHandlesWhatWaitsBehindThem() {
    Stage stage =
        stage(p ->
            p.a.on(v -> {
              p.b.set(v);
              try {
                sleep(p, v);
              } catch (InterruptedException e) {
                note(p, e.getMessage());
              }
            }));
    stage.probe("x").command("a", 10);
    stage.probe("x").command("a", 20);
    stage.close();
    assertThat(notes)
        .hasSize(2)
        .allMatch(
            note -> note.contains("the plane is closing, and nobody moves its clock any more"));
    assertThat(clock.pending()).isZero();
  }

  /** L5: on a live clock time passes by itself, and closing waits for it. */
  @Test
  void close_waitsForSleepsOnALiveClock() {
    try (LiveClock live = new LiveClock();
        Stage stage =
            Stage.of(
                Plane.builder()
                    .clock(live)
                    .route(
                        "/probe/:name",
                        () ->
                            new Probe(p ->
                                p.a.on(v -> {
                                  long before = p.clock().nanos();
                                  p.clock().sleep(Duration.ofMillis(v));
                                  notes.add(
                                      "slept " + (p.clock().nanos() - before >= v * 1_000_000L));
                                }))))) {
      stage.probe("x").command("a", 20);
    }
    assertThat(notes).containsExactly("slept true");
  }

  /** A handler that sleeps counts as quiet: only time can bring what it waits for. */
  @Test
  void awaitQuiet_doesNotWaitForSleepers() throws InterruptedException {
    try (Stage stage = stage(p -> p.a.on(v -> sleep(p, v)))) {
      stage.probe("x").command("a", 10);
      stage.plane.awaitQuiet();
      assertThat(clock.pending()).isEqualTo(1);
      advance(10);
      stage.plane.awaitQuiet();
      assertThat(clock.pending()).isZero();
    }
  }
}
