package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.LiveClock;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws F3, F5, F11: a time of the user's that fails while the policy asks it. */
@Timeout(60)
class RetryClockTest {
  private final NotingStore store = new NotingStore();
  private final AtomicBoolean timeFails = new AtomicBoolean(); // the next reading of an agent does
  private final AtomicInteger made = new AtomicInteger();
  private boolean constructorFails;

  private final class Worker extends Agent {
    private final ValueLane<Integer> value =
        new ValueLane<Integer>(this, "value", 0).codec(Codecs.INTEGER);
    private final CommandLane<Integer> work = new CommandLane<>(this, "work", Integer.class);

    Worker() {
      int number = made.incrementAndGet();
      if (constructorFails && (number == 2 || number == 3)) {
        timeFails.set(true);
        throw new IllegalStateException("constructor");
      }
      work.onCommand(v -> {
        checkpoint("a", () -> value.set(v));
        timeFails.set(number == 2);
        throw new IllegalStateException("on purpose");
      });
    }

    @Override
    protected void onFailure(Throwable cause) {
      value.set(-1);
    }
  }

  /** The clock's own thread, which is no virtual one, reads it too. */
  private Instant now() {
    if (Thread.currentThread().isVirtual() && timeFails.getAndSet(false)) {
      throw new UnsupportedOperationException("no time");
    }
    return Instant.now();
  }

  private Acknowledgement handle(int instancesBehindIt) throws InterruptedException {
    try (LiveClock clock = new LiveClock(this::now, Duration.ofMillis(1), Runnable::run);
        Plane plane =
            Plane.builder()
                .clock(clock)
                .route(
                    "/worker",
                    Worker::new,
                    o ->
                        o.withStore(store)
                            .withFailurePolicy(
                                FailurePolicy.restart(9, Duration.ofDays(1), Backoff.NONE)
                                    .keepingEvent(3)))
                .start()) {
      Acknowledgement what = plane.agent("/worker").commandAcknowledged("work", 1).join();
      plane.awaitQuiet();
      int instances = plane.agent("/worker").ask(Worker.class, worker -> made.get());
      assertThat(instances).isEqualTo(instancesBehindIt);
      return what;
    }
  }

  /** F3, F5: the event is given up, with what it failed by, and the instance has ended. */
  @Test
  void timeThatFailsWhenAnEventHasFailedAgain_givesItUp_andEndsTheInstance() throws Exception {
    assertThat(handle(3))
        .isInstanceOfSatisfying(
            Acknowledgement.Failed.class,
            failed ->
                assertThat(failed.cause())
                    .hasRootCauseMessage("on purpose")
                    .hasStackTraceContaining("no time"));
    assertThat(store.steps("/worker")).isEmpty();
  }

  /** F10, F11: an event that cannot be handled again leaves nothing in the store. */
  @Test
  void timeThatFailsWhenAFreshInstanceHasFailed_givesUpWhatWaitsForIt() throws Exception {
    constructorFails = true;
    assertThat(handle(4)).isInstanceOf(Acknowledgement.Failed.class);
    assertThat(store.steps("/worker")).isEmpty();
  }
}
