package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K1, K2, K8 and K9 on the clock that follows the machine. */
@Timeout(60)
class LiveClockTest extends LiveClockFixture {
  private void spinUntil(long nanos) {
    while (clock.nanos() < nanos) {
      Thread.onSpinWait();
    }
  }

  /** K1. */
  @Test
  void readings_ofSeveralThreadsAndClocks_growAndAreAllDifferent() throws Exception {
    int threads = 4;
    int each = 100_000;
    long[] all = new long[threads * each];
    AtomicInteger backwards = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(threads);
    try (LiveClock other = new LiveClock()) {
      List<Thread> readers =
          IntStream.range(0, threads)
              .mapToObj(thread ->
                  Thread.ofPlatform()
                      .start(() -> {
                        Threads.meet(together);
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

  /** K2, K12. */
  @Test
  void alert_forLater_firesOnce_onTheClocksDaemon_notBeforeItsTime() throws Exception {
    AtomicInteger fired = new AtomicInteger();
    CompletableFuture<TimeEvent> event = new CompletableFuture<>();
    CompletableFuture<Thread> on = new CompletableFuture<>();
    long due = after(Duration.ofMillis(5));
    clock.alert(
        "a",
        due,
        e -> {
          fired.incrementAndGet();
          on.complete(Thread.currentThread());
          event.complete(e);
        });
    assertThat(event.get().scheduledNanos()).isEqualTo(due);
    assertThat(event.get().deliveryNanos()).isGreaterThanOrEqualTo(due);
    assertThat(on.get().getName()).isEqualTo("parklane-clock");
    assertThat(on.get().isDaemon()).isTrue();
    assertThat(on.get().isVirtual()).isFalse();
    assertThat(clock.cancel("a")).isFalse();
    settle();
    assertThat(fired).hasValue(1);
  }

  /** K2. */
  @Test
  void alerts_forThePast_fireAtOnce_stampedNow() throws Exception {
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    long before = clock.nanos();
    clock.alert("a", before, events::add);
    clock.alert("b", -1, events::add);
    clock.alert("c", Long.MIN_VALUE, events::add);
    settle();
    assertThat(events)
        .hasSize(3)
        .allSatisfy(e -> assertThat(e.scheduledNanos()).isGreaterThan(before));
    assertThatThrownBy(() -> clock.alert("a", before, false, events::add))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** K8. */
  @Test
  void whatIsDue_firesInTheOrderOfTime_thenOfName_thenOfRegistration() throws Exception {
    OwnedClock other = clock.newClockOn(Runnable::run);
    AtomicBoolean inTime = new AtomicBoolean();
    for (long millis = 2; !inTime.get(); millis *= 2) { // as long as this machine takes to set four
      long due = after(Duration.ofMillis(millis));
      trace.clear();
      whileHeld(() -> {
        clock.alert("b", due, event -> trace.add("b"));
        other.alert("b", due, event -> trace.add("other b"));
        other.alert("a", due, event -> trace.add("other a"));
        clock.alert("z", due - 1, event -> trace.add("z"));
        inTime.set(clock.nanos() < due - 1);
        spinUntil(due);
      });
    }
    assertThat(trace).containsExactly("z", "other a", "b", "other b");
  }

  /** K3, K9: on the thread of the clock, each timer is in its place among late ones too. */
  @Test
  void lateTimers_firingOnTheClocksThread_areInTheOrderOfTheirGrids() throws Exception {
    long base = clock.nanos() - 1_000_000;
    whileHeld(() -> {
      clock.timer(
          "b",
          every(2, base).stopNanos(base + 6),
          e -> trace.add("b" + (e.scheduledNanos() - base)));
      clock.timer(
          "a",
          every(3, base).stopNanos(base + 6),
          e -> trace.add("a" + (e.scheduledNanos() - base)));
    });
    assertThat(trace).containsExactly("b2", "a3", "b4", "a6", "b6");
  }

  static TimerSpec every(long nanos, long start) {
    return TimerSpec.every(Duration.ofNanos(nanos)).startNanos(start);
  }

  /** K9. */
  @Test
  void lateTimer_thatBursts_firesForEachTick_stampedOnTheGrid() throws Exception {
    long base = clock.nanos() - 1_000;
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    clock.timer("t", every(100, base).stopNanos(base + 850), events::add);
    settle();
    settle();
    assertThat(events)
        .extracting(e -> (e.scheduledNanos() - base) / 100 + "x" + e.count())
        .containsExactly("1x1", "2x1", "3x1", "4x1", "5x1", "6x1", "7x1", "8x1");
  }

  /** K9. */
  @Test
  void lateTimer_thatSkips_firesOnceForTheLatest() throws Exception {
    long base = clock.nanos() - 1_000;
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    clock.timer("t", every(100, base).stopNanos(base + 850).late(LatePolicy.SKIP), events::add);
    settle();
    assertThat(events)
        .singleElement()
        .satisfies(e -> {
          assertThat(e.scheduledNanos()).isEqualTo(base + 800);
          assertThat(e.count()).isEqualTo(1);
        });
    assertThat(clock.names()).isEmpty();
  }

  /** K9. */
  @Test
  void lateTimer_thatCoalesces_firesOnce_withTheCount() throws Exception {
    long base = clock.nanos() - 1_000;
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    clock.timer(
        "t",
        every(100, base).stopNanos(base + 850).fireImmediately().late(LatePolicy.COALESCE),
        events::add);
    settle();
    assertThat(events)
        .singleElement()
        .satisfies(e -> {
          assertThat(e.scheduledNanos()).isEqualTo(base + 800);
          assertThat(e.count()).isEqualTo(9);
        });
  }

  /** K9, K13: midnight in Samoa, where December 30, 2011, was skipped. */
  @Test
  void lateTimer_thatCoalescesOverASkippedDate_countsItOnce() throws Exception {
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    ZoneId apia = ZoneId.of("Pacific/Apia");
    TimerSpec spec =
        TimerSpec.every(1, ChronoUnit.DAYS, apia)
            .start(Instant.parse("2011-12-28T10:00:00Z"))
            .stop(Instant.parse("2012-01-01T10:00:00Z"))
            .late(LatePolicy.COALESCE);
    clock.timer("t", spec, events::add);
    settle();
    assertThat(events)
        .extracting(e -> e.scheduled() + " x" + e.count())
        .containsExactly("2012-01-01T10:00:00Z x4"); // the 29th, the 31st, the 1st, the 2nd
  }

  /** K9 at the ends of a long. */
  @Test
  void timerLateSinceTheStartOfTime_coalesces_withAsMuchOfTheCountAsALongHolds() throws Exception {
    List<TimeEvent> events = Collections.synchronizedList(new ArrayList<>());
    TimerSpec spec = every(1, Long.MIN_VALUE).late(LatePolicy.COALESCE);
    clock.timer("t", spec.stopNanos(1_000), events::add);
    clock.timer("u", spec.stopNanos(Long.MIN_VALUE + 7), events::add);
    settle();
    assertThat(events)
        .extracting(e -> e.name() + e.scheduledNanos() + "x" + e.count())
        .containsExactlyInAnyOrder("t1000x" + Long.MAX_VALUE, "u" + (Long.MIN_VALUE + 7) + "x7");
  }

  /** K9, K3: by a handler that is slower than its timer; the grid stays. */
  @Test
  void timerWhoseHandlerIsSlow_followsItsPolicy_andItsGrid() throws Exception {
    LinkedBlockingQueue<Firing> mailbox = new LinkedBlockingQueue<>();
    OwnedClock slow = clock.newClock(mailbox::add);
    long start = clock.nanos();
    slow.timer("t", every(100_000, start).late(LatePolicy.COALESCE), NOTHING);
    long counted = 0;
    for (int i = 0; i < 5; i++) {
      Firing firing = mailbox.take();
      TimeEvent event = firing.event();
      counted += event.count();
      assertThat(event.scheduledNanos()).isEqualTo(start + counted * 100_000);
      assertThat(event.deliveryNanos()).isGreaterThanOrEqualTo(event.scheduledNanos());
      assertThat(firing.begin()).isTrue();
      spinUntil(event.scheduledNanos() + 350_000);
      assertThat(mailbox).isEmpty();
      firing.end();
    }
    assertThat(counted).isGreaterThanOrEqualTo(13);
  }

  /** So often that the clock cannot be waiting for the other each time and still be done. */
  @Test
  void alert_setBeforeTheOneThatIsWaitedFor_firesFirst() throws Exception {
    clock.alert("end", Long.MAX_VALUE, NOTHING);
    clock.after("day", Duration.ofDays(1), NOTHING);
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Boolean> sooner = new CompletableFuture<>();
      clock.after("sooner", Duration.ofMillis(1), event -> sooner.complete(true));
      assertThat(sooner.get()).isTrue();
    }
    assertThat(clock.pending()).isEqualTo(2);
  }

  @Test
  void alert_forTheEndOfTime_waits_andCanBeCancelled() throws Exception {
    clock.alert("end", Long.MAX_VALUE, event -> assertThat(true).isFalse());
    settle();
    assertThat(clock.cancel("end")).isTrue();
    assertThat(clock.cancel("end")).isFalse();
  }

  @Test
  void handler_thatThrowsOrIsInterrupted_hurtsNoOther_notEvenItsOwnNext() throws Exception {
    long base = clock.nanos() - 1_000;
    clock.timer(
        "t",
        every(100, base).stopNanos(base + 200),
        event -> {
          note(event);
          throw new IllegalStateException("thrown by the test, to be logged");
        });
    clock.wake(
        0,
        "",
        () -> {
          throw new AssertionError("thrown by the test, to be logged");
        });
    clock.wake(0, "", () -> Thread.currentThread().interrupt());
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    clock.wake(0, "", () -> interrupted.complete(Thread.currentThread().isInterrupted()));
    assertThat(interrupted.get()).isFalse();
    settle();
    assertThat(trace).containsExactly("t", "t");
  }

  @Test
  void handlers_runOnTheExecutor_andOneThatRefusesHurtsNoOther() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor();
        LiveClock onPool = new LiveClock(pool);
        OwnedClock refused =
            onPool.newClockOn(task -> {
              throw new RejectedExecutionException("refused by the test, to be logged");
            })) {
      refused.alert("a", 0, this::note);
      CompletableFuture<Thread> on = new CompletableFuture<>();
      onPool.alert("b", 0, event -> on.complete(Thread.currentThread()));
      assertThat(pool.submit(Thread::currentThread).get()).isSameAs(on.get());
      assertThat(trace).isEmpty();
      assertThat(refused.names()).isEmpty();
    }
  }

  @Test
  void handler_maySetAndCancel() throws Exception {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    clock.alert("end", Long.MAX_VALUE, NOTHING);
    clock.alert("a", 0, e -> clock.alert("b", 0, f -> cancelled.complete(clock.cancel("end"))));
    assertThat(cancelled.get()).isTrue();
  }
}
