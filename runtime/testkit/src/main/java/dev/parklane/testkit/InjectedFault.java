package dev.parklane.testkit;

/** What fails because a simulation was told to let it fail: see {@link Faults}. */
public final class InjectedFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  InjectedFault(String message) {
    super(message);
  }

  /**
   * Whether a failure comes of one.
   *
   * @param failure any, with its causes
   * @return whether it is one, or one is among its causes
   */
  public static boolean isBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InjectedFault) {
        return true;
      }
    }
    return false;
  }
}
