package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pending and cancelled timers of a live clock hold. */
@Timeout(60)
class LiveClockMemoryTest extends LiveClockFixture {
  /** One thread and one clock, and what is cancelled leaves nothing behind. */
  @Tag("slow")
  @Test
  void million_ofPendingTimers_onOneThread_setAndCancelled_withFlatMemory() throws Exception {
    int million = 1_000_000;
    TimerSpec daily = TimerSpec.every(Duration.ofDays(1));
    for (int i = 0; i < million; i++) {
      clock.timer("t" + i, daily, NOTHING);
    }
    assertThat(clock.pending()).isEqualTo(million);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("parklane-clock")))
        .hasSize(1);
    clock.after("a", Duration.ofNanos(1), this::note);
    settle();
    assertThat(trace).containsExactly("a");

    long before = usedBytes();
    int cancelled = 0;
    for (int i = 0; i < million; i++) {
      String name = "t" + (int) (i * 7_919L % million); // not in the order they were set in
      clock.timer(name, daily, NOTHING);
      if (i % 2 == 0) {
        clock.alert("x", Long.MAX_VALUE - i, NOTHING);
        cancelled += clock.cancel("x") ? 1 : 0;
      }
    }
    assertThat(usedBytes() - before).isLessThan(16L << 20);
    assertThat(clock.pending()).isEqualTo(million);
    for (int i = 0; i < million; i++) {
      cancelled += clock.cancel("t" + (int) (i * 7_919L % million)) ? 1 : 0;
    }
    assertThat(cancelled).isEqualTo(million / 2 + million);
    assertThat(clock.pending()).isZero();
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void cancelledAlert_holdsNothing() {
    clock.alert("kept", Long.MAX_VALUE, NOTHING);
    WeakReference<Object> held = new WeakReference<>(cancelOneThatHoldsSomething());
    while (held.get() != null) {
      System.gc();
    }
    assertThat(clock.pending()).isEqualTo(1);
  }

  private Object cancelOneThatHoldsSomething() {
    byte[] something = new byte[1_024];
    clock.alert("a", Long.MAX_VALUE, event -> something[0]++);
    clock.cancel("a");
    return something;
  }
}
