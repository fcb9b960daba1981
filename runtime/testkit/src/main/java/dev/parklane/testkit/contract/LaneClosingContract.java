package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Checks of a lane that is closed (laws F2, F8). Part of {@link LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneClosingContract<L extends Lane> extends LaneKind<L> {
  /**
   * A closed lane refuses every access, and one that is declared anew under its name has a fresh
   * state and no observers.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void closedLane_refusesEveryAccess_F8() throws Exception {
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      Object fresh = stage.reading();
      stage.turn((agent, lane) -> {
        events().forEach(event -> event.observe(lane, called::incrementAndGet));
        change(lane, 1);
        called.set(0);
        lane.close();
        Refusals.requireOfAll(this, lane, fresh != null, "a lane that is closed");
        L anew = declare(agent, Stage.LANE);
        assertEquals(fresh, read(anew), "the state of the lane that is declared anew (law F8)");
        change(anew, 1);
      });
      assertEquals(0, called.get(), "calls of observers of the lane that is closed (law F8)");
    }
  }

  /**
   * Once an observer has closed the lane, no other observer of that change is called, and the
   * change returns.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void laneThatAnObserverCloses_callsNoOther_F8() throws Exception {
    List<String> called = Collections.synchronizedList(new ArrayList<>());
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        events().getFirst().observe(lane, lane::close);
        events().forEach(event -> event.observe(lane, () -> called.add("another")));
        change(lane, 1);
        called.add("the change returns");
      });
      assertEquals(
          List.of("the change returns"), List.copyOf(called), "after the lane is closed (law F8)");
    }
  }

  /**
   * A lane that a failed cascade has changed and closed is as it was.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void closeOfAFailedCascade_isTakenBack_F2() throws Exception {
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.turn(
          (agent, lane) -> events().forEach(event -> event.observe(lane, called::incrementAndGet)));
      stage.changes(1, 1);
      Object before = stage.reading();
      stage.failingTurn((agent, lane) -> {
        change(lane, 2);
        lane.close();
      });
      assertEquals(before, stage.reading(), "the state after a close that was taken back (law F2)");
      called.set(0);
      stage.changes(2, 2);
      assertEquals(events().size(), called.get(), "calls of its observers after that (law F2)");
    }
  }
}
