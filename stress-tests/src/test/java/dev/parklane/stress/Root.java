package dev.parklane.stress;

import java.util.List;

/** A generated root event, and whether the sender then waits until it is handled. */
sealed interface Root {
  /** Whether the sender asks for the state before it sends the next one. */
  boolean settles();

  /** A command to a lane by name. */
  record Command(int lane, int value, boolean settles) implements Root {}

  /** A question whose handler runs these actions; its sender always waits. */
  record Ask(List<Action> actions, boolean settles) implements Root {}

  /** The wish that the agent stops. */
  record Stop(boolean settles) implements Root {}
}
