package dev.parklane.runtime;

/**
 * Thrown out of the lane writes of a cascade that has failed, so that its parked writers unwind:
 * their {@code finally} blocks and try-with-resources run (law F1). Its cause is the failure.
 *
 * <p>Catching it saves nothing: the cascade is rolled back all the same, and the next lane access
 * throws it again. One instance serves a whole cascade, however deep, and carries no stack trace of
 * its own; that of the cause tells where it began.
 */
public final class CascadeAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CascadeAbortedException(String agent, Throwable cause) {
    super(
        "[PL-F1] the cascade of "
            + agent
            + " has failed and is rolled back: "
            + FailureText.of(cause),
        cause,
        false,
        false);
  }
}
