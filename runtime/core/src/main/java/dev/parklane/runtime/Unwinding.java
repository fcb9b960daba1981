package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What writers throw as they unwind from a failure that is known already. */
final class Unwinding {
  private static final Logger LOG = LoggerFactory.getLogger(Unwinding.class);
  private static final int SUPPRESSED = 8; // failures of unwinding writers that are kept
  private static final int CAUSES = 100; // that are followed; a user's may run in a circle

  private Unwinding() {}

  /** Keeps another failure with the first, as far as the exceptions of others allow it. */
  static void suppress(
      Throwable failure,
      Throwable first,
      @Nullable CascadeAbortedException aborted,
      CascadeHost host) {
    try {
      if (!isEcho(failure, first, aborted) && first.getSuppressed().length < SUPPRESSED) {
        first.addSuppressed(failure);
      }
    } catch (RuntimeException | Error e) {
      if (host.tellsInFull(LOG, "failure not kept", failure.getClass().getName(), e)) {
        LOG.warn(
            "[PL-F1.2] agent {}: {} is not kept with the failure",
            host.uri(),
            failure.getClass(),
            e);
      }
    }
  }

  /** Whether a failure only passes on the one that is known. */
  private static boolean isEcho(
      Throwable failure, Throwable first, @Nullable CascadeAbortedException aborted) {
    Throwable t = failure;
    for (int i = 0; t != null && i < CAUSES; i++) {
      if (t == first || t == aborted) {
        return true;
      }
      t = t.getCause();
    }
    return false;
  }
}
