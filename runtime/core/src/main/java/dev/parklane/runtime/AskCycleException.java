package dev.parklane.runtime;

import java.util.List;

/**
 * An ask would have closed a cycle of agents that wait for each other, and failed instead (law O2);
 * or a call of a guest that another agent, which waits, is inside of (law H5). The message shows
 * the cycle: {@code /a -> /b -> /a}.
 */
public final class AskCycleException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  AskCycleException(List<String> cycle) {
    this("ask", cycle);
  }

  AskCycleException(String what, List<String> cycle) {
    super(
        "[PL-O2] "
            + what
            + " refused, it would wait for itself: "
            + String.join(" -> ", cycle)
            + "; send a command on one of these ways instead of asking"
            + (what.equals("ask") ? "" : ", or give each agent a guest of its own"));
  }
}
