package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.Work;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What actions do with their agent, with time, and with other agents. */
@Timeout(60)
class AgentActionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private final ActionStage stage =
      new ActionStage(
          desk -> desk.order.onCommand(order -> desk.note(desk.uri() + " was ordered " + order)));

  @Test
  void uri_parameter_andNow_areThoseOfTheRunningAgent() {
    stage.clock.advance(SECOND);
    String all =
        stage.run(
            ON.uri()
                .join(ON.parameter("name"), (uri, name) -> uri + " " + name)
                .join(ON.now(), (both, now) -> both + " " + now));
    assertThat(all).isEqualTo("/desk/a a 1970-01-01T00:00:01Z");
    assertThatThrownBy(() -> stage.run(ON.parameter("absent")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  /** O1: what is sent leaves when the cascade has succeeded, in order. */
  @Test
  void command_toAnotherAgent_leavesWhenTheCascadeHasSucceeded() {
    stage.run(
        ON.sequentially(
            List.of(
                ON.command("/desk/b", "order", "x"),
                ON.command("/desk/b", "order", "y"),
                stage.noting("sent"))));
    stage.quiet();
    assertThat(stage.trace)
        .containsExactly("sent", "/desk/b was ordered x", "/desk/b was ordered y");
  }

  /** O1, O4. */
  @Test
  void broadcast_leavesWhenTheCascadeHasSucceeded() {
    stage.run(ON.broadcast("/desk/:name", "order", "x").followedBy(stage.noting("sent")));
    stage.run(ON.command("/desk/a", "absent", "x"));
    stage.quiet();
    assertThat(stage.trace).containsExactly("sent", "/desk/a was ordered x");
    assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("absent");
  }

  /** F10. */
  @Test
  void checkpoint_letsStandWhatWasSent_alsoWhereALaterActionFails() {
    HandlerAction<Desk, ?> twice =
        ON.checkpoint("x", ON.command("/desk/b", "order", "x"))
            .followedBy(ON.checkpoint("x", ON.command("/desk/b", "order", "x again")))
            .followedBy(ON.command("/desk/b", "order", "y"))
            .followedBy(ON.checkpoint())
            .followedBy(ON.command("/desk/b", "order", "z"))
            .followedBy(ON.<ComposedHandler<Desk>>fail(new IOException("after")));
    assertThatThrownBy(() -> stage.run(twice)).hasRootCauseMessage("after");
    stage.quiet();
    assertThat(stage.trace).containsExactly("/desk/b was ordered x", "/desk/b was ordered y");
  }

  /** L3: it throws nothing; the cascade runs to its end. */
  @Test
  void stop_endsTheAgent_whenTheCascadeIsOver() {
    stage.run(ON.stop().followedBy(stage.noting("after")));
    stage.quiet();
    assertThat(stage.trace).containsExactly("after", "stopped");
  }

  /** S1: away from the agent; the result is a root event. */
  @Test
  void suspend_handlesTheResult_asARootEvent() {
    CountDownLatch go = new CountDownLatch(1);
    ComposedHandler<Desk> whole =
        ON.suspend(
                () -> {
                  go.await();
                  return 5;
                },
                n -> ON.set(Desk::count, n).followedBy(stage.noting("came back with " + n)))
            .followedBy(stage.noting("goes on"))
            .followedBy(ON.effect(go::countDown));
    stage.run(whole);
    stage.quiet();
    awaitCount(5);
    assertThat(stage.trace).containsExactly("goes on", "came back with 5");
  }

  /** Waits for a condition that suspended work brings about, and that nothing else tells of. */
  private void awaitCount(int wanted) {
    while (stage.run(ON.get(Desk::count)) != wanted) {
      Thread.onSpinWait();
    }
  }

  /** S1: what the work throws. */
  @Test
  void suspend_handlesTheFailure_asARootEvent() {
    stage.run(
        ON.suspend(
            () -> {
              throw new IOException("no luck");
            },
            result -> stage.noting("came back"),
            failure -> stage.noting(failure.getMessage()).followedBy(ON.set(Desk::count, 1))));
    awaitCount(1);
    assertThat(stage.trace).containsExactly("no luck");
  }

  /** S4: its name, its attempts, and its time. */
  @Test
  void suspend_takesTheOptionsOfWork() {
    Work once = Work.named("price").retry(new Retry(1, Backoff.NONE));
    AtomicInteger attempts = new AtomicInteger();
    stage.run(
        ON.suspend(
            once,
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("no luck");
              }
              return Thread.currentThread().getName();
            },
            name -> stage.noting(name).followedBy(ON.set(Desk::count, 1))));
    awaitCount(1);
    stage.run(
        ON.suspend(
            once,
            () -> {
              throw new IOException("no luck in " + attempts.incrementAndGet());
            },
            result -> stage.noting("came back"),
            failure -> stage.noting(failure.getMessage()).followedBy(ON.set(Desk::count, 2))));
    awaitCount(2);
    assertThat(stage.trace).containsExactly("price, suspended by /desk/a", "no luck in 4");
  }

  /** S2: the handle is the result. */
  @Test
  void suspend_givesTheHandle() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    HandlerAction<Desk, Suspension> suspend =
        ON.suspend(
            () -> {
              begun.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return 1;
            },
            n -> stage.noting("came back"));
    stage.run(
        suspend.andThen(
            suspension -> ON.effect(begun::await).followedBy(ON.effect(suspension::cancel))));
    stage.desk(desk -> interrupted.await());
    stage.quiet();
    assertThat(stage.trace).isEmpty();
  }

  /** S3. */
  @Test
  void after_at_andEvery_runTheActionAtItsTime_eachTimeAnew() {
    ComposedHandler<Desk> tick =
        ON.update(Desk::count, n -> n + 1)
            .followedBy(ON.get(Desk::count))
            .join(ON.now(), (n, now) -> n + " at " + now.getEpochSecond())
            .andThen(stage::noting);
    stage.run(
        ON.sequentially(
            List.of(
                ON.after(SECOND.multipliedBy(2), tick),
                ON.at(Instant.ofEpochSecond(3), tick.map(nothing -> 1)),
                ON.every(SECOND.multipliedBy(4), tick))));
    for (int i = 0; i < 8; i++) {
      stage.pass(SECOND);
    }
    assertThat(stage.trace).containsExactly("1 at 2", "2 at 3", "3 at 4", "4 at 8");
  }

  /** S3: an event handler is a step. */
  @Test
  void schedule_takesEventHandlersAsSteps() {
    stage.run(
        ON.schedule(
            Schedule.after(SECOND, stage.noting("warn")).then(SECOND, stage.noting("close"))));
    stage.pass(SECOND);
    stage.note("between");
    stage.pass(SECOND);
    assertThat(stage.trace).containsExactly("warn", "between", "close");
  }

  /** S3, K10: the handle is the result. */
  @Test
  void cancelledHandle_neverRunsTheAction() {
    HandlerAction<Desk, Scheduled> after = ON.after(SECOND, stage.noting("ran"));
    AtomicInteger cancelled = new AtomicInteger();
    stage.run(
        after.andThen(
            scheduled -> ON.effect(() -> cancelled.addAndGet(scheduled.cancel() ? 1 : 0))));
    stage.pass(SECOND);
    assertThat(cancelled).hasValue(1);
    assertThat(stage.trace).isEmpty();
  }
}
