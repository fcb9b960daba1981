package dev.parklane.testkit;

/** What fails because a simulation was told to let it fail: see {@link Faults}. */
public final class InjectedFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  InjectedFault(String message) {
    super(message);
  }
}
