package dev.parklane.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K1, K2, K7 and K10 on the clock that tests move. */
@Timeout(60)
class TestClockTest {
  private final TestClock clock = new TestClock();
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private Clock.Alert alert(long at, String name) {
    return clock.alert(at, () -> trace.add(name + "@" + clock.nanos()));
  }

  /** K1. */
  @Test
  void advance_backwards_isRefused_andChangesNothing() {
    clock.advanceTo(10);
    alert(12, "a");
    assertThatThrownBy(() -> clock.advanceTo(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a test clock at 10 ns cannot advance to 9 ns; it never goes back, make a new one");
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a test clock at 10 ns cannot advance by PT-0.000000001S; advance it by zero or more");
    assertThat(clock.nanos()).isEqualTo(10);
    assertThat(clock.pending()).isEqualTo(1);
    clock.advanceTo(12);
    assertThat(trace).containsExactly("a@12");
  }

  /** K1. */
  @Test
  void advance_backwardsFromTheStartOfTime_isRefused() {
    TestClock first = new TestClock(Long.MIN_VALUE);
    assertThatThrownBy(() -> first.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** K1. */
  @Test
  void advance_toWhereItStands_isLegal() {
    clock.advanceTo(0);
    clock.advance(Duration.ZERO);
    assertThat(clock.nanos()).isZero();
  }

  /** K1. */
  @Test
  void advance_pastTheEndOfTime_stopsThere_andFiresWhatIsDueThere() {
    TestClock whole = new TestClock(Long.MIN_VALUE);
    whole.alert(Long.MAX_VALUE, () -> trace.add("end"));
    whole.alert(Long.MIN_VALUE + 1, () -> trace.add("beginning"));
    whole.advance(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(trace).containsExactly("beginning", "end");
    assertThat(whole.nanos()).isEqualTo(Long.MAX_VALUE);
  }

  /** K2. */
  @Test
  void alert_forNowOrThePast_firesBeforeItReturns_atNow() {
    clock.advanceTo(5);
    Clock.Alert past = alert(Long.MIN_VALUE, "past");
    Clock.Alert now = alert(5, "now");
    assertThat(trace).containsExactly("past@5", "now@5");
    assertThat(past.cancel()).isFalse();
    assertThat(now.cancel()).isFalse();
    clock.advanceTo(100);
    assertThat(trace).hasSize(2);
  }

  /** K7: in its place is behind what was due already, and before time moves on. */
  @Test
  void alert_forThePast_setByACallback_firesAfterTheCallback_inItsPlace() {
    clock.alert(
        5,
        () -> {
          alert(1, "past");
          trace.add("first ends");
        });
    alert(5, "second");
    alert(6, "third");
    clock.advanceTo(10);
    assertThat(trace).containsExactly("first ends", "second@5", "past@5", "third@6");
  }

  /** K7. */
  @Test
  void alert_setByACallback_inTheWindow_firesInThisAdvance_andBeyondItInTheNext() {
    alert(8, "later");
    clock.alert(
        5,
        () -> {
          alert(7, "inside");
          alert(10, "at the end");
          alert(11, "beyond");
        });
    clock.advanceTo(10);
    assertThat(trace).containsExactly("inside@7", "later@8", "at the end@10");
    assertThat(clock.pending()).isEqualTo(1);
    clock.advanceTo(11);
    assertThat(trace).endsWith("beyond@11").hasSize(4);
  }

  /** K10. */
  @Test
  void cancel_ofAPendingAlert_isTrueOnce_andItNeverFires() {
    Clock.Alert alert = alert(5, "a");
    assertThat(alert.cancel()).isTrue();
    assertThat(alert.cancel()).isFalse();
    clock.advanceTo(10);
    assertThat(trace).isEmpty();
  }

  /** K10. */
  @Test
  void cancel_byACallback_reachesLaterAlerts_andNotItsOwn() {
    AtomicReference<Clock.@Nullable Alert> self = new AtomicReference<>();
    Clock.Alert[] later = new Clock.Alert[1];
    self.set(
        clock.alert(
            5,
            () -> {
              Clock.Alert own = self.get();
              trace.add("own " + (own != null && own.cancel()) + ", later " + later[0].cancel());
            }));
    later[0] = alert(5, "later");
    clock.advanceTo(5);
    assertThat(trace).containsExactly("own false, later true");
  }

  @Test
  void advance_fromACallback_isRefused_andTheClockGoesOn() {
    clock.alert(5, () -> clock.advanceTo(6));
    clock.alert(5, () -> clock.alert(0, () -> clock.advance(Duration.ZERO)));
    alert(7, "a");
    assertThatThrownBy(() -> clock.advanceTo(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a test clock was advanced by a callback of its own at 5 ns; set an alert for the later time")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(trace).containsExactly("a@7");
    assertThat(clock.nanos()).isEqualTo(10);
    clock.advanceTo(11);
  }

  @Test
  void callbacksThatThrow_hurtNoOther_andTheFirstIsThrownAtTheEnd() {
    RuntimeException first = new IllegalStateException("first");
    Error second = new AssertionError("second");
    clock.alert(1, () -> sneak(first));
    clock.alert(2, () -> sneak(second));
    clock.alert(3, () -> sneak(first));
    alert(4, "a");
    assertThatThrownBy(() -> clock.advanceTo(10)).isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(trace).containsExactly("a@4");
    assertThat(clock.nanos()).isEqualTo(10);
  }

  @Test
  void callbackThatThrowsAChecked_isThrownAsItIs_alsoByAnAlertForNow() {
    Exception thrown = new IOException("checked");
    assertThatThrownBy(() -> clock.alert(0, () -> sneak(thrown))).isSameAs(thrown);
    assertThat(clock.pending()).isZero();
    clock.advanceTo(1);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void callback_whileItRuns_holdsUpNoOtherThread() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Clock.Alert cancelled = alert(7, "cancelled");
    clock.alert(
        5,
        () -> {
          running.countDown();
          await(done);
        });
    Thread advancing = Thread.ofPlatform().start(() -> clock.advanceTo(10));
    await(running);
    assertThat(clock.nanos()).isEqualTo(5);
    assertThat(cancelled.cancel()).isTrue();
    alert(6, "set meanwhile");
    alert(0, "set meanwhile for the past");
    assertThat(clock.pending()).isEqualTo(2);
    assertThat(trace).isEmpty();
    done.countDown();
    advancing.join();
    assertThat(trace).containsExactly("set meanwhile for the past@5", "set meanwhile@6");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void advances_ofSeveralThreads_areSerialised_andAddUp() throws Exception {
    int threads = 4;
    int each = 5_000;
    AtomicInteger inside = new AtomicInteger();
    for (int at = 1; at <= threads * each; at++) {
      int due = at;
      clock.alert(
          at,
          () -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            assertThat(clock.nanos()).isEqualTo(due);
            inside.decrementAndGet();
          });
    }
    List<Throwable> failures =
        inThreads(
            threads,
            thread -> {
              for (int i = 0; i < each; i++) {
                clock.advance(Duration.ofNanos(1));
              }
            });
    assertThat(failures).isEmpty();
    assertThat(clock.nanos()).isEqualTo(threads * each);
    assertThat(clock.pending()).isZero();
  }

  /** Who waited for the turn only to be refused passes it on. */
  @Test
  void advance_refusedInItsTurn_keepsNobodyWaiting() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    clock.alert(10, () -> await(done));
    Thread advancing = waiting(() -> clock.advanceTo(10));
    Thread refused =
        waiting(() ->
            assertThatThrownBy(() -> clock.advanceTo(9))
                .isInstanceOf(IllegalArgumentException.class));
    Thread next = waiting(() -> clock.advanceTo(11));
    done.countDown();
    for (Thread thread : List.of(advancing, refused, next)) {
      thread.join();
    }
    assertThat(clock.nanos()).isEqualTo(11);
  }

  private static Thread waiting(Runnable task) {
    Thread thread = Thread.ofPlatform().daemon().start(task);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(thread.isAlive()).isTrue();
    }
    return thread;
  }

  /** K10, K1: every alert has one end, whoever sets, cancels and advances at the same time. */
  @Test
  void alerts_setAndCancelledWhileAnotherAdvances_endOnce() throws Exception {
    int each = 20_000;
    AtomicInteger fired = new AtomicInteger();
    AtomicInteger cancelled = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    Thread advancing =
        Thread.ofPlatform()
            .start(() -> {
              while (!ended.get()) {
                clock.advance(Duration.ofNanos(1));
              }
            });
    List<Throwable> failures =
        inThreads(
            3,
            thread -> {
              for (int i = 0; i < each; i++) {
                long before = clock.nanos();
                AtomicInteger ends = new AtomicInteger();
                long at = before + i % 7 - 2;
                Clock.Alert alert =
                    clock.alert(
                        at,
                        () -> {
                          assertThat(clock.nanos()).isGreaterThanOrEqualTo(at);
                          assertThat(ends.incrementAndGet()).isEqualTo(1);
                          fired.incrementAndGet();
                        });
                if (i % 2 == 0 && alert.cancel()) {
                  assertThat(ends.incrementAndGet()).isEqualTo(1);
                  cancelled.incrementAndGet();
                }
                assertThat(clock.nanos()).isGreaterThanOrEqualTo(before);
              }
            });
    ended.set(true);
    advancing.join();
    assertThat(failures).isEmpty();
    clock.advance(Duration.ofNanos(10));
    assertThat(fired.get() + cancelled.get()).isEqualTo(3 * each);
    assertThat(clock.pending()).isZero();
  }

  private interface Part {
    void run(int thread) throws Exception;
  }

  private static List<Throwable> inThreads(int count, Part part) throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier together = new CyclicBarrier(count);
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(thread ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        together.await();
                        part.run(thread);
                      } catch (Throwable t) {
                        failures.add(t);
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    return failures;
  }
}
