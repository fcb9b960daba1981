package dev.parklane.runtime;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Law O3 for every interleaving of a few calls: a mailbox takes a message where it holds less than
 * its capacity, at that moment, and whoever waits for room gets it.
 *
 * <p>The bound is exact below a capacity of 1,024; from there on what has been taken is counted in
 * batches. What an agent that failed to start puts back is not part of this: it may be one too many
 * for a while.
 */
public final class BoundedMailboxLinearizabilityTest {
  static final int CAPACITY = 2;

  private final Box box = new Box();
  private final AtWork atWork = new AtWork();

  private static final class Box extends Mailbox {
    @Override
    int capacity() {
      return CAPACITY;
    }

    @Override
    void wakeAfterMark(Mail by) {}
  }

  /** A poster that does not wait. */
  @Operation
  public String post(int number) {
    return box.post(message(number), atWork).name();
  }

  /** The runtime itself. */
  @Operation
  public String observe(int number) {
    return box.post(new Observed(number), atWork).name();
  }

  /** A poster that has nothing for an agent which is at work. */
  @Operation
  public boolean postIfIdle(int number) {
    return box.postIfIdle(new Observed(number), atWork);
  }

  /** Any thread. */
  @Operation
  public boolean hasRoom() {
    return box.hasRoom();
  }

  /** The root thread: the next event, or rest where there is none. */
  @Operation(nonParallelGroup = "root")
  public String next() {
    while (true) {
      RootEvent event = (RootEvent) box.take();
      if (event != null) {
        return String.valueOf(event.value());
      }
      if (box.rest()) {
        return "rests";
      }
    }
  }

  /** A poster that waits for room. */
  public String send(int number) throws InterruptedException {
    RootEvent message = message(number);
    Mailbox.Posted posted = box.post(message, atWork);
    while (posted == Mailbox.Posted.FULL) {
      box.awaitRoom(message, null);
      posted = box.post(message, atWork);
    }
    return posted.name();
  }

  /** The root thread, of an agent that does not rest before this has come. */
  public String await() {
    @Nullable RootEvent event = (RootEvent) box.take();
    while (event == null) {
      Thread.onSpinWait();
      event = (RootEvent) box.take();
    }
    return String.valueOf(event.value());
  }

  private static RootEvent message(int number) {
    return new RootEvent.Command("lane", number);
  }

  @Test
  void calls_inEveryInterleaving_areAsIfOneAfterTheOther() {
    any(new ModelCheckingOptions().invocationsPerIteration(100)).check(getClass());
  }

  @Test
  void calls_ofThreadsAtOnce_areAsIfOneAfterTheOther() {
    any(new StressOptions().invocationsPerIteration(500)).check(getClass());
  }

  @Test
  void posters_thatWaitForRoom_getIt_inEveryInterleaving() {
    waiting(new ModelCheckingOptions().invocationsPerIteration(500)).check(getClass());
  }

  @Test
  void posters_thatWaitForRoom_getIt_amongThreadsAtOnce() {
    waiting(new StressOptions().invocationsPerIteration(100)).check(getClass());
  }

  /** Generated scenarios, and one that they seldom come near. */
  private static <O extends Options<O, ?>> O any(O options) {
    return options
        .addCustomScenario(resting())
        .threads(3)
        .actorsBefore(3)
        .actorsPerThread(3)
        .actorsAfter(3)
        .iterations(Integer.getInteger("parklane.lincheck.iterations", 10))
        .sequentialSpecification(ModelBoundedMailbox.class);
  }

  /** The root thread rests, while others post what is for an idle agent only. */
  private static ExecutionScenario resting() {
    Actor next = call("next");
    return new ExecutionScenario(
        List.of(call("post", 1)),
        List.of(
            List.of(next, next, next),
            List.of(call("postIfIdle", 2), call("postIfIdle", 3)),
            List.of(call("post", 4), call("hasRoom"))),
        List.of(next, next, next, next),
        null);
  }

  /** One poster that may just miss that there is room, and two that wait again and again. */
  private static <O extends Options<O, ?>> O waiting(O options) {
    Actor await = call("await");
    return options
        .iterations(0)
        .addCustomScenario(
            new ExecutionScenario(
                List.of(call("send", 1), call("send", 2)),
                List.of(List.of(await), List.of(call("send", 3))),
                List.of(await, await),
                null))
        .addCustomScenario(
            new ExecutionScenario(
                List.of(call("send", 1)),
                List.of(
                    List.of(await, await, await, await),
                    List.of(call("send", 2), call("send", 3)),
                    List.of(call("send", 4), call("send", 5))),
                List.of(await),
                null))
        .sequentialSpecification(ModelBoundedMailbox.class);
  }

  private static Actor call(String operation, Integer... arguments) {
    return Calls.of(BoundedMailboxLinearizabilityTest.class, operation, arguments);
  }
}
