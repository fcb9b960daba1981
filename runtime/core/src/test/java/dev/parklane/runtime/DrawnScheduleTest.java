package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law S3: a schedule whose steps are drawn one at a time. */
@Timeout(60)
class DrawnScheduleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock clock = new TestClock();

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> {}),
                  o -> o.withFailurePolicy(FailurePolicy.resume())));

  private final AtomicReference<Scheduled> handle = new AtomicReference<>();

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.advance(SECOND);
      try {
        stage.plane.awaitQuiet();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Steps 1, 2, 3 and so on, each so many seconds after the one before. */
  private Schedule counting(Probe p) {
    return Schedule.of(() ->
        Stream.iterate(1, n -> n + 1)
            .peek(n -> stage.note("draws " + n))
            .map(n -> step(n, () -> note(p, "" + n)))
            .iterator());
  }

  private static Schedule.Delayed step(int seconds, Step step) {
    return new Schedule.Delayed(SECOND.multipliedBy(seconds), step);
  }

  private void note(Probe p, String what) {
    stage.note(p.now().getEpochSecond() + " " + what);
  }

  /** S3: without an end, each drawn as the one before it begins. */
  @Test
  void steps_withoutAnEnd_areDrawnOneAtATime_andEachHasItsDelay() {
    stage.run(p -> handle.set(p.schedule(counting(p))));
    assertThat(stage.trace).containsExactly("draws 1");
    pass(6);
    assertThat(stage.trace)
        .containsExactly("draws 1", "draws 2", "1 1", "draws 3", "3 2", "draws 4", "6 3");
    assertThat(handle.get().cancel()).isTrue();
    assertThat(handle.get().cancel()).isFalse();
    pass(20);
    assertThat(stage.trace).hasSize(7);
  }

  /** Each agent that takes it draws for itself. */
  @Test
  void schedule_takenTwice_isDrawnTwice() {
    stage.run(p -> {
      Schedule two = Schedule.of(List.of(step(1, () -> note(p, "a")), step(1, () -> note(p, "b"))));
      p.schedule(two);
      p.schedule(two);
    });
    pass(5);
    assertThat(stage.trace).containsExactly("1 a", "1 a", "2 b", "2 b");
  }

  /** K10: the last one that has begun is nothing that is to come. */
  @Test
  void cancel_inTheLastStep_saysThatNothingIsToCome() {
    stage.run(p ->
        handle.set(
            p.schedule(
                Schedule.of(() ->
                    List.of(step(1, () -> cancelIn(p)), step(1, () -> cancelIn(p))).iterator()))));
    pass(1);
    assertThat(stage.trace).containsExactly("1 cancelled true");
    stage.run(p ->
        handle.set(p.schedule(Schedule.of(() -> List.of(step(1, () -> cancelIn(p))).iterator()))));
    pass(3);
    assertThat(stage.trace).containsExactly("1 cancelled true", "2 cancelled false");
  }

  private void cancelIn(Probe p) {
    note(p, "cancelled " + handle.get().cancel());
  }

  /** L4: where there is no step, nothing is held. */
  @Test
  void scheduleWithoutSteps_isOverAtOnce() {
    stage.run(p -> handle.set(p.schedule(Schedule.of(Collections::emptyIterator))));
    assertThat(handle.get().cancel()).isFalse();
  }

  /** F1: an iterator that fails does so as the step would, and ends the schedule. */
  @Test
  void iteratorThatFails_failsTheCascade_andEndsTheSchedule() {
    stage.run(p -> {
      List<Integer> drawn = new ArrayList<>();
      Iterator<Schedule.Delayed> source =
          Stream.generate(
                  () -> {
                    drawn.add(1);
                    if (drawn.size() == 3) {
                      throw new IllegalStateException("no third");
                    }
                    return step(1, () -> note(p, "step"));
                  })
              .iterator();
      handle.set(p.schedule(Schedule.of(() -> source)));
    });
    pass(5);
    assertThat(stage.trace).containsExactly("1 step");
    assertThat(handle.get().cancel()).isFalse();
  }

  /** F2: a step that fails is not the end of those that come after it. */
  @Test
  void stepThatFails_isFollowedByTheNext() {
    stage.run(p ->
        p.schedule(
            Schedule.of(() ->
                Stream.<Schedule.Delayed>of(
                        step(
                            1,
                            () -> {
                              throw new IllegalStateException("on purpose");
                            }),
                        step(1, () -> note(p, "second")))
                    .iterator())));
    pass(3);
    assertThat(stage.trace).containsExactly("2 second");
  }

  /** E8, and what cannot be. */
  @Test
  void stepBehindADrawnSchedule_isRefused() {
    Schedule drawn = Schedule.of(Collections::emptyIterator);
    assertThatThrownBy(() -> drawn.then(SECOND, () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-S3.5] a step with the delay PT1S cannot come behind");
  }
}
