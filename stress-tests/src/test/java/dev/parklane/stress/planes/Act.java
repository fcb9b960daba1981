package dev.parklane.stress.planes;

/**
 * One statement of a generated handler.
 *
 * <p>A handler has energy, and what it sets off has less, so that every cascade ends, and what goes
 * to and fro between agents does too.
 */
sealed interface Act {
  /** {@code set} of a value lane, to a number that nobody else ever writes. */
  record Set(int lane) implements Act {}

  /** {@code put} of such a number. */
  record Put(int key) implements Act {}

  /** {@code remove} from the map lane. */
  record Remove(int key) implements Act {}

  /** {@code clear} of the map lane. */
  record Clear() implements Act {}

  /** {@code command} from inside. */
  record Command(int lane) implements Act {}

  /** A command to an agent, maybe itself. */
  record Send(int to, int lane) implements Act {}

  /** A publication, for itself too. */
  record Publish(String topic) implements Act {}

  /** A value for those who listen to the supply lane. */
  record Supply() implements Act {}

  /** Opens a subscription, unless it is open. */
  record Subscribe(int slot) implements Act {}

  /** Closes it. */
  record Close(int slot) implements Act {}

  /** Joins a lane of another agent, unless it is joined. */
  record Link(Join join, int to) implements Act {}

  /** Ends that. */
  record Unlink(Join join, int to, boolean delete) implements Act {}

  /** Sets a timer. */
  record Schedule(Form form, int seconds) implements Act {}

  /** Cancels one that this instance has set. */
  record Cancel(int index) implements Act {}

  /** Begins work elsewhere, which may fail. */
  record Suspend(boolean fails) implements Act {}

  /** Asks an agent, maybe itself, and fails where there is no answer. */
  record Ask(int to) implements Act {}

  /** {@code checkpoint()}, which a triggered handler is refused. */
  record Checkpoint() implements Act {}

  /** {@code stop()}. */
  record Stop() implements Act {}

  /** Failure of the handler. */
  record Fail() implements Act {}

  /** Something whose failure the handler catches, and goes on. */
  record Swallow(Act act) implements Act {}

  /** Which of the join lanes. */
  enum Join {
    VALUES,
    MAPS
  }

  /** What kind of timer. */
  enum Form {
    AFTER,
    AT,
    EVERY,
    /** A schedule of two steps. */
    STEPS
  }
}
