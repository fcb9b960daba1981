package dev.parklane.stress.planes;

import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.testkit.InjectedFault;
import org.jspecify.annotations.Nullable;

/** What a generated handler throws of itself. */
final class Boom extends Exception {
  private static final long serialVersionUID = 1;

  Boom() {
    super("boom", null, false, false);
  }

  /** What the model throws where the runtime throws its own. */
  static final class Aborted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Aborted(Throwable cause) {
      super("aborted", cause, false, false);
    }
  }

  /** What the model fails with where a store does. */
  static final class OfStore extends Exception {
    private static final long serialVersionUID = 1;

    OfStore() {
      super("store", null, false, false);
    }
  }

  /** A failure in the words of the model. */
  static String describe(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "nothing";
      case Boom e -> "boom";
      case InjectedFault e -> "store";
      case OfStore e -> "store";
      case CascadeAbortedException e -> "aborted(" + describe(e.getCause()) + ")";
      case Aborted e -> "aborted(" + describe(e.getCause()) + ")";
      default -> failure.toString();
    };
  }
}
