package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.RequestTimeoutException;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws B6, F2, L4 and O3: requests with handlers, and requests that take time. */
@Timeout(60)
class BusRequestLawsTest extends RequestFixture {
  private void pass(long seconds) {
    clock.advance(s(seconds));
    quiet();
  }

  private void requireNoEndpoints(Handler<String> refused) throws Exception {
    for (String endpoint : List.of("", "a*", "a?")) {
      refused.handle(endpoint);
    }
  }

  /** B6, O1: it leaves with the commit, and the answer is a root event. */
  @Test
  void requestOfAnAgent_leavesWithItsCascade_andIsAnsweredInItsTurn() {
    stage.run(x -> {
      x.a.on(v -> stage.note("a=" + v));
      PendingRequest pending =
          x.bus()
              .request(
                  "keep", 1, Integer.class, s(5), x.a::set, why -> stage.note("failed " + why));
      assertThat(pending.correlationId()).isEqualTo(1);
      assertThat(kept).isEmpty();
    });
    Request<Integer> request = taken();
    assertThat(request.correlationId()).isEqualTo(1);
    assertThat(request.isAwaited()).isTrue();
    request.answer(7);
    assertThat(request.isAwaited()).isFalse();
    quiet();
    assertThat(stage.trace).containsExactly("a=7");
  }

  /** B6, F4: the reason why there is no answer is a root event too. */
  @Test
  void requestOfAnAgent_thatCannotBeAnswered_isToldWhy() {
    stage.run(x -> {
      request(x, 1, 5);
      x.bus()
          .request(
              "none",
              2,
              String.class,
              s(5),
              answer -> {},
              why -> stage.note("none: " + why.getClass().getSimpleName()));
    });
    taken().fail(new UnsupportedOperationException());
    quiet();
    assertThat(stage.trace)
        .containsExactly(
            "none: NoEndpointException", "/probe/x failed UnsupportedOperationException");
    assertThat(deaths()).containsExactly(DeadLetter.Reason.NO_ENDPOINT);
  }

  /** F2: one of a cascade that fails is never sent, and nothing of it stays. */
  @Test
  void requestOfACascadeThatFails_hasNeverBeen() {
    assertThatThrownBy(() ->
            stage.run(x -> {
              request(x, 1, 5);
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(AgentFailedException.class);
    assertThat(clock.pending()).isZero();
    pass(10);
    assertThat(kept).isEmpty();
    assertThat(stage.trace).isEmpty();
  }

  /** B6: from outside the handlers run on a virtual thread. */
  @Test
  void requestFromOutside_isAnsweredOnAVirtualThread() throws Exception {
    PendingRequest pending =
        bus.request(
            "keep",
            1,
            String.class,
            s(5),
            answer -> outcomes.add(answer + " " + Thread.currentThread().isVirtual()),
            outcomes::add);
    Request<Integer> request = taken();
    assertThat(request.correlationId()).isEqualTo(pending.correlationId());
    request.answer("yes");
    assertThat(outcomes.take()).isEqualTo("yes true");
    assertThat(pending.cancel()).isFalse();
    bus.request("none", 1, String.class, s(5), outcomes::add, outcomes::add);
    assertThat(outcomes.take()).isInstanceOf(NoEndpointException.class);
  }

  /** B6, K7: a request times out in the time of the plane, and a later answer is a dead letter. */
  @Test
  void request_thatIsNotAnsweredInTime_fails_andALaterAnswerIsADeadLetter() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread handler =
        Thread.ofPlatform()
            .start(() ->
                failure.set(
                    catchThrowable(() ->
                        stage.run("y", y -> y.bus().request("keep", 1, String.class, s(3))))));
    Request<Integer> blocking = taken();
    quiet(); // the handler that waits is no hindrance
    stage.run(x -> request(x, 2, 4));
    Request<Integer> ofAgent = taken();
    request(3, 5);
    Request<Integer> fromOutside = taken();
    clock.advance(Duration.ofNanos(2_999_999_999L));
    assertThat(blocking.isAwaited()).isTrue();
    clock.advance(Duration.ofNanos(1));
    assertThat(blocking.isAwaited()).isFalse();
    handler.join();
    assertThat(failure.get())
        .hasCauseInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("endpoint 'keep' has not answered within PT3S");
    pass(1);
    assertThat(stage.trace).containsExactly("/probe/x failed RequestTimeoutException");
    assertThat(ofAgent.isAwaited()).isFalse();
    pass(1);
    assertThat(outcomes.take()).isInstanceOf(RequestTimeoutException.class);
    for (Request<Integer> request : List.of(blocking, ofAgent, fromOutside)) {
      request.answer("late");
    }
    assertThat(deaths())
        .containsExactly(
            DeadLetter.Reason.LATE_ANSWER,
            DeadLetter.Reason.LATE_ANSWER,
            DeadLetter.Reason.LATE_ANSWER);
  }

  /** B6: a timeout is positive; one that is not, and any other refusal, leaves nothing behind. */
  @Test
  void request_thatIsRefused_leavesNothingBehind() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(1, 0))
        .withMessage(
            "[PL-B6.7] a request to endpoint 'keep' has a timeout of PT0S; it must be positive");
    requireNoEndpoints(endpoint -> {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.request(endpoint, 1, String.class, s(5)));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> bus.request(endpoint, 1, String.class, s(5), outcomes::add, outcomes::add));
      stage.run(x ->
          assertThatIllegalArgumentException()
              .isThrownBy(
                  () -> x.bus().request(endpoint, 1, String.class, s(5), a -> {}, why -> {})));
    });
    assertThat(clock.pending()).isZero();
    stage.run(x -> assertThat(x.hasUnderWay()).isFalse());
    assertThat(outcomes).isEmpty();
  }

  /** B6: an interrupt ends the wait. */
  @Test
  void request_thatIsInterrupted_isNotAwaited() throws Exception {
    Thread requester =
        Thread.ofPlatform()
            .start(() ->
                outcomes.add(catchThrowable(() -> bus.request("keep", 1, String.class, s(5)))));
    Request<Integer> request = taken();
    requester.interrupt();
    requester.join();
    assertThat(outcomes.take()).isInstanceOf(InterruptedException.class);
    request.answer("late");
    assertThat(deaths()).containsExactly(DeadLetter.Reason.LATE_ANSWER);
  }

  /** O3, B6: who waits for room in the mailbox of the endpoint does so no longer than it wanted. */
  @Test
  void request_thatWaitsForRoom_timesOut() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    stage.run(x ->
        x.bus()
            .endpoint(
                "full",
                Integer.class,
                (Request<Integer> request) -> {
                  blocked.countDown();
                  x.clock().sleep(s(60));
                }));
    bus.send("full", 0);
    blocked.await();
    bus.send("full", 1);
    bus.send("full", 2);
    Thread requester =
        Thread.ofPlatform()
            .start(() ->
                outcomes.add(catchThrowable(() -> bus.request("full", 3, String.class, s(5)))));
    while (requester.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    clock.advance(s(5));
    assertThat(outcomes.take()).isInstanceOf(RequestTimeoutException.class);
    requester.join();
    release.countDown();
    clock.advance(s(500));
  }

  /** O3: from a handler it is refused at once. */
  @Test
  void requestOfAHandler_toAFullMailbox_fails() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    stage.run(x ->
        x.bus()
            .endpoint(
                "full",
                Integer.class,
                (Request<Integer> request) -> {
                  blocked.countDown();
                  release.await();
                }));
    bus.send("full", 0);
    blocked.await();
    bus.send("full", 1);
    bus.send("full", 2);
    assertThatThrownBy(() -> stage.run("y", y -> y.bus().request("full", 3, String.class, s(5))))
        .hasCauseInstanceOf(MailboxFullException.class);
    assertThat(deaths()).containsExactly(DeadLetter.Reason.MAILBOX_FULL);
    release.countDown();
    quiet();
  }

  /** E8, O2, K7: subtasks of one handler may all wait; time moves on for them. */
  @Test
  void requestsOfForkedSubtasks_waitTogether() throws Exception {
    AtomicReference<Object> result = new AtomicReference<>();
    Thread asker =
        Thread.ofPlatform()
            .start(() ->
                result.set(
                    stage.<Object>ask(x -> {
                      try (OwnScope scope = new OwnScope()) {
                        var one = scope.fork(() -> x.bus().request("keep", 1, String.class, s(3)));
                        var two = scope.fork(() -> x.bus().request("keep", 2, String.class, s(4)));
                        scope.join();
                        return one.state() + " " + two.state();
                      }
                    })));
    taken();
    taken();
    quiet();
    clock.advance(s(3));
    clock.advance(s(1));
    asker.join();
    assertThat(result.get()).isEqualTo("FAILED FAILED");
    quiet();
  }
}
