package dev.parklane.stress.planes;

import dev.parklane.lanes.JoinAnswer;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a generated agent is made of.
 *
 * @param observers of each point, one list of acts each; points that matter have at least one
 * @param slots what it may subscribe to
 * @param joins what it joins from its start on
 * @param hears whose supply lanes it listens to from its start on
 * @param answer to the end of what it has joined
 */
record Role(
    Map<Point, List<List<Act>>> observers,
    List<Slot> slots,
    List<Act.Link> joins,
    List<Integer> hears,
    JoinAnswer answer,
    Policy policy) {
  static final int AGENTS = 3;

  /** Where handlers are. */
  enum Point {
    EVENT_0,
    SET_0,
    EVENT_1,
    SET_1,
    UPDATE,
    REMOVE,
    CLEAR,
    COMMAND_0,
    COMMAND_1,
    /** A joined value lane has a value. */
    VALUE_JOINED,
    VALUE_LEFT,
    /** A joined map lane has a key. */
    KEY_JOINED,
    KEY_LEFT,
    HEARD,
    DUE,
    RESUMED,
    ASKED,
    STOP,
    FAILURE
  }

  /** A subscription. */
  record Slot(String pattern, int priority, boolean fromStart, List<Act> acts) {}

  /** What becomes of it when it fails. */
  enum Policy {
    STOP,
    RESUME,
    RESTART;

    FailurePolicy policy() {
      return switch (this) {
        case STOP -> FailurePolicy.stop();
        case RESUME -> FailurePolicy.resume();
        case RESTART -> FailurePolicy.restart(Integer.MAX_VALUE, Duration.ofDays(1), Backoff.NONE);
      };
    }
  }

  List<List<Act>> observers(Point point) {
    return observers.getOrDefault(point, List.of());
  }

  /** Of a point with one handler. */
  List<Act> acts(Point point) {
    List<List<Act>> all = observers(point);
    return all.isEmpty() ? List.of() : all.getFirst();
  }

  static String uri(int agent) {
    return "/agent/" + agent;
  }

  /** Another agent. */
  static int other(int self, int number) {
    return (self + 1 + number % (AGENTS - 1)) % AGENTS;
  }
}
