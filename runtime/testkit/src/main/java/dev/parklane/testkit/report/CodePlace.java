package dev.parklane.testkit.report;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

/** Places in the code of the user, as in {@code Till.sell(Till.java:22)}. */
public final class CodePlace {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private CodePlace() {}

  /** {@return where the caller was called from; empty where no code of a user is on the stack} */
  public static String here() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> FailureIdentity.isOfUser(frame.getClassName()))
            .findFirst()
            .map(StackFrame::toStackTraceElement)
            .map(CodePlace::text)
            .orElse(""));
  }

  /**
   * {@return where it was thrown; empty where that was in no code of a user}
   *
   * @param thrown the innermost of its causes counts first
   */
  public static String of(Throwable thrown) {
    StackTraceElement at = FailureIdentity.frame(thrown);
    return at == null ? "" : text(at);
  }

  /**
   * {@return where a thread is; empty where it is in no code of a user}
   *
   * @param thread any
   */
  public static String of(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .filter(frame -> FailureIdentity.isOfUser(frame.getClassName()))
        .findFirst()
        .map(CodePlace::text)
        .orElse("");
  }

  /** The name of the class is that of its file; what the compiler calls a lambda is left out. */
  private static String text(StackTraceElement at) {
    String type = at.getClassName().substring(at.getClassName().lastIndexOf('.') + 1);
    String method = at.getMethodName().replaceAll("^lambda\\$(.+)\\$\\d+$", "$1");
    return "%s.%s(%s:%d)".formatted(type, method, at.getFileName(), at.getLineNumber());
  }
}
