package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law G3: where the guards allow it, only the heap bounds a chain. */
@Timeout(240)
class DeepChainTest {
  /** On the default scheduler fewer, which are still many times what a stack would hold. */
  private static final int DEPTH = Plane.isLockStepPossible() ? 1_000_000 : 50_000;

  /**
   * So many shallow chains come first, which end and which fail. Without them the parked writers of
   * the deep ones stand in code that was compiled before all of its paths were known, and most of
   * the time goes into leaving that.
   */
  private static final int BEFORE = 20;

  private static final int SHALLOW = 1_000;

  private static final class Counter extends Agent {
    private final ValueLane<Integer> count = new ValueLane<>(this, "count", 0);
    private final ValueLane<Integer> deepest = new ValueLane<>(this, "deepest", 0);
    private int last;
    private boolean failing;
    private int unwound; // not a lane: a failed cascade does not take it back

    Counter() {
      count.onEvent(this::next);
    }

    private void next(int value) {
      try {
        if (value < last) {
          count.set(value + 1);
        } else if (failing) {
          throw new IllegalStateException("at the bottom");
        } else {
          deepest.set(value);
        }
      } finally {
        unwound++;
      }
    }

    int countTo(int limit, boolean fail) {
      last = limit;
      failing = fail;
      unwound = 0;
      count.set(1);
      return deepest.get();
    }
  }

  /** G3, F1, F2. */
  @Test
  void chainAMillionDeep_runsToItsEnd_andIsUndoneFromItsDeepestHandler() throws Exception {
    try (Plane plane =
        Plane.builder()
            .route(
                "/counter",
                Counter::new,
                o -> o.withGuards(Guards.NONE).withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      for (int i = 0; i < BEFORE; i++) {
        endsAtTheBottom(plane, SHALLOW);
        failsAtTheBottom(plane, SHALLOW);
      }
      endsAtTheBottom(plane, DEPTH);
      failsAtTheBottom(plane, DEPTH);
      int unwound = plane.agent("/counter").ask(Counter.class, c -> c.unwound);
      int count = plane.agent("/counter").ask(Counter.class, c -> c.count.get());
      assertThat(unwound).isEqualTo(DEPTH);
      assertThat(count).isEqualTo(DEPTH); // as the first chain left it
    }
  }

  private static void endsAtTheBottom(Plane plane, int depth) throws InterruptedException {
    int deepest = plane.agent("/counter").ask(Counter.class, c -> c.countTo(depth, false));
    assertThat(deepest).isEqualTo(depth);
  }

  private static void failsAtTheBottom(Plane plane, int depth) {
    assertThatThrownBy(
            () -> plane.agent("/counter").ask(Counter.class, c -> c.countTo(depth, true)))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage("at the bottom");
  }
}
