package dev.parklane.runtime.trace;

/** Stands for the failure of a cascade in a trace that was read: of that the text has the class. */
final class ReadFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String type;

  ReadFailure(String type) {
    super(type + ", as a trace says that was read from its text", null, false, false);
    this.type = type;
  }

  /** The name of the class of the failure. */
  String type() {
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadFailure that && that.type.equals(type);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
