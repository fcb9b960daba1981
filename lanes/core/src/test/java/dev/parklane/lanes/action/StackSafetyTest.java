package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.parklane.lanes.action.ActionStage.Desk;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither how many actions are composed nor how they are nested costs stack. */
@Timeout(120)
class StackSafetyTest {
  private static final int MILLION = 1_000_000;

  @AutoClose private final ActionStage stage = new ActionStage();
  private final ComposedHandler<Desk> increment = ON.update(Desk::count, n -> n + 1);

  private <T> ObjectAssert<T> assertResult(HandlerAction<Desk, T> action) {
    return assertThatObject(stage.run(action));
  }

  private int countAfter(HandlerAction<Desk, ?> action) {
    return stage.run(action.followedBy(ON.get(Desk::count)));
  }

  private static <T> T repeat(T start, UnaryOperator<T> step) {
    T whole = start;
    for (int i = 0; i < MILLION; i++) {
      whole = step.apply(whole);
    }
    return whole;
  }

  @Test
  void sequence_ofAMillion_runs() {
    assertThat(countAfter(ON.sequentially(Collections.nCopies(MILLION, increment))))
        .isEqualTo(MILLION);
  }

  @Test
  void andThen_nestedToTheLeftAMillionDeep_runs() {
    HandlerAction<Desk, Integer> whole =
        repeat(ON.value(0), before -> before.andThen(n -> ON.value(n + 1)));
    assertResult(whole).isEqualTo(MILLION);
  }

  @Test
  void followedBy_nestedToTheRightAMillionDeep_runs() {
    assertThat(countAfter(repeat(ON.nothing(), after -> increment.followedBy(after))))
        .isEqualTo(MILLION);
  }

  @Test
  void map_discard_join_andSequences_nestedAMillionDeep_run() {
    assertResult(repeat(ON.value(0), before -> before.map(n -> n + 1))).isEqualTo(MILLION);
    assertThat(countAfter(repeat(increment, HandlerAction::discard))).isEqualTo(1);
    assertResult(repeat(ON.value(0), before -> before.join(ON.value(1), Integer::sum)))
        .isEqualTo(MILLION);
    assertResult(repeat(ON.value(0), after -> ON.value(1).join(after, Integer::sum)))
        .isEqualTo(MILLION);
    assertThat(
            countAfter(repeat(increment, inner -> ON.sequentially(Collections.nCopies(1, inner)))))
        .isEqualTo(2);
  }

  private ComposedHandler<Desk> loop(int n) {
    return n == 0 ? ON.nothing() : increment.andThen(nothing -> loop(n - 1));
  }

  @Test
  void action_thatLeadsBackToItself_runsAMillionTimes() {
    assertThat(countAfter(loop(MILLION))).isEqualTo(MILLION);
  }

  /** Each action runs as deep in the stack as the first. */
  @Test
  void action_runsAtOneDepthOfTheStack_howeverItIsNested() {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger last = new AtomicInteger();
    HandlerAction<Desk, Integer> whole =
        repeat(depth(first), before -> before.andThen(n -> ON.value(n)));
    stage.run(whole.followedBy(loop(1000)).followedBy(depth(last)));
    assertThat(last.get()).isEqualTo(first.get()).isPositive();
  }

  private static HandlerAction<Desk, Integer> depth(AtomicInteger depth) {
    return ON.call(() -> {
      depth.set(Thread.currentThread().getStackTrace().length);
      return depth.get();
    });
  }
}
