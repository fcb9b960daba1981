package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Lane;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Checks of commands by name (laws C1, O4, M9). Part of {@link LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneCommandContract<L extends Lane> extends LaneKind<L> {
  /**
   * A command by name makes the change, observers included.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void command_makesTheChange_C1() throws Exception {
    assumeTrue(command(1) != null, "lanes of this kind take no commands");
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this);
        Stage<L> changed = new Stage<>(this)) {
      if (!events().isEmpty()) {
        stage.observe(called::incrementAndGet);
      }
      for (int n = 1; n <= 2; n++) {
        stage.command(Objects.requireNonNull(command(n), "the command"));
        changed.changes(n, n);
        assertEquals(changed.reading(), stage.reading(), "the state after a command (law C1)");
      }
      assertEquals(List.of(), stage.deadLetters(), "commands that were not taken (law O4)");
      assertEquals(
          events().isEmpty() ? 0 : 2, called.get(), "calls of an observer by two commands");
    }
  }

  /**
   * A command that the lane does not take is a dead letter, and changes nothing.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void refusedCommand_isADeadLetter_O4() throws Exception {
    Object refused = command(1) == null ? "a command" : refusedCommand();
    assumeTrue(refused != null, "lanes of this kind take every command");
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      if (!events().isEmpty()) {
        stage.observe(called::incrementAndGet);
      }
      Object before = stage.reading();
      stage.command(Objects.requireNonNull(refused));
      assertEquals(
          List.of(DeadLetter.Reason.NO_COMMAND),
          stage.deadLetters().stream().map(DeadLetter::reason).toList(),
          "what becomes of the command " + refused + " (law O4)");
      assertEquals(before, stage.reading(), "the state after a command that was refused (law O4)");
      assertEquals(0, called.get(), "calls of an observer by it");
    }
  }
}
