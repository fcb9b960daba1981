package dev.parklane.runtime.scheduling;

/**
 * A thread in words. Those that users make have no name, most of them: a virtual thread that is
 * started without one, and the subtasks of a scope.
 */
public final class ThreadText {
  private ThreadText() {}

  /**
   * {@return the thread in words, as in {@code thread 'http-7'}, or {@code unnamed virtual thread
   * #41}}
   *
   * @param thread any thread
   */
  public static String of(Thread thread) {
    String name = thread.getName();
    if (!name.isBlank()) {
      return "thread '" + name + "'";
    }
    return (thread.isVirtual() ? "unnamed virtual thread #" : "unnamed thread #")
        + thread.threadId();
  }
}
