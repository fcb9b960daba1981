package dev.parklane.stress.bench;

import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limit of a trigger whose writer is parked: two bare virtual threads that take turns. One
 * wakes the other and parks, the other wakes the first and parks; a round is both. No agent, no
 * lane, no scope, no thread that is made.
 *
 * <p>With the opens both are on one carrier, whose scheduler is a queue; without them on the JDK's
 * default scheduler, which has as many carriers as there are processors.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class HandOffBenchmark {
  private static final int ROUNDS = 10_000; // by two threads, so that starting them is not seen

  /** Where the two run. */
  @State(Scope.Benchmark)
  public static class Where {
    /** Which scheduler runs them. */
    @Param({"lock-step", "default"})
    public String scheduler = "";
  }

  private static final class Pair {
    private static final int WRITER = 0;
    private static final int HANDLER = 1;

    private final AtomicInteger turn = new AtomicInteger(WRITER);
    private final Thread[] threads = new Thread[2];

    private void run(int who) {
      for (int i = 0; i < ROUNDS; i++) {
        while (turn.get() != who) {
          LockSupport.park();
        }
        turn.set(1 - who); // before it looks whether the other has a permit: that takes a fence
        LockSupport.unpark(threads[1 - who]);
      }
    }

    private int turn() {
      return turn.get();
    }
  }

  /** One hands off to the other and is handed off to. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public int handOffAndBack(Where where) throws InterruptedException {
    Pair pair = new Pair();
    if (where.scheduler.equals(Planes.LOCK_STEP)) {
      OneCarrier carrier = new OneCarrier();
      for (int who = 0; who < 2; who++) {
        int me = who;
        pair.threads[who] = JdkVirtualThreads.newThread(carrier, "", () -> pair.run(me));
      }
      start(pair);
      carrier.run();
    } else {
      for (int who = 0; who < 2; who++) {
        int me = who;
        pair.threads[who] = Thread.ofVirtual().unstarted(() -> pair.run(me));
      }
      start(pair);
    }
    for (Thread thread : pair.threads) {
      thread.join();
    }
    return pair.turn();
  }

  private static void start(Pair pair) {
    pair.threads[Pair.HANDLER].start();
    pair.threads[Pair.WRITER].start();
  }
}
