package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws B6 and F2: requests that are cancelled. */
@Timeout(60)
class BusCancelTest extends RequestFixture {
  /** B6: from outside. */
  @Test
  void cancel_fromOutside_endsTheWait() {
    PendingRequest mine = request(1, 5);
    assertThat(mine.cancel()).isTrue();
    assertThat(mine.cancel()).isFalse();
    taken().answer("late");
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> pending.set(request(x, 2, 5)));
    assertThat(pending.get().cancel()).isTrue();
    taken().answer("late");
    quiet();
    assertThat(outcomes).isEmpty();
    assertThat(stage.trace).isEmpty();
    assertThat(deaths())
        .containsExactly(DeadLetter.Reason.LATE_ANSWER, DeadLetter.Reason.LATE_ANSWER);
    stage.run(x -> assertThat(x.hasUnderWay()).isFalse());
  }

  /** B6: in the agent's turn, also of a request that has not left yet. */
  @Test
  void cancel_inTheTurn_takesEffectWithTheCommit() {
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> pending.set(request(x, 1, 5)));
    Request<Integer> request = taken();
    stage.run(x -> {
      assertThat(pending.get().cancel()).isTrue();
      assertThat(pending.get().cancel()).isFalse();
      assertThat(request.isAwaited()).isTrue();
    });
    assertThat(request.isAwaited()).isFalse();
    stage.run(x -> assertThat(request(x, 2, 5).cancel()).isTrue());
    assertThat(clock.pending()).isZero();
    quiet();
    assertThat(stage.trace).isEmpty();
  }

  /** F2: undone, also where the handler cancels while its failed cascade unwinds. */
  @Test
  void cancel_ofACascadeThatFails_isUndone() {
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> {
      pending.set(request(x, 1, 5));
      x.a.on(v -> {
        throw new IllegalStateException("no");
      });
    });
    Slot.On<Probe> early =
        x -> {
          pending.get().cancel();
          x.a.set(1);
        };
    Slot.On<Probe> inFinally =
        x -> {
          try {
            x.a.set(1);
          } finally {
            pending.get().cancel();
          }
        };
    for (Slot.On<Probe> failing : List.of(early, inFinally)) {
      assertThatThrownBy(() -> stage.run(failing)).isInstanceOf(AgentFailedException.class);
    }
    taken().answer("yes");
    quiet();
    assertThat(stage.trace).containsExactly("/probe/x answered yes");
  }

  /** F2: a failure takes back what the cascade has cancelled, and not what others have. */
  @Test
  void cancel_fromOutside_whileACascadeThatFailsHasCancelledToo_stands() {
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> pending.set(request(x, 1, 5)));
    assertThatThrownBy(() ->
            stage.run(x -> {
              assertThat(pending.get().cancel()).isTrue();
              Thread other = Thread.ofPlatform().start(() -> pending.get().cancel());
              other.join();
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(AgentFailedException.class);
    taken().answer("late");
    quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(deaths()).containsExactly(DeadLetter.Reason.LATE_ANSWER);
  }

  /**
   * B6, O3: an answer that comes before the cancelling cascade commits is a dead letter as well.
   */
  @Test
  void answer_thatACancelOvertakes_isADeadLetter() {
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> pending.set(request(x, 1, 5)));
    Request<Integer> request = taken();
    stage.run(x -> {
      pending.get().cancel();
      Thread other = Thread.ofPlatform().start(() -> request.answer("too late"));
      other.join();
    });
    quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple("too late", DeadLetter.Reason.LATE_ANSWER));
  }

  /** B6, O3: likewise where it says that there is no answer. */
  @Test
  void refusal_thatACancelOvertakes_isADeadLetter() {
    AtomicReference<PendingRequest> pending = new AtomicReference<>();
    stage.run(x -> pending.set(request(x, 1, 5)));
    Request<Integer> request = taken();
    UnsupportedOperationException why = new UnsupportedOperationException();
    stage.run(x -> {
      pending.get().cancel();
      Thread other = Thread.ofPlatform().start(() -> request.fail(why));
      other.join();
    });
    quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple(why, DeadLetter.Reason.LATE_ANSWER));
  }
}
