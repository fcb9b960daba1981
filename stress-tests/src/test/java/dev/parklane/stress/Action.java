package dev.parklane.stress;

import dev.parklane.stress.AgentSpec.Reaction;
import java.util.List;

/** One statement of a generated handler. Lanes are named by index, keys and values by a number. */
sealed interface Action {
  /** A number that a handler computes when it needs it. */
  sealed interface Num {
    /** The same every time. */
    record Constant(int value) implements Num {}

    /** The handler's argument, plus something (law E9: as of the change). */
    record Argument(int plus) implements Num {}

    /** What a value lane holds now, plus something (law E9: live). */
    record Live(int lane, int plus) implements Num {}
  }

  /** What a {@code compute} makes of the present value of its key (law M4). */
  enum Computation {
    /** Always some value. */
    TO_SOME,
    /** Never a value. */
    TO_NONE,
    /** None where there is one, one where there is none. */
    FLIP,
    /** One more where there is one, none where there is none. */
    INCREMENT
  }

  /** {@code set} of a value lane. */
  record SetValue(int lane, Num value) implements Action {}

  /** {@code update} of a value lane. */
  record UpdateValue(int lane, int plus) implements Action {}

  /** {@code put} into a map lane. */
  record Put(int lane, Num key, Num value) implements Action {}

  /** {@code remove} from a map lane. */
  record Remove(int lane, Num key) implements Action {}

  /** {@code clear} of a map lane. */
  record Clear(int lane) implements Action {}

  /** {@code compute} on a map lane. */
  record Compute(int lane, Num key, Computation computation) implements Action {}

  /** {@code take} on a map lane. */
  record Take(int lane, int count) implements Action {}

  /** {@code drop} on a map lane. */
  record Drop(int lane, int count) implements Action {}

  /**
   * {@code replaceAll} of a map lane, with these keys in this order, each valued one more than it
   * is.
   */
  record ReplaceAll(int lane, List<Integer> keys) implements Action {}

  /** {@code command} from inside. */
  record Command(int lane, Num value) implements Action {}

  /** A command to another agent of the plane. */
  record Send(Num value) implements Action {}

  /** Failure of the handler. */
  record Fail() implements Action {}

  /** {@code stop()}. */
  record Stop() implements Action {}

  /** Registers one more observer of a value lane. */
  record Observe(int lane, Reaction reaction) implements Action {}

  /** Something that is done only while a value lane holds less than a bound. */
  record When(int lane, int below, Action action) implements Action {}

  /** Something whose failure the handler catches, and goes on. */
  record Swallow(Action action) implements Action {}
}
