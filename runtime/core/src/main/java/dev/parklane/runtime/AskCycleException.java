package dev.parklane.runtime;

import java.util.List;

/**
 * An ask would have closed a cycle of agents that wait for each other, and failed instead (law O2).
 * The message shows the cycle: {@code /a -> /b -> /a}.
 */
public final class AskCycleException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  AskCycleException(List<String> cycle) {
    super(
        "ask refused, it would wait for itself: "
            + String.join(" -> ", cycle)
            + "; send a command on one of these ways instead of asking");
  }
}
