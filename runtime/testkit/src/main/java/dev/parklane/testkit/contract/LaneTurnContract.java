package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Lane;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks of who may touch a lane, and of what it is called (laws E8, L1). Part of {@link
 * LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneTurnContract<L extends Lane> extends LaneKind<L> {
  /**
   * The lane has the name and the agent that it was declared with, and its kind never changes.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void nameAndKind_areThoseOfTheDeclaration_L1() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.turn((agent, lane) -> {
        String kind = lane.kind();
        assertFalse(kind.isBlank(), "kind() is blank");
        assertAll(
            () -> assertEquals(Stage.LANE, lane.name(), "name() (law L1)"),
            () -> assertSame(agent, lane.agent(), "agent() (law L1)"),
            () -> assertEquals(kind, declare(agent, "other").kind(), "kind() of another"));
        change(lane, 1);
        assertEquals(kind, lane.kind(), "kind() after a change");
      });
    }
  }

  /**
   * A blank name is refused, and so is one that another lane of the agent has.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void blankOrTakenName_isRefused_L1() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.turn((agent, lane) -> {
        assertThrows(
            IllegalArgumentException.class,
            () -> declare(agent, " "),
            "a blank name has to be refused (law L1): give it on as it is");
        assertThrows(
            IllegalArgumentException.class,
            () -> declare(agent, Stage.LANE),
            "a name that is taken has to be refused (law L1): give it on as it is");
      });
    }
  }

  /**
   * A read is refused after the cascade, and from a thread beside the handler that runs.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void readOutOfTurn_isRefused_E8() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeState();
      refusesBesideTheHandler(stage, "a read", this::read);
      refusesAfterTheCascade(stage, "a read", this::read);
    }
  }

  /**
   * A change is refused after the cascade, and from a thread beside the handler that runs. Then
   * nothing has changed, and no observer is called.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changeOutOfTurn_isRefused_andChangesNothing_E8() throws Exception {
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      Object before = stage.reading();
      // without observers: one that it triggered would wait for the handler that waits for it
      refusesBesideTheHandler(stage, "a change", lane -> change(lane, 1));
      stage.turn(
          (agent, lane) -> events().forEach(event -> event.observe(lane, called::incrementAndGet)));
      refusesAfterTheCascade(stage, "a change", lane -> change(lane, 1));
      assertEquals(before, stage.reading(), "the state after refused changes (law E8)");
      assertEquals(0, called.get(), "observers called by refused changes (law E8)");
    }
  }

  /**
   * A handler is not registered after the cascade, nor from a thread beside the one that runs.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void observationOutOfTurn_isRefused_E8() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      for (Event<L> event : events()) {
        Refusals.Access<L> access = lane -> event.observe(lane, () -> {});
        refusesBesideTheHandler(stage, "an observation", access);
        refusesAfterTheCascade(stage, "an observation", access);
      }
    }
  }

  /**
   * The constructor of an agent declares lanes and observes them; it changes none.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changeInAConstructor_isRefused_E8() throws Exception {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Stage.Declaration<L> changing =
        (agent, name) -> {
          L lane = declare(agent, name);
          thrown.set(Refusals.of(() -> change(lane, 1)));
          return lane;
        };
    try (Stage<L> stage = new Stage<>(this, changing, options -> options)) {
      stage.turn((agent, lane) -> {});
      Refusals.require(thrown.get(), "a change in the constructor of an agent");
    }
  }

  private void refusesAfterTheCascade(Stage<L> stage, String what, Refusals.Access<L> access)
      throws Exception {
    L leaked = stage.leaked();
    Refusals.require(
        Refusals.of(() -> access.to(leaked)), what + " after the cascade, from another thread");
  }

  private void refusesBesideTheHandler(Stage<L> stage, String what, Refusals.Access<L> access)
      throws Exception {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    stage.turn((agent, lane) ->
        Thread.ofPlatform().start(() -> thrown.set(Refusals.of(() -> access.to(lane)))).join());
    Refusals.require(thrown.get(), what + " from a thread beside the handler that runs");
  }
}
