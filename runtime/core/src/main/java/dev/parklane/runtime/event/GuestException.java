package dev.parklane.runtime.event;

import org.jspecify.annotations.Nullable;

/**
 * A script or a handler of a guest has failed: a failure like any other (law H4). The message is
 * the guest's own, with its language and where it failed; the stack trace has the guest's frames in
 * their place, as in {@code <python>.on_bar(bars.py:3)}. Its cause is what the guest says that it
 * came of, by {@code raise ... from e} or {@code {cause: e}}, or what was handled meanwhile in
 * Python; those of a group are suppressed ones, and so are failures of what was left to do later.
 * It keeps nothing of the guest.
 */
public final class GuestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GuestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
