package org.example.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract does not know of a counter: its marks, and what it refuses. */
@PlaneTest
class CounterMarksTest {
  private final List<String> told = new ArrayList<>(); // the carrier of the simulation

  private final class Counting extends Agent {
    final CounterLane count =
        new CounterLane(this, "count")
            .onReached(5, now -> told.add("5 reached at " + now))
            .onReached(3, now -> told.add("3 reached at " + now))
            .onCount((before, now) -> told.add(before + ">" + now));

    Void add(long more) {
      count.add(more);
      return null;
    }
  }

  @BeforeEach
  void route(TestPlane plane) {
    plane.route("/counting", Counting::new);
  }

  @Test
  void marks_areToldOnce_afterTheCount(TestPlane plane) {
    for (int more : new int[] {2, 1, 1, 6, 1}) {
      plane.agent("/counting").command("count", more);
    }
    plane.settle();
    assertThat(told)
        .containsExactly("0>2", "2>3", "3 reached at 3", "3>4", "4>10", "5 reached at 10", "10>11");
  }

  @Test
  void additionThatIsNone_isRefused(TestPlane plane) {
    assertThatThrownBy(() -> plane.ask("/counting", Counting.class, c -> c.add(0)))
        .hasRootCauseMessage(
            "lane 'count' of /counting: it counts up, and cannot add 0; add 1 or more");
  }

  @Test
  void commandOfAnotherType_isADeadLetter(TestPlane plane) {
    plane.agent("/counting").command("count", "two");
    assertThat(plane.expectDeadLetter("/counting", DeadLetter.Reason.NO_COMMAND).detail())
        .contains("it takes an Integer or a Long, and was sent the java.lang.String");
    assertThat(told).isEmpty();
  }
}
