package dev.parklane.runtime;

import java.util.ArrayList;
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
 * Law O5 for every interleaving of a few calls: what is posted to two mailboxes behind one mark is
 * in both at one moment, whoever posts and takes meanwhile; and two who do so come in one order in
 * both.
 */
public final class TwoMailboxesLinearizabilityTest {
  private final Box a = new Box();
  private final Box b = new Box();
  private final AtWork atWork = new AtWork();

  private static final class Box extends Mailbox {
    @Override
    int capacity() {
      return Integer.MAX_VALUE;
    }

    @Override
    void wakeAfterMark(Mail by) {}
  }

  /** One who posts to both; everybody claims in this order. */
  @Operation
  public void both(int number) {
    Mark mark = new Mark(new ArrayList<>());
    a.claim(mark, 0);
    b.claim(mark, 0);
    b.post(message(number), atWork); // in whichever order
    a.post(message(number), atWork);
    mark.lift();
  }

  /** Another poster. */
  @Operation
  public void toA(int number) {
    a.post(message(number), atWork);
  }

  /** The root thread of one. */
  @Operation(nonParallelGroup = "a")
  public String takeA() {
    return textOf((RootEvent) a.take());
  }

  /** The root thread of the other. */
  @Operation(nonParallelGroup = "b")
  public String takeB() {
    return textOf((RootEvent) b.take());
  }

  private static RootEvent message(int number) {
    return new RootEvent.Command("lane", number);
  }

  private static String textOf(@Nullable RootEvent event) {
    return event == null ? "nothing" : String.valueOf(event.value());
  }

  @Test
  void calls_inEveryInterleaving_areAsIfOneAfterTheOther() {
    every(new ModelCheckingOptions().invocationsPerIteration(50)).check(getClass());
  }

  @Test
  void calls_ofThreadsAtOnce_areAsIfOneAfterTheOther() {
    every(new StressOptions().invocationsPerIteration(50)).check(getClass());
  }

  private static <O extends Options<O, ?>> O every(O options) {
    return options
        .addCustomScenario(effectAndCause())
        .addCustomScenario(twoPosters())
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(2)
        .iterations(Integer.getInteger("parklane.lincheck.iterations", 2))
        .sequentialSpecification(ModelTwoMailboxes.class);
  }

  /** Who has seen it in the one mailbox finds it in the other, in either order. */
  private static ExecutionScenario effectAndCause() {
    return new ExecutionScenario(
        List.of(),
        List.of(
            List.of(call("both", 1), call("both", 2)),
            List.of(call("takeA"), call("takeB"), call("takeA"), call("takeB"))),
        List.of(call("takeA"), call("takeB"), call("takeA"), call("takeB")),
        null);
  }

  /** Two who post to both, one who posts to one, and a root thread each. */
  private static ExecutionScenario twoPosters() {
    return new ExecutionScenario(
        List.of(call("toA", 1)),
        List.of(
            List.of(call("both", 2)),
            List.of(call("both", 3), call("toA", 4)),
            List.of(call("takeB"), call("takeB"))),
        List.of(call("takeA"), call("takeA"), call("takeA"), call("takeB"), call("takeB")),
        null);
  }

  private static Actor call(String operation, Integer... arguments) {
    return Calls.of(TwoMailboxesLinearizabilityTest.class, operation, arguments);
  }
}
