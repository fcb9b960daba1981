package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.CascadeAbortedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers as values that fail, as plain ones do (laws F1, F2). */
@Timeout(60)
class HandlerActionFailureTest {
  @AutoClose private final ActionStage stage = new ActionStage();

  private <T> ObjectAssert<T> assertResult(HandlerAction<Desk, T> action) {
    return assertThatObject(stage.run(action));
  }

  // --- F1: failure -------------------------------------------------------------------------------

  private Throwable causeOf(HandlerAction<Desk, ?> action) {
    try {
      stage.run(action);
    } catch (AgentFailedException e) {
      assertThat(e.getCause()).isNotNull();
      return e.getCause();
    }
    throw new AssertionError("did not fail");
  }

  /** F1, F2: as from a plain method, checked exceptions included. */
  @Test
  void effect_thatThrows_failsTheCascade_andNothingIsRunAfterIt() {
    IOException failure = new IOException("on purpose");
    assertThat(
            causeOf(
                ON.sequentially(
                    List.of(
                        ON.set(Desk::count, 1),
                        ON.effect(() -> {
                          throw failure;
                        }),
                        stage.noting("after")))))
        .isSameAs(failure);
    assertResult(ON.get(Desk::count)).isEqualTo(0);
    assertThat(stage.trace).isEmpty();
  }

  /** F1. */
  @Test
  void fail_failsTheCascade_withWhatItWasGiven_eachTime() {
    IOException failure = new IOException("on purpose");
    ComposedHandler<Desk> failing = ON.set(Desk::count, 1).followedBy(ON.fail(failure));
    ComposedHandler<Desk> whole = failing.followedBy(stage.noting("after"));
    assertThat(causeOf(whole)).isSameAs(failure);
    assertThat(causeOf(whole)).isSameAs(failure);
    assertThat(causeOf(ON.fail(new AssertionError("on purpose"))))
        .isInstanceOf(AssertionError.class);
    assertThat(causeOf(ON.fail(new Throwable("on purpose"))))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("on purpose");
    assertResult(ON.get(Desk::count)).isEqualTo(0);
    assertThat(stage.trace).isEmpty();
  }

  /** F1. */
  @Test
  void functionsThatThrow_failTheCascade() {
    IllegalStateException failure = new IllegalStateException("on purpose");
    for (HandlerAction<Desk, ?> action :
        List.<HandlerAction<Desk, ?>>of(
            ON.value(1).map(n -> thrown(failure)),
            ON.value(1).andThen(n -> ON.value(thrown(failure))),
            ON.value(1).join(ON.value(2), (a, b) -> thrown(failure)),
            ON.whenPresent(Optional.of(1), n -> ON.value(thrown(failure))),
            ON.call(() -> thrown(failure)),
            ON.update(Desk::count, n -> n + thrown(failure).length()),
            ON.get(desk -> thrown(failure).isEmpty() ? desk.count : desk.twin))) {
      assertThat(causeOf(action.followedBy(stage.noting("after")))).isSameAs(failure);
    }
    assertThat(stage.trace).isEmpty();
  }

  private static String thrown(RuntimeException failure) {
    throw failure;
  }

  /** F1: a writer gets the failure of what it triggered out of its write; then it cannot go on. */
  @Test
  void write_whoseObserverFails_throwsOutOfTheRun_andLaterAccessesThrowAgain() {
    stage.desk(
        desk -> desk.count.onEvent(ON.handler(n -> ON.fail(new IOException("observer " + n)))));
    Throwable cause =
        causeOf(
            ON.effect(desk -> {
              for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> ON.set(Desk::count, 1).run(desk))
                    .isInstanceOf(CascadeAbortedException.class)
                    .hasRootCauseMessage("observer 1");
              }
              stage.note("caught");
            }));
    assertThat(cause).hasMessage("observer 1");
    assertThat(stage.trace).containsExactly("caught");
  }

  /** F1: after a failure that was caught, what touches no lane runs, as in a plain handler. */
  @Test
  void run_inACascadeThatHasFailed_runsUpToTheFirstAccess() {
    stage.desk(desk -> desk.count.onEvent(n -> thrown(new IllegalStateException("on purpose"))));
    assertThat(
            causeOf(
                ON.effect(desk -> {
                  assertThatThrownBy(() -> desk.count.set(1))
                      .isInstanceOf(CascadeAbortedException.class);
                  assertThatThrownBy(() ->
                          stage
                              .noting("ran")
                              .followedBy(ON.get(Desk::count))
                              .followedBy(stage.noting("must not be"))
                              .run(desk))
                      .isInstanceOf(CascadeAbortedException.class)
                      .hasRootCauseMessage("on purpose");
                })))
        .hasMessage("on purpose");
    assertThat(stage.trace).containsExactly("ran");
  }

  // --- null --------------------------------------------------------------------------------------

  @Test
  void projection_thatGivesNull_failsByName() {
    assertThat(causeOf(ON.get(Desk::missing)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "[PL-E3] the projection of get(...) in Desk /desk/a gave null; declare the lane in a field of"
                + " the agent");
    assertThat(causeOf(ON.set(Desk::missing, 1)))
        .hasMessageStartingWith("[PL-E3] the projection of set(...) in Desk /desk/a gave null");
  }

  @Test
  void functions_thatGiveNull_failByName() {
    assertThat(causeOf(ON.value(1).map(n -> ActionStage.<String>absent())))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "[PL-E3] the function of map(...) in Desk /desk/a gave null; give a value, such as"
                + " Optional.empty() for none");
    assertThat(causeOf(ON.value(1).andThen(n -> ActionStage.<ComposedHandler<Desk>>absent())))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "[PL-E3] the function of andThen(...) in Desk /desk/a gave null; give an action, such as"
                + " on.nothing() for none");
    assertThat(causeOf(ON.call(() -> ActionStage.<String>absent())))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("[PL-E3] the code of call(...) in Desk /desk/a gave null");
  }

  @Test
  void null_whereAnActionIsComposed_isRefusedThere() {
    assertThatThrownBy(() -> ON.value(ActionStage.<String>absent()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> ON.nothing().followedBy(ActionStage.<ComposedHandler<Desk>>absent()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> ON.set(Desk::count, ActionStage.<Integer>absent()))
        .isInstanceOf(NullPointerException.class);
  }
}
