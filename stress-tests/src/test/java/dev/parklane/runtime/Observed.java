package dev.parklane.runtime;

/** An event that is no message, such as a link posts, and may take back. */
final class Observed extends RootEvent {
  private final int number;
  private volatile boolean withdrawn; // the poster writes

  Observed(int number) {
    this.number = number;
  }

  /** It is of no use any more; false where it was so before. */
  boolean withdraw() {
    boolean first = !withdrawn;
    withdrawn = true;
    return first;
  }

  @Override
  HandlerName name() {
    return HandlerName.ofAgent("observed");
  }

  @Override
  void run(Instance agent, Cascade cascade) {}

  @Override
  boolean isWithdrawn() {
    return withdrawn;
  }

  @Override
  Object value() {
    return number;
  }
}
