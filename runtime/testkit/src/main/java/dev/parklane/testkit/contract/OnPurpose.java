package dev.parklane.testkit.contract;

/** What a check lets a handler, or a store, fail with. */
final class OnPurpose extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OnPurpose() {
    super("on purpose");
  }
}
