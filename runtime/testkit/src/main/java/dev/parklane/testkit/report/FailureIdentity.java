package dev.parklane.testkit.report;

import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes two failures the same (law Q2): what was thrown first, its message without numbers,
 * and where in the code of the user; where that code threw nothing, what the message says of it.
 *
 * @param type the class of what was thrown first
 * @param message of that, with a {@code #} for each number
 * @param frame the innermost of its frames that is of no library, with its line; else empty
 */
public record FailureIdentity(String type, String message, String frame) {
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "org.junit.",
          "org.opentest4j.",
          "org.assertj.",
          "org.hamcrest.",
          "org.mockito.",
          "com.google.common.truth.",
          "net.jqwik.",
          "kotlin.");
  private static final String PARKLANE = "dev.parklane.";
  private static final Set<String> PARKLANE_FROM = // one of each module; lanes may be absent
      Stream.of("clock.TestClock", "runtime.Plane", "lanes.ValueLane", "testkit.Simulation")
          .map(name -> from(PARKLANE + name))
          .filter(from -> !from.isEmpty())
          .collect(Collectors.toUnmodifiableSet());

  /**
   * {@return that of a failure}
   *
   * @param failure what a run has failed with
   */
  public static FailureIdentity of(Throwable failure) {
    Throwable first = chain(failure).getFirst();
    StackTraceElement at = frame(failure);
    String frame =
        at == null ? "" : at.getClassName() + "." + at.getMethodName() + ":" + at.getLineNumber();
    String message = String.valueOf(first.getMessage()).replaceAll("[0-9]+", "#");
    return new FailureIdentity(first.getClass().getName(), message, frame);
  }

  /** The failure and its causes, what was thrown first before the others. */
  private static Deque<Throwable> chain(Throwable failure) {
    Deque<Throwable> chain = new ArrayDeque<>();
    for (Throwable one = failure; one != null && !chain.contains(one); one = one.getCause()) {
      chain.push(one);
    }
    return chain;
  }

  /**
   * {@return where in the code of the user it was thrown; null where it was not}
   *
   * @param failure what a run has failed with
   */
  public static @Nullable StackTraceElement frame(Throwable failure) {
    return chain(failure).stream()
        .flatMap(one -> Stream.of(one.getStackTrace()))
        .filter(at -> isOfUser(at.getClassName()))
        .findFirst()
        .orElse(null);
  }

  /** Whether a class is neither of the JDK, nor of a library for tests, nor of Parklane. */
  static boolean isOfUser(String name) {
    return LIBRARIES.stream().noneMatch(name::startsWith) && !isOfParklane(name);
  }

  /** What is tested beside it, and examples, are in packages of the same names. */
  private static boolean isOfParklane(String name) {
    return name.startsWith(PARKLANE) && PARKLANE_FROM.contains(from(name));
  }

  /** Where a class comes from; empty where that is not known, or it is of another loader. */
  private static String from(String name) {
    try {
      Class<?> there = Class.forName(name, false, FailureIdentity.class.getClassLoader());
      CodeSource source = there.getProtectionDomain().getCodeSource();
      return source == null ? "" : String.valueOf(source.getLocation());
    } catch (ClassNotFoundException | LinkageError e) {
      return "";
    }
  }
}
