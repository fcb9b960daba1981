package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a live clock ends, and what is refused then. */
@Timeout(60)
class LiveClockClosingTest extends LiveClockFixture {
  @Test
  void close_endsTheThread_andCancelsWhatIsPending_onAllItsClocks() throws Exception {
    OwnedClock other = clock.newClock(firing -> {});
    clock.after("a", Duration.ofHours(1), this::note);
    other.after("b", Duration.ofHours(1), this::note);
    Wakeup wakeup = clock.wake(Long.MAX_VALUE, "", () -> {});
    CompletableFuture<Thread> on = new CompletableFuture<>();
    clock.wake(0, "", () -> on.complete(Thread.currentThread()));
    Thread thread = on.get();
    clock.close();
    assertThat(thread.isAlive()).isFalse();
    assertThat(clock.pending()).isZero();
    assertThat(clock.names()).isEmpty();
    assertThat(other.names()).isEmpty();
    assertThat(other.next("b")).isEmpty();
    assertThat(other.cancel("b")).isFalse();
    assertThat(wakeup.cancel()).isFalse();
    assertThat(trace).isEmpty();
    clock.close();
  }

  @Test
  void firing_onItsWayWhenTheSourceIsClosed_doesNotStart() throws Exception {
    LinkedBlockingQueue<Firing> mailbox = new LinkedBlockingQueue<>();
    OwnedClock other = clock.newClock(mailbox::add);
    other.timer("a", LiveClockTest.every(1, 0), this::note);
    other.timer("b", LiveClockTest.every(1, 0), this::note);
    Firing first = mailbox.take();
    Firing second = mailbox.take();
    assertThat(first.begin()).isTrue();
    clock.close();
    first.end();
    assertThat(second.begin()).isFalse();
    assertThat(clock.pending()).isZero();
  }

  @Test
  void close_waitsForARunningHandler_evenWhenInterrupted() {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean goingToClose = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    Thread closing = Thread.currentThread();
    clock.alert(
        "a",
        0,
        event -> {
          running.countDown();
          while (!goingToClose.get() || closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          closing.interrupt();
          while (closing.isInterrupted()) {
            Thread.onSpinWait();
          }
          ended.set(true);
        });
    Threads.await(running);
    goingToClose.set(true);
    clock.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
  }

  @Test
  void close_fromAHandler_doesNotWaitForItself() throws Exception {
    CompletableFuture<Thread> closed = new CompletableFuture<>();
    clock.alert(
        "a",
        0,
        event -> {
          clock.close();
          closed.complete(Thread.currentThread());
        });
    Thread thread = closed.get();
    clock.close();
    thread.join();
  }

  @Test
  void close_ofAClockWithoutAlerts_hasNothingToEnd() {
    clock.close();
    assertThat(clock.nanos()).isPositive();
  }

  @Test
  void set_afterClose_isRefused() {
    OwnedClock other = clock.newClock(firing -> {});
    clock.close();
    assertThatThrownBy(() -> clock.wake(7, "w", () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K5.3] callback 'w' at 7 ns: its time source is closed; close it after all that uses it");
    assertThatThrownBy(() -> other.alert("a", 7, NOTHING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K5.2] alert 'a' was set on a clock that is closed; close it after all that uses it");
  }
}
