package dev.parklane.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K1, K2 and K10 on the clock that follows the machine. */
@Timeout(60)
class LiveClockTest {
  private static final Runnable NOTHING = () -> {};

  private final LiveClock clock = new LiveClock();

  @AfterEach
  void close() {
    clock.close();
  }

  private long after(Duration delay) {
    return Clock.plus(clock.nanos(), delay);
  }

  /** Waits until everything that is due now has been called. */
  private void settle() throws Exception {
    CompletableFuture<Boolean> settled = new CompletableFuture<>();
    clock.alert(clock.nanos(), () -> settled.complete(true));
    settled.get();
  }

  /** K1. */
  @Test
  void readings_ofSeveralThreadsAndClocks_growAndAreAllDifferent() throws Exception {
    int threads = 4;
    int each = 200_000;
    long[] all = new long[threads * each];
    AtomicInteger backwards = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(threads);
    try (LiveClock other = new LiveClock()) {
      List<Thread> readers =
          IntStream.range(0, threads)
              .mapToObj(thread ->
                  Thread.ofPlatform()
                      .start(() -> {
                        meet(together);
                        long last = Long.MIN_VALUE;
                        for (int i = thread * each; i < (thread + 1) * each; i++) {
                          all[i] = (i % 2 == 0 ? clock : other).nanos();
                          if (all[i] <= last) {
                            backwards.incrementAndGet();
                          }
                          last = all[i];
                        }
                      }))
              .toList();
      for (Thread reader : readers) {
        reader.join();
      }
    }
    assertThat(backwards).hasValue(0);
    assertThat(Arrays.stream(all).distinct().count()).isEqualTo(all.length);
  }

  /** K2. */
  @Test
  void alert_forLater_firesOnce_onTheClocksDaemon_notBeforeItsTime() throws Exception {
    AtomicInteger fired = new AtomicInteger();
    CompletableFuture<Long> firedAt = new CompletableFuture<>();
    CompletableFuture<Thread> on = new CompletableFuture<>();
    long due = after(Duration.ofMillis(5));
    Clock.Alert alert =
        clock.alert(
            due,
            () -> {
              fired.incrementAndGet();
              on.complete(Thread.currentThread());
              firedAt.complete(clock.nanos());
            });
    assertThat(firedAt.get()).isGreaterThanOrEqualTo(due);
    assertThat(on.get().getName()).isEqualTo("parklane-clock");
    assertThat(on.get().isDaemon()).isTrue();
    assertThat(on.get().isVirtual()).isFalse();
    assertThat(alert.cancel()).isFalse();
    settle();
    assertThat(fired).hasValue(1);
  }

  /** K2. */
  @Test
  void alerts_forThePast_fireAtOnce_howeverLongAgo() throws Exception {
    List<String> trace = Collections.synchronizedList(new ArrayList<>());
    clock.alert(clock.nanos(), () -> trace.add("now"));
    clock.alert(-1, () -> trace.add("before the epoch"));
    clock.alert(Long.MIN_VALUE, () -> trace.add("first of all"));
    settle();
    assertThat(trace).containsExactly("now", "before the epoch", "first of all");
  }

  @Test
  void alerts_fireInTheOrderOfTheirTimes_thenOfRegistration() {
    long delay = 5;
    while (!fireInOrder(Duration.ofMillis(delay))) {
      delay *= 2; // this machine takes longer than that to set three alerts
    }
  }

  private boolean fireInOrder(Duration delay) {
    List<String> trace = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch fired = new CountDownLatch(3);
    long due = after(delay);
    clock.alert(due + 1, () -> note(trace, "c", fired));
    clock.alert(due, () -> note(trace, "a", fired));
    clock.alert(due, () -> note(trace, "b", fired));
    boolean inTime = clock.nanos() < due;
    meet(fired);
    if (inTime) {
      assertThat(trace).containsExactly("a", "b", "c");
    }
    return inTime;
  }

  private static void note(List<String> trace, String name, CountDownLatch fired) {
    trace.add(name);
    fired.countDown();
  }

  /** So often that the clock cannot be waiting for the other each time and still be done. */
  @Test
  void alert_setBeforeTheOneThatIsWaitedFor_firesFirst() throws Exception {
    clock.alert(Long.MAX_VALUE, NOTHING);
    clock.alert(after(Duration.ofDays(1)), NOTHING);
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Boolean> sooner = new CompletableFuture<>();
      clock.alert(after(Duration.ofMillis(1)), () -> sooner.complete(true));
      assertThat(sooner.get()).isTrue();
    }
    assertThat(clock.pending()).isEqualTo(2);
  }

  @Test
  void alert_forTheEndOfTime_waits_andCanBeCancelled() throws Exception {
    Clock.Alert alert = clock.alert(Long.MAX_VALUE, () -> assertThat(true).isFalse());
    settle();
    assertThat(alert.cancel()).isTrue();
    assertThat(alert.cancel()).isFalse();
  }

  @Test
  void callback_thatThrowsOrIsInterrupted_hurtsNoOther() throws Exception {
    clock.alert(
        0,
        () -> {
          throw new IllegalStateException("thrown by the test, to be logged");
        });
    clock.alert(
        0,
        () -> {
          throw new AssertionError("thrown by the test, to be logged");
        });
    clock.alert(0, () -> Thread.currentThread().interrupt());
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    clock.alert(0, () -> interrupted.complete(Thread.currentThread().isInterrupted()));
    assertThat(interrupted.get()).isFalse();
  }

  @Test
  void callback_maySetAndCancelAlerts() throws Exception {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    Clock.Alert later = clock.alert(Long.MAX_VALUE, NOTHING);
    clock.alert(0, () -> clock.alert(0, () -> cancelled.complete(later.cancel())));
    assertThat(cancelled.get()).isTrue();
  }

  /** K10: two cancels and the clock go for the same alert, and one of the three gets it. */
  @Test
  void cancelAndFire_inARace_haveOneWinner() throws Exception {
    int rounds = 10_000;
    AtomicInteger[] fired = new AtomicInteger[rounds];
    AtomicInteger[] cancelled = new AtomicInteger[rounds];
    AtomicInteger lateStarts = new AtomicInteger();
    Clock.Alert[] alerts = new Clock.Alert[rounds];
    long[] due = new long[rounds];
    CyclicBarrier together = new CyclicBarrier(2);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int round = 0; round < rounds; round++) {
                meet(together);
                cancel(alerts[round], due[round], cancelled[round]);
              }
            });
    for (int round = 0; round < rounds; round++) {
      AtomicInteger starts = fired[round] = new AtomicInteger();
      AtomicInteger cancels = cancelled[round] = new AtomicInteger();
      due[round] = clock.nanos() + ThreadLocalRandom.current().nextInt(100_000);
      alerts[round] =
          clock.alert(
              due[round],
              () -> {
                starts.incrementAndGet();
                lateStarts.addAndGet(cancels.get());
              });
      meet(together);
      cancel(alerts[round], due[round], cancels);
    }
    other.join();
    clock.close();
    assertThat(lateStarts).hasValue(0);
    for (int round = 0; round < rounds; round++) {
      assertThat(fired[round].get() + cancelled[round].get()).isEqualTo(1);
    }
    assertThat(Arrays.stream(fired).mapToInt(AtomicInteger::get).sum()).isBetween(1, rounds - 1);
  }

  private void cancel(Clock.Alert alert, long due, AtomicInteger cancelled) {
    long at = due + ThreadLocalRandom.current().nextInt(-20_000, 80_000);
    while (clock.nanos() < at) {
      Thread.onSpinWait();
    }
    if (alert.cancel()) {
      cancelled.incrementAndGet();
    }
  }

  @Test
  void cancelledAlerts_leaveNothingBehind() {
    clock.alert(after(Duration.ofHours(1)), NOTHING);
    long due = after(Duration.ofHours(2));
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(clock.alert(due + i % 1_000, NOTHING).cancel()).isTrue();
    }
    assertThat(clock.pending()).isEqualTo(1);
    WeakReference<Object> held = new WeakReference<>(cancelOneThatHoldsSomething(due));
    while (held.get() != null) {
      System.gc();
    }
  }

  private Object cancelOneThatHoldsSomething(long due) {
    byte[] something = new byte[1_024];
    clock.alert(due, () -> something[0]++).cancel();
    return something;
  }

  @Test
  void close_endsTheThread_andCancelsWhatIsPending() throws Exception {
    AtomicBoolean fired = new AtomicBoolean();
    Clock.Alert pending = clock.alert(after(Duration.ofHours(1)), () -> fired.set(true));
    CompletableFuture<Thread> on = new CompletableFuture<>();
    clock.alert(0, () -> on.complete(Thread.currentThread()));
    Thread thread = on.get();
    clock.close();
    assertThat(thread.isAlive()).isFalse();
    assertThat(clock.pending()).isZero();
    assertThat(pending.cancel()).isFalse();
    assertThat(fired).isFalse();
    clock.close();
  }

  @Test
  void close_waitsForARunningCallback_evenWhenInterrupted() {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean goingToClose = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    Thread closing = Thread.currentThread();
    clock.alert(
        0,
        () -> {
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
    meet(running);
    goingToClose.set(true);
    clock.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
  }

  @Test
  void close_fromACallback_doesNotWaitForItself() throws Exception {
    CompletableFuture<Thread> closed = new CompletableFuture<>();
    clock.alert(
        0,
        () -> {
          clock.close();
          closed.complete(Thread.currentThread());
        });
    Thread thread = closed.get();
    clock.close();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void close_ofAClockWithoutAlerts_hasNothingToEnd() {
    clock.close();
    assertThat(clock.nanos()).isPositive();
  }

  @Test
  void alert_afterClose_isRefused() {
    clock.close();
    assertThatThrownBy(() -> clock.alert(7, NOTHING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "an alert at 7 ns was set on a live clock that is closed; close it after all that sets alerts");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void meet(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
