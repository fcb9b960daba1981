package dev.parklane.runtime;

import java.util.List;

/** A plane is not quiet, although it was waited for: names what is still to come. */
public final class NotQuietException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int NAMED = 10; // so many stand in the message where there are more

  private final transient List<String> pending;

  NotQuietException(String why, List<String> pending) {
    super(
        "[PL-S4.8] the plane is not quiet: "
            + why
            + "; it waits for "
            + String.join("; ", pending.subList(0, Math.min(NAMED, pending.size())))
            + (pending.size() > NAMED ? "; and " + (pending.size() - NAMED) + " more" : ""));
    this.pending = List.copyOf(pending);
  }

  /** {@return what it waits for, each in words: handlers, work, delays} */
  public List<String> pending() {
    return pending;
  }
}
