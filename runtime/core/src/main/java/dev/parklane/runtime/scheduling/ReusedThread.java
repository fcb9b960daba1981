package dev.parklane.runtime.scheduling;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs handlers one after the other, and makes each of them find it as a fresh thread
 * would (law E11): what the one before has left is taken away. For that thread.
 *
 * <p>It compares first, so that nothing is written where nothing was left.
 */
final class ReusedThread {
  private final Thread thread = Thread.currentThread();
  private final @Nullable ClassLoader loader = thread.getContextClassLoader();
  private final @Nullable UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();

  /** Takes away what was left, and gives the thread its name for what it runs next. */
  void freshen(String name) {
    name(name);
    clear();
  }

  /** Gives the thread its name for what it does next. */
  void name(String name) {
    if (!name.equals(thread.getName())) {
      thread.setName(name);
    }
  }

  /**
   * Takes away what was left.
   *
   * @return false where that cannot be: a guest language would not find its own state again, or a
   *     scope was left open, which the JDK closes at the thread's end
   */
  boolean clear() {
    if (thread.isInterrupted()) {
      Thread.interrupted(); // it was meant for the one before
    }
    if (thread.getContextClassLoader() != loader) {
      thread.setContextClassLoader(loader);
    }
    if (thread.getUncaughtExceptionHandler() != handler) {
      thread.setUncaughtExceptionHandler(null); // as it was: its group is told
    }
    if (ExclusiveContext.used && ExclusiveContext.wasInside()) {
      return false;
    }
    return JdkThreadState.clear(thread);
  }
}
