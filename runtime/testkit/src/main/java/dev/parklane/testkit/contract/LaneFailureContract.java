package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks of what a cascade that fails leaves of a lane: what was there before (laws F1, F2, F7,
 * F10). Part of {@link LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneFailureContract<L extends Lane> extends LaneKind<L> {
  /**
   * Cascades that change the lane several times and fail leave the state as it was, however often;
   * one that succeeds after them leaves its changes.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void failedCascades_leaveTheState_F2() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeState();
      for (int n = 1; n <= 3; n++) {
        Object before = stage.reading();
        stage.failingChanges(n, n + 2);
        assertEquals(before, stage.reading(), "the state after a failed cascade (law F2)");
        stage.failingChanges(n, n);
        assertEquals(before, stage.reading(), "the state after another one (law F2)");
        stage.changes(n, n);
      }
      Object after = stage.reading();
      try (Stage<L> undisturbed = new Stage<>(this)) {
        undisturbed.changes(1, 3);
        assertEquals(undisturbed.reading(), after, "the state with failures between (law F2)");
      }
    }
  }

  /**
   * What an observer throws comes out of the change that has triggered it, and the change is taken
   * back.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void failureOfAnObserver_comesOutOfTheChange_F1() throws Exception {
    AtomicBoolean fails = new AtomicBoolean(true);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.observe(() -> {
        if (fails.get()) {
          throw new OnPurpose();
        }
      });
      Object before = stage.reading();
      for (int time = 1; time <= 2; time++) {
        stage.failingTurn((agent, lane) -> thrown.set(Refusals.of(() -> change(lane, 1))));
        assertInstanceOf(
            CascadeAbortedException.class,
            thrown.get(),
            "what a change throws whose observer has failed (law F1)");
        assertEquals(before, stage.reading(), "the state after its observer has failed (law F2)");
      }
      fails.set(false);
      stage.changes(1, 1);
    }
  }

  /**
   * A failure after a checkpoint leaves the state that the lane had there.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void failureAfterACheckpoint_leavesTheStateOfTheCheckpoint_F10() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeState();
      List<Object> there = Collections.synchronizedList(new ArrayList<>());
      stage.failingTurn((agent, lane) -> {
        change(lane, 1);
        there.add(String.valueOf(read(lane)));
        agent.letStand();
        change(lane, 2);
      });
      assertEquals(
          there.getFirst(), String.valueOf(stage.reading()), "the state after it (law F10)");
    }
  }

  /**
   * Handlers that a failed cascade has registered are not called.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void handlersOfAFailedCascade_areNotCalled_F2() throws Exception {
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.failingTurn(
          (agent, lane) -> events().forEach(event -> event.observe(lane, called::incrementAndGet)));
      stage.changes(1, 1);
      assertEquals(0, called.get(), "calls of handlers that were taken back (law F2)");
    }
  }

  /**
   * A lane that a failed cascade has declared refuses every access, and a lane that is declared
   * anew under its name knows nothing of it.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void laneOfAFailedCascade_isDead_F7() throws Exception {
    List<L> declared = Collections.synchronizedList(new ArrayList<>());
    try (Stage<L> stage = new Stage<>(this)) {
      Object fresh = stage.reading();
      stage.failingTurn((agent, lane) -> {
        L dead = declare(agent, "late");
        declared.add(dead);
        change(dead, 1);
      });
      stage.turn((agent, lane) -> {
        L dead = declared.getFirst();
        L anew = declare(agent, "late");
        Refusals.requireOfAll(this, dead, fresh != null, "a lane of a failed cascade");
        assertEquals(fresh, read(anew), "the state of the lane that is declared anew (law F7)");
        change(anew, 1);
      });
    }
  }
}
