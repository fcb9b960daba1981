package dev.parklane.stress;

/** The failures that the model throws where the runtime throws its own. */
sealed interface ModelFailure {
  /** Stands for a {@code GuardException}. */
  final class Guard extends RuntimeException implements ModelFailure {
    private static final long serialVersionUID = 1;

    Guard(String guard, int limit) {
      super("guard " + guard + "=" + limit, null, false, false);
    }

    @Override
    public String toString() {
      return getMessage();
    }
  }

  /** Stands for a {@code CascadeAbortedException}. */
  final class Aborted extends RuntimeException implements ModelFailure {
    private static final long serialVersionUID = 1;

    Aborted(Throwable cause) {
      super("aborted", cause, false, false);
    }
  }
}
