package dev.parklane.testkit.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.scheduling.Footprint.Touch;
import org.junit.jupiter.api.Test;

/** Q3: which two steps that touch the same may not change places. */
class TouchedTest {
  @Test
  void twoLooks_andTwoAdditions_commute_andNothingElse() {
    for (Touch first : Touch.values()) {
      for (Touch second : Touch.values()) {
        Step.Thing thing = new Step.Thing("topic", "news");
        Step before = new Step("one");
        before.touches(thing, first);
        Touched touched = new Touched();
        touched.add(before);
        boolean commute = first == second && first != Touch.CHANGES;
        assertThat(touched.before(thing, second))
            .as("%s before %s", first, second)
            .hasSize(commute ? 0 : 1);
      }
    }
  }
}
