package dev.parklane.clock;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Laws K8 and K10 for every interleaving of a few calls: what is armed at the same time as others
 * are cancelled and taken comes once, in order, and never after a cancel that said so.
 *
 * <p>Threads arm and cancel; one, as in a source, takes what is due. What is armed is one of a few,
 * so that one that is pending is moved.
 */
@Param(name = "wake", gen = IntGen.class, conf = "0:2")
@Param(name = "time", gen = IntGen.class, conf = "1:3")
public final class WakeQueueLinearizabilityTest {
  private final TestSource source = new TestSource(0);
  private final PlainWakeup[] wakes = new PlainWakeup[3];

  /** A source with nothing to wake. */
  public WakeQueueLinearizabilityTest() {
    for (int i = 0; i < wakes.length; i++) {
      wakes[i] = new PlainWakeup(source, ModelWakes.name(i), () -> {}, false);
    }
  }

  /** Any thread. */
  @Operation
  public void arm(@Param(name = "wake") int wake, @Param(name = "time") int time) {
    source.arm(wakes[wake], time);
  }

  /** Any thread. */
  @Operation
  public boolean cancel(@Param(name = "wake") int wake) {
    return wakes[wake].cancel();
  }

  /** The thread that delivers, as both sources do it. */
  @Operation(nonParallelGroup = "delivers")
  public String takeDue(@Param(name = "time") int now) {
    source.lock.lock();
    try {
      QueuedWakeup due = source.queue.takeDue(now);
      return due == null ? "nothing" : due.name;
    } finally {
      source.lock.unlock();
    }
  }

  /** Any thread. */
  @Operation
  public int pending() {
    return source.pending();
  }

  @Test
  void calls_inEveryInterleaving_areAsIfOneAfterTheOther() {
    every(new ModelCheckingOptions().invocationsPerIteration(100)).check(getClass());
  }

  @Test
  void calls_ofThreadsAtOnce_areAsIfOneAfterTheOther() {
    every(new StressOptions().invocationsPerIteration(500)).check(getClass());
  }

  private static <O extends Options<O, ?>> O every(O options) {
    return options
        .threads(3)
        .actorsBefore(3)
        .actorsPerThread(3)
        .actorsAfter(3)
        .iterations(Integer.getInteger("parklane.lincheck.iterations", 10))
        .sequentialSpecification(ModelWakes.class);
  }
}
