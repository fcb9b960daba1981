package dev.parklane.stress.planes;

import java.util.List;

/**
 * What is generated: agents, and what is sent to them.
 *
 * @param rounds one after the other
 */
record GeneratedPlane(List<Role> roles, List<Round> rounds) {
  /**
   * What programs do, each its moves, all at once; then time goes by.
   *
   * @param seconds how long
   */
  record Round(List<List<Move>> programs, int seconds) {}

  /** What a program does next. */
  sealed interface Move {
    /** Sends a command. */
    record Send(int to, int lane, int energy) implements Move {}

    /** Publishes. */
    record Publish(String topic, int energy) implements Move {}

    /** Asks, and waits for the answer. */
    record Ask(int to, int energy) implements Move {}

    /** Stops an agent. */
    record Stop(int to) implements Move {}
  }
}
