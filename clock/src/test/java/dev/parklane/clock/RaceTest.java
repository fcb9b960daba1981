package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law K10, and what else holds when several threads are at one clock. */
@Timeout(60)
class RaceTest {
  private static final TimeHandler NOTHING = event -> {};

  /**
   * A cancel and a start go for the same firing, and one of the two gets it. The threads meet at a
   * barrier before each batch, and spin side by side through its firings, to be as close as they
   * can.
   */
  @Tag("slow")
  @Test
  void cancelAndStart_inARace_haveOneWinner() throws Exception {
    int batches = 100;
    int each = 1_000;
    TestClock source = new TestClock();
    List<Firing> mailbox = new ArrayList<>();
    OwnedClock clock = source.newClock(mailbox::add);
    boolean[] cancelled = new boolean[each];
    boolean[] started = new boolean[each];
    AtomicInteger cancels = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    AtomicIntegerArray at = new AtomicIntegerArray(2);
    CyclicBarrier together =
        new CyclicBarrier(
            2,
            () -> {
              mailbox.clear();
              at.set(0, 0);
              at.set(1, 0);
              for (int i = 0; i < each; i++) {
                clock.alert("a" + i, source.nanos(), NOTHING);
              }
            });
    CyclicBarrier end =
        new CyclicBarrier(
            2,
            () -> {
              for (int i = 0; i < each; i++) {
                wrong.addAndGet(cancelled[i] == started[i] ? 1 : 0);
                cancels.addAndGet(cancelled[i] ? 1 : 0);
              }
            });
    List<Throwable> failures =
        inThreads(
            2,
            thread -> {
              for (int batch = 0; batch < batches; batch++) {
                Threads.meet(together);
                for (int i = 0; i < each; i++) {
                  String name = "a" + i;
                  Firing firing = mailbox.get(i);
                  at.set(thread, i + 1);
                  for (int spins = 0; at.get(1 - thread) <= i; spins++) {
                    if (spins > 1_000) {
                      Thread.yield(); // the other may have no core
                    }
                  }
                  if (thread == 0) {
                    cancelled[i] = clock.cancel(name);
                  } else {
                    started[i] = firing.begin();
                  }
                }
                Threads.meet(end);
              }
            });
    assertThat(failures).isEmpty();
    assertThat(wrong).hasValue(0);
    assertThat(cancels).hasValueBetween(1, batches * each - 1);
    assertThat(clock.names()).isEmpty();
  }

  /** Two cancels and the thread of a live clock go for the same alert. */
  @Test
  void cancelAndFire_onALiveClock_haveOneWinner() throws Exception {
    int rounds = 5_000;
    AtomicInteger[] fired = new AtomicInteger[rounds];
    AtomicInteger[] cancelled = new AtomicInteger[rounds];
    Arrays.setAll(fired, i -> new AtomicInteger());
    Arrays.setAll(cancelled, i -> new AtomicInteger());
    AtomicInteger lateStarts = new AtomicInteger();
    long[] due = new long[rounds];
    CyclicBarrier together = new CyclicBarrier(2);
    try (LiveClock clock = new LiveClock()) {
      List<Throwable> failures =
          inThreads(
              2,
              thread -> {
                for (int round = 0; round < rounds; round++) {
                  AtomicInteger starts = fired[round];
                  AtomicInteger cancels = cancelled[round];
                  String name = "a" + round;
                  if (thread == 0) {
                    due[round] = clock.nanos() + ThreadLocalRandom.current().nextInt(100_000);
                    clock.alert(
                        name,
                        due[round],
                        event -> {
                          starts.incrementAndGet();
                          lateStarts.addAndGet(cancels.get());
                        });
                  }
                  Threads.meet(together);
                  long at = due[round] + ThreadLocalRandom.current().nextInt(-20_000, 80_000);
                  while (clock.nanos() < at) {
                    Thread.onSpinWait();
                  }
                  if (clock.cancel(name)) {
                    cancels.incrementAndGet();
                  }
                }
              });
      assertThat(failures).isEmpty();
    }
    assertThat(lateStarts).hasValue(0);
    for (int round = 0; round < rounds; round++) {
      assertThat(fired[round].get() + cancelled[round].get()).isEqualTo(1);
    }
    assertThat(Arrays.stream(fired).mapToInt(AtomicInteger::get).sum()).isBetween(1, rounds - 1);
  }

  /** K1. */
  @Test
  void advances_ofSeveralThreads_areSerialised_andAddUp() throws Exception {
    TestClock clock = new TestClock();
    int threads = 4;
    int each = 2_000;
    AtomicInteger inside = new AtomicInteger();
    clock.timer(
        "t",
        TimerSpec.every(Duration.ofNanos(1)),
        event -> {
          assertThat(inside.incrementAndGet()).isEqualTo(1);
          assertThat(clock.nanos()).isEqualTo(event.scheduledNanos());
          inside.decrementAndGet();
        });
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
    assertThat(clock.next("t")).hasValue(threads * each + 1);
  }

  /** K10, K1: every alert has one end, whoever sets, cancels and advances at the same time. */
  @Test
  void alerts_setAndCancelledWhileAnotherAdvances_endOnce() throws Exception {
    TestClock clock = new TestClock();
    int each = 10_000;
    AtomicInteger fired = new AtomicInteger();
    AtomicInteger cancelled = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    Thread advancing =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!ended.get()) {
                  clock.advance(Duration.ofNanos(1));
                }
              } catch (Throwable t) {
                failures.add(t);
              }
            });
    failures.addAll(
        inThreads(
            3,
            thread -> {
              OwnedClock own = clock.newClockOn(Runnable::run);
              for (int i = 0; i < each; i++) {
                long before = clock.nanos();
                AtomicInteger ends = new AtomicInteger();
                long at = before + i % 7 - 2;
                String name = "a" + i;
                own.alert(
                    name,
                    at,
                    event -> {
                      assertThat(clock.nanos()).isGreaterThanOrEqualTo(at);
                      assertThat(ends.incrementAndGet()).isEqualTo(1);
                      fired.incrementAndGet();
                    });
                if (i % 2 == 0 && own.cancel(name)) {
                  assertThat(ends.incrementAndGet()).isEqualTo(1);
                  cancelled.incrementAndGet();
                }
                assertThat(clock.nanos()).isGreaterThanOrEqualTo(before);
              }
            }));
    ended.set(true);
    advancing.join();
    clock.advance(Duration.ofNanos(10));
    assertThat(failures).isEmpty();
    assertThat(fired.get() + cancelled.get()).isEqualTo(3 * each);
    assertThat(clock.pending()).isZero();
  }

  private interface Part {
    void run(int thread) throws Exception;
  }

  private static List<Throwable> inThreads(int count, Part part) throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(thread ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
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
