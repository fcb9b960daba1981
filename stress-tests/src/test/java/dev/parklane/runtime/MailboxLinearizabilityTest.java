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
 * Law E1 for every interleaving of a few calls: whatever its threads do at the same time, a mailbox
 * answers as if they had done it one after the other, and as {@link ModelMailbox} then does.
 *
 * <p>As in a plane, one thread is the root thread, one is that of a link, which posts and withdraws
 * under a lock of its own, and one ends back-offs; any thread posts messages. So much counts as
 * withdrawn in the beginning that withdrawing one more sweeps.
 *
 * <p>An agent that fails to start puts its event back, and is held when its stretch of work ends.
 * These are two calls, and two operations here: what is withdrawn between them is out, and the
 * agent is held all the same, with nothing to wait for it.
 */
public final class MailboxLinearizabilityTest {
  private static final int ALMOST_SWEPT = 63;

  private final Box box = new Box();
  private final AtWork atWork = new AtWork();
  private @Nullable Observed latest; // the link's thread only
  private boolean failed; // the root thread only: its last event is put back
  private volatile boolean held; // whether the root thread is gone; it and the releaser

  private static final class Box extends Mailbox {
    @Override
    int capacity() {
      return Integer.MAX_VALUE;
    }

    @Override
    void wakeAfterMark(Mail by) {}
  }

  /** A mailbox whose agent is at work. */
  public MailboxLinearizabilityTest() {
    observe(0);
    withdraw();
    for (int i = 1; i < ALMOST_SWEPT; i++) {
      box.withdrawn(); // of one event, as a loop of so many steps is taken for a livelock
    }
  }

  /** Any thread. */
  @Operation
  public String post(int number) {
    return box.post(new RootEvent.Command("lane", number), atWork).name();
  }

  /** The link's thread. */
  @Operation(nonParallelGroup = "link")
  public String observe(int number) {
    Observed event = new Observed(number);
    String posted = box.post(event, atWork).name();
    latest = event;
    return posted;
  }

  /** The link's thread. */
  @Operation(nonParallelGroup = "link")
  public void withdraw() {
    Observed event = latest;
    if (event != null && event.withdraw()) {
      box.withdrawn();
    }
  }

  /** The root thread: the next event, or rest where there is none. */
  @Operation(nonParallelGroup = "root")
  public String next() {
    if (held) {
      return "held";
    }
    failed = false;
    while (true) {
      RootEvent event = take();
      if (event != null) {
        return String.valueOf(event.value());
      }
      if (box.rest()) {
        return "rests";
      }
    }
  }

  /** The root thread: the agent fails to start, its event waits for the next attempt. */
  @Operation(nonParallelGroup = "root")
  public String putBack() {
    if (held) {
      return "held";
    }
    RootEvent event = take();
    if (event == null) {
      return "nothing";
    }
    box.putBack(event);
    failed = true;
    return String.valueOf(event.value());
  }

  /** The owner, after the root thread: where the agent has failed to start. */
  @Operation(nonParallelGroup = "root")
  public String hold() {
    if (held) {
      return "held";
    }
    if (!failed) {
      return "goes on";
    }
    failed = false;
    held = true;
    box.hold();
    return "holds";
  }

  private @Nullable RootEvent take() {
    RootEvent event = (RootEvent) box.take();
    while (event != null && event.isWithdrawn()) {
      event = (RootEvent) box.take();
    }
    return event;
  }

  /** The thread of the clock. */
  @Operation(nonParallelGroup = "clock")
  public boolean release(int number) {
    if (!box.release(new RootEvent.Command("lane", number), atWork)) {
      return false;
    }
    held = false;
    return true;
  }

  @Test
  void calls_inEveryInterleaving_areAsIfOneAfterTheOther() {
    every(new ModelCheckingOptions().invocationsPerIteration(100)).check(getClass());
  }

  @Test
  void calls_ofThreadsAtOnce_areAsIfOneAfterTheOther() {
    every(new StressOptions().invocationsPerIteration(500)).check(getClass());
  }

  /** Generated scenarios, and two that they seldom come near. */
  private static <O extends Options<O, ?>> O every(O options) {
    return options
        .addCustomScenario(sweeping())
        .addCustomScenario(holding())
        .threads(3)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(3)
        .iterations(Integer.getInteger("parklane.lincheck.iterations", 10))
        .sequentialSpecification(ModelMailbox.class);
  }

  /** Withdrawing sweeps, while others post and take. */
  private static ExecutionScenario sweeping() {
    Actor next = call("next");
    return new ExecutionScenario(
        List.of(call("post", 1), call("observe", 2)),
        List.of(
            List.of(call("withdraw"), call("observe", 3)),
            List.of(call("post", 4), call("post", 5)),
            List.of(next, next)),
        List.of(next, next, next, next),
        null);
  }

  /** The agent fails to start with more behind, and is released while others post. */
  private static ExecutionScenario holding() {
    Actor next = call("next");
    return new ExecutionScenario(
        List.of(call("post", 1), call("post", 2), call("putBack")),
        List.of(
            List.of(call("hold"), next, next),
            List.of(call("release", 3), call("release", 4)),
            List.of(call("post", 5))),
        List.of(call("release", 6), next, next, next),
        null);
  }

  private static Actor call(String operation, Integer... arguments) {
    return Calls.of(MailboxLinearizabilityTest.class, operation, arguments);
  }
}
