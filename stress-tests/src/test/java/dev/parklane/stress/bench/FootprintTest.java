package dev.parklane.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.stress.bench.Footprint.Measured;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An idle agent is a few small objects and no thread. */
class FootprintTest {
  private static final int AGENTS = 100_000;
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();
  private static final int WATCHES = 2; // of carriers, and of locks

  @Test
  void idleAgents_afterAMessage_holdLittleHeapAndNoThread() throws InterruptedException {
    Measured measured = Footprint.measure(AGENTS);

    assertThat(measured.bytesPerAgent()).as("%s", measured).isBetween(200.0, 450.0);
    assertThat(measured.virtualThreads()).isZero();
    assertThat(measured.platformThreads()).isBetween(0, CARRIERS + WATCHES);
  }

  @Test
  void virtualThreads_oneWaits_isOne() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(Footprint.virtualThreads()).isOne();

    end.countDown();
    waiting.join();
  }
}
