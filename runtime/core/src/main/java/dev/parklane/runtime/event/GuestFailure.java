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
  private static final int MOST = 64; // exceptions that are told of one

  private static final String OF_POLYGLOT = "com.oracle.truffle.polyglot.";

  private GuestFailure() {}

  /**
   * The interrupt of a guest as polyglot throws it between two calls of the guest's code, where it
   * reaches Java as itself; null for anything else.
   */
  static @Nullable GuestException interrupt(String language, String during, Throwable thrown) {
    return thrown.getClass().getName().startsWith(OF_POLYGLOT)
        ? new GuestException(language + ": interrupted (in " + during + ")", thrown)
        : null;
  }

  /**
   * What failed in Java as itself; what failed in the guest as a {@link GuestException}.
   *
   * @throws Error where that is what failed in Java
   */
  static Exception of(String language, String during, PolyglotException failure) {
    return of(language, during, failure, new ArrayList<>());
  }

  private static Exception of(
      String language, String during, PolyglotException failure, List<Value> told) {
    if (failure.isHostException()) {
      switch (failure.asHostException()) {
        case Exception e -> {
          return e;
        }
        case Error e -> throw e;
        default -> {}
      }
    }
    return inGuest(language, during, failure, told);
  }

  static GuestException inGuest(String language, String during, PolyglotException failure) {
    return inGuest(language, during, failure, new ArrayList<>());
  }

  private static GuestException inGuest(
      String language, String during, PolyglotException failure, List<Value> told) {
    StackTraceElement[] frames = frames(language, failure);
    Value thrown = thrownBy(failure);
    GuestException exception =
        new GuestException(
            language + ": " + what(failure) + where(during, frames),
            failure.isInternalError() ? failure : cause(language, during, thrown, told));
    exception.setStackTrace(frames);
    for (Value part : parts(thrown)) {
      Throwable of = told(language, during, part, told);
      if (of != null) {
        exception.addSuppressed(of);
      }
    }
    return exception;
  }

  private static String what(PolyglotException failure) {
    if (failure.isExit()) {
      return exit(failure);
    }
    if (failure.isInterrupted()) {
      return "interrupted";
    }
    return String.valueOf(failure.getMessage());
  }

  /** Polyglot knows the status of an exit of the whole script only, and says 1 for others. */
  private static String exit(PolyglotException failure) {
    Value thrown = thrownBy(failure);
    Value code = thrown != null && thrown.hasMember("code") ? thrown.getMember("code") : null;
    if (code == null || code.isNull()) {
      return "exit with status " + (code == null ? failure.getExitStatus() : 0);
    }
    return code.isNumber()
        ? "exit with status " + code
        : "exit with status 1: " + (code.isString() ? code.asString() : code);
  }

  // --- what it came of ---------------------------------------------------------------------------

  /** {@code raise ... from e}, an exception while another one was handled, {@code {cause: e}}. */
  private static @Nullable Throwable cause(
      String language, String during, @Nullable Value thrown, List<Value> told) {
    if (thrown == null) {
      return null;
    }
    told.add(thrown);
    if (!language.equals("python")) {
      return told(language, during, member(thrown, "cause"), told);
    }
    Value cause = member(thrown, "__cause__");
    Value suppressed = member(thrown, "__suppress_context__");
    boolean isHidden = suppressed != null && suppressed.isBoolean() && suppressed.asBoolean();
    return told(
        language, during, cause == null && !isHidden ? member(thrown, "__context__") : cause, told);
  }

  /** Those that a group, or an aggregate, has in it. */
  private static List<Value> parts(@Nullable Value thrown) {
    Value parts = member(thrown, "exceptions");
    if (parts == null) {
      parts = member(thrown, "errors");
    }
    List<Value> all = new ArrayList<>();
    if (parts != null && parts.hasArrayElements()) {
      for (long i = 0; i < Math.min(parts.getArraySize(), MOST); i++) {
        all.add(parts.getArrayElement(i));
      }
    }
    return all;
  }

  private static @Nullable Value member(@Nullable Value thrown, String name) {
    Value member = thrown != null && thrown.hasMember(name) ? thrown.getMember(name) : null;
    return member == null || member.isNull() ? null : member;
  }

  private static @Nullable Throwable told(
      String language, String during, @Nullable Value cause, List<Value> told) {
    if (cause == null || told.size() >= MOST || told.contains(cause)) {
      return null;
    }
    if (!cause.isException()) {
      return new GuestException(language + ": " + cause, null);
    }
    try {
      cause.throwException();
      return null;
    } catch (PolyglotException e) {
      return of(language, during, e, told);
    }
  }

  // --- where -------------------------------------------------------------------------------------

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

  /** Without those of the scripts by which Parklane asks the guest. */
  private static StackTraceElement[] withoutOurs(Stream<StackTraceElement> frames) {
    return frames.filter(frame -> !isOurs(frame)).toArray(StackTraceElement[]::new);
  }

  private static boolean isOurs(StackTraceElement frame) {
    return isOfGuest(frame)
        && frame.getFileName() != null
        && frame.getFileName().startsWith("parklane.");
  }

  private static boolean isOfGuest(StackTraceElement frame) {
    return frame.getClassName().startsWith("<");
  }

  /** The frames of the guest, innermost first, and then those of Java that called it. */
  private static StackTraceElement[] frames(String language, PolyglotException failure) {
    StackTraceElement[] all = failure.getStackTrace();
    List<StackTraceElement> traceback = traceback(language, thrownBy(failure));
    if (traceback.isEmpty()) {
      return withoutOurs(Arrays.stream(all));
    }
    Stream<StackTraceElement> callers = Arrays.stream(all).filter(frame -> !isOfGuest(frame));
    return withoutOurs(Stream.concat(traceback.reversed().stream(), callers));
  }

  /** The exception of the guest itself, where it is one that its code can see. */
  private static @Nullable Value thrownBy(PolyglotException failure) {
    return failure.isGuestException() && !failure.isInterrupted() && !failure.isCancelled()
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
