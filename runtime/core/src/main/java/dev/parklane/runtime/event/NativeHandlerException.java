package dev.parklane.runtime.event;

/** A C function has returned another number than 0 for an event, which is its failure. */
public final class NativeHandlerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String function;
  private final int code;

  NativeHandlerException(String function, Class<?> event, int code) {
    super(
        "[PL-H4] native function "
            + function
            + " failed with code "
            + code
            + " for an event of "
            + event.getTypeName());
    this.function = function;
    this.code = code;
  }

  /** {@return the function's name, or its address in hexadecimal if it was given without a name} */
  public String function() {
    return function;
  }

  /** {@return what the function returned, which is never 0} */
  public int code() {
    return code;
  }
}
