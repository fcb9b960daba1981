package dev.parklane.clock.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What failures that are told together have in common (law F9). None of it has a value of a user's
 * in it, or who exactly failed: that is in the first lines, which are told in full.
 *
 * @param kind what happened, as in {@code agent failed} or {@code dead letter MAILBOX_FULL}
 * @param route the pattern of the route, or what else stands for many of its sort
 * @param lane the lane, the topic, or what else was at work; empty where nothing was
 * @param exception the class of what was thrown; empty where nothing was
 * @param frame the first frame of the user's in its stack trace; empty where there is none
 */
public record Cause(String kind, String route, String lane, String exception, String frame) {
  private static final List<String> NOT_THE_USERS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "dev.parklane.clock.",
          "dev.parklane.runtime.",
          "dev.parklane.lanes.",
          "dev.parklane.testkit.");

  /**
   * A cause where nothing was thrown.
   *
   * @param kind what happened
   * @param route the pattern of the route, or what else stands for many of its sort
   * @param lane what was at work; empty where nothing was
   * @return one without an exception and a frame
   */
  public static Cause of(String kind, String route, String lane) {
    return new Cause(kind, route, lane, "", "");
  }

  /**
   * The cause of something that was thrown.
   *
   * @param kind what happened
   * @param route the pattern of the route, or what else stands for many of its sort
   * @param lane what was at work; empty where nothing was
   * @param thrown gives the class of the exception and the frame; it is not kept
   * @return one that is equal for all that was thrown so by the same line of code
   */
  public static Cause of(String kind, String route, String lane, Throwable thrown) {
    return new Cause(kind, route, lane, thrown.getClass().getName(), frameOf(thrown));
  }

  /** Whatever the exception does: its methods may be overridden, and fail. */
  private static String frameOf(Throwable thrown) {
    @Nullable StackTraceElement first = null;
    try {
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (isTheUsers(frame)) {
          return frame.toString();
        }
        first = first == null ? frame : first;
      }
    } catch (RuntimeException | Error e) {
      return "";
    }
    return first == null ? "" : first.toString();
  }

  private static boolean isTheUsers(StackTraceElement frame) {
    return NOT_THE_USERS.stream().noneMatch(frame.getClassName()::startsWith);
  }

  /**
   * Reads like {@code agent failed, /order/:number, place.onCommand, java.io.IOException at ...}.
   */
  @Override
  public String toString() {
    return kind
        + (route.isEmpty() ? "" : ", " + route)
        + (lane.isEmpty() ? "" : ", " + lane)
        + (exception.isEmpty() ? "" : ", " + exception)
        + (frame.isEmpty() ? "" : " at " + frame);
  }
}
