package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.Wakeup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** What suspended work and calls of the outside take. The carrier and what it runs. */
final class Latencies {
  private final TestClock clock;
  private final SeededDraws draws;
  private final Map<String, Latency> ofWork = new HashMap<>();
  private final Map<Thread, Long> wayBack = new HashMap<>(); // of work that has begun

  Latencies(TestClock clock, long seed) {
    this.clock = clock;
    this.draws = new SeededDraws(Long.rotateLeft(seed, 16) ^ 0x6c6174656e6379L);
  }

  void set(String work, Latency latency) {
    ofWork.put(work, latency);
  }

  /** Work is about to begin, or has run. On its thread. */
  void works(String agent, String work, boolean hasRun) throws InterruptedException {
    String who = work + " of " + agent;
    if (hasRun) {
      Long left = wayBack.remove(Thread.currentThread());
      await(who, left == null ? 0 : left);
      return;
    }
    Latency latency = ofWork.get(work);
    if (latency != null) {
      long takes = latency.draw(random(who));
      wayBack.put(Thread.currentThread(), takes - takes / 2);
      await(who, takes / 2);
    }
  }

  /** What is drawn for it does not depend on others. */
  SplittableRandom random(String who) {
    return draws.of(who);
  }

  /** Holds the calling thread for so long on the clock. */
  void await(String who, long nanos) throws InterruptedException {
    if (nanos == 0) {
      return;
    }
    CountDownLatch over = new CountDownLatch(1);
    long due = Nanos.plus(clock.nanos(), Duration.ofNanos(nanos));
    Wakeup set = clock.wake(due, who, over::countDown);
    try {
      over.await();
    } finally {
      set.cancel();
    }
  }
}
