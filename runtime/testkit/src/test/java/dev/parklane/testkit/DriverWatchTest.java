package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.trace.TraceRecorder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scenario that waits by itself is told of, once. */
@Timeout(60)
class DriverWatchTest {
  private static String logOf(Runnable act) {
    PrintStream standardError = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      act.run();
    } finally {
      System.setErr(standardError);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private static SimulatedCarrier carrier() {
    TraceRecorder trace = new TraceRecorder(1);
    return new SimulatedCarrier(
        Strategy.random().begin(1),
        new FaultDraws(Faults.none(), 1, trace, () -> 0, new Latencies(new TestClock(), 1)),
        new Busiest(trace),
        null,
        leniency -> false);
  }

  @Test
  void driverThatWaits_isToldOfOnce() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    SimulatedCarrier[] carrier = new SimulatedCarrier[1];
    Thread driver =
        new Thread(
            new FutureTask<>(() -> {
              carrier[0] = carrier();
              made.countDown();
              never.await();
              return true;
            }),
            "the driver");
    driver.start();
    made.await();
    while (driver.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    DriverWatch watch = new DriverWatch(List.of(carrier[0]));
    String early =
        logOf(() -> {
          for (int i = 1; i < DriverWatch.TICKS; i++) {
            watch.look();
          }
        });
    String late =
        logOf(() -> {
          watch.look();
          watch.look();
        });
    never.countDown();
    driver.join();
    assertThat(early).isEmpty();
    assertThat(late)
        .containsOnlyOnce("thread 'the driver' waits by itself")
        .contains("CountDownLatch.await");
  }

  @Test
  void driverThatRuns_isNotToldOf() {
    DriverWatch watch = new DriverWatch(List.of(carrier()));
    assertThat(
            logOf(() -> {
              for (int i = 0; i < 3 * DriverWatch.TICKS; i++) {
                watch.look();
              }
            }))
        .isEmpty();
  }
}
