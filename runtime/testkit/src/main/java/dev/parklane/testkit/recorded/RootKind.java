package dev.parklane.testkit.recorded;

import java.util.Set;

/**
 * What a root event is by its title, as in {@code sell.onCommand}.
 *
 * @param name of the lane, the pattern of topics or the endpoint; the whole title where it is of
 *     none
 * @param event as in {@code onCommand}; empty where it is of none
 */
record RootKind(String name, String event) {
  private static final Set<String> OF_ITS_AGENT =
      Set.of("onTime", "scheduled", "suspended", "onLinkEvent", "ask", "get");
  private static final Set<String> LANES =
      Set.of("onCommand", "write", "link", "sync", "ask", "get");

  static RootKind of(String title) {
    int dot = title.lastIndexOf('.');
    return dot < 0
        ? new RootKind(title, "")
        : new RootKind(title.substring(0, dot), title.substring(dot + 1));
  }

  /** Whether somebody has sent it: an agent, or a program outside. */
  boolean isSent() {
    return event.isEmpty() ? name.equals("stop") : !OF_ITS_AGENT.contains(event);
  }

  /**
   * Whether it may have come over the bus; the function of a guest stands in place of the event.
   */
  boolean mayBeOfBus() {
    return !event.isEmpty() && !LANES.contains(event);
  }

  boolean is(String other) {
    return event.equals(other);
  }

  /** Whether it is called so, be it that it was given a name. */
  boolean isCalled(String other) {
    return event.equals(other) || (event.isEmpty() && name.equals(other));
  }

  /** Whether it is code that somebody waits for. */
  boolean isQuestion() {
    return isCalled("ask") || is("get");
  }

  boolean isLink() {
    return event.equals("link") || event.equals("sync");
  }
}
