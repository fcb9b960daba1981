package dev.parklane.runtime.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What failed in a guest, in the words of Java. */
final class GuestFailure {
  private static final int DEEPEST = 1_024; // frames that are kept of a recursion

  private GuestFailure() {}

  /** What failed in Java as itself; what failed in the guest as a {@link GuestException}. */
  static Exception of(String language, String during, PolyglotException failure) {
    if (failure.isHostException()) {
      switch (failure.asHostException()) {
        case Exception e -> {
          return e;
        }
        case Error e -> throw e;
        default -> {}
      }
    }
    return inGuest(language, during, failure);
  }

  static GuestException inGuest(String language, String during, PolyglotException failure) {
    StackTraceElement[] frames = frames(language, failure);
    GuestException exception =
        new GuestException(
            language + ": " + what(failure) + where(during, frames),
            failure.isInternalError() ? failure : null);
    exception.setStackTrace(frames);
    return exception;
  }

  private static String what(PolyglotException failure) {
    if (failure.isExit()) {
      return "exit with status " + failure.getExitStatus();
    }
    if (failure.isInterrupted()) {
      return "interrupted";
    }
    return String.valueOf(failure.getMessage());
  }

  /** As in {@code (on_bar, bars.py:3)}: the innermost frame of the guest. */
  private static String where(String during, StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (isOfGuest(frame) && frame.getLineNumber() > 0) {
        String function = frame.getMethodName();
        return " (in "
            + during
            + (function.equals(during) ? ", " : ", at " + function + ", ")
            + frame.getFileName()
            + ":"
            + frame.getLineNumber()
            + ")";
      }
    }
    return " (in " + during + ")";
  }

  private static boolean isOfGuest(StackTraceElement frame) {
    return frame.getClassName().startsWith("<");
  }

  /** The frames of the guest, innermost first, and then those of Java that called it. */
  private static StackTraceElement[] frames(String language, PolyglotException failure) {
    StackTraceElement[] all = failure.getStackTrace();
    List<StackTraceElement> traceback = traceback(language, thrownBy(failure));
    if (traceback.isEmpty()) {
      return all;
    }
    Stream<StackTraceElement> callers = Arrays.stream(all).filter(frame -> !isOfGuest(frame));
    return Stream.concat(traceback.reversed().stream(), callers).toArray(StackTraceElement[]::new);
  }

  /** The exception of the guest itself, where it is one that its code can see. */
  private static @Nullable Value thrownBy(PolyglotException failure) {
    return failure.isGuestException() && !failure.isExit() && !failure.isInterrupted()
        ? failure.getGuestObject()
        : null;
  }

  /** Python tells polyglot the lines of a whole function; its own traceback has the one line. */
  private static List<StackTraceElement> traceback(String language, @Nullable Value exception) {
    List<StackTraceElement> frames = new ArrayList<>();
    Value next =
        language.equals("python") && exception != null && exception.hasMember("__traceback__")
            ? exception.getMember("__traceback__")
            : null;
    while (next != null && !next.isNull() && frames.size() < DEEPEST) {
      Value code = next.getMember("tb_frame").getMember("f_code");
      frames.add(
          new StackTraceElement(
              "<python>",
              code.getMember("co_name").asString(),
              fileName(code.getMember("co_filename").asString()),
              next.getMember("tb_lineno").asInt()));
      next = next.getMember("tb_next");
    }
    return frames;
  }

  private static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
