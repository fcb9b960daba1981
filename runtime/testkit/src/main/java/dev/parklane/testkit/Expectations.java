package dev.parklane.testkit;

import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dead letters and failed cascades of a test, and those among them that it has expected. */
final class Expectations {
  private final Supplier<Trace> trace;
  private final List<DeadLetter> letters = new ArrayList<>(); // the carrier: not expected so far
  private final Set<Throwable> expected = // the carrier; causes of cascades that have failed
      Collections.newSetFromMap(new IdentityHashMap<>());

  Expectations(Supplier<Trace> trace) {
    this.trace = trace;
  }

  void add(DeadLetter letter) {
    letters.add(letter);
  }

  /** Cascades may fail with this cause. */
  void expect(Throwable cause) {
    expected.add(cause);
  }

  /** Takes the first such letter. */
  DeadLetter letter(String uri, DeadLetter.Reason reason) {
    for (DeadLetter letter : letters) {
      if (letter.uri().equals(uri) && letter.reason() == reason) {
        letters.remove(letter);
        return letter;
      }
    }
    throw new AssertionError(
        "expected a dead letter to %s with the reason %s; there is %s"
            .formatted(uri, reason, letters.isEmpty() ? "none" : letters));
  }

  /** Takes the first such cause. */
  <T extends Throwable> T failure(String uri, Class<T> cause) {
    List<TracedCascade> failed = failed();
    for (TracedCascade cascade : failed) {
      Throwable failure = cascade.failure();
      if (cascade.agent().equals(uri) && cause.isInstance(failure)) {
        expected.add(failure);
        return cause.cast(failure);
      }
    }
    throw new AssertionError(
        "expected that %s fails with %s; %s"
            .formatted(
                uri,
                cause.getName(),
                failed.isEmpty()
                    ? "no failure is there"
                    : failed.stream().map(Expectations::text).collect(Collectors.joining("; "))));
  }

  /** The cascades whose failure nobody has expected. */
  List<TracedCascade> failed() {
    return trace.get().cascades().stream()
        .filter(cascade -> cascade.failure() != null && !expected.contains(cascade.failure()))
        .toList();
  }

  /** The letters that nobody has expected, in words. */
  Stream<String> letters() {
    return letters.stream().map(Expectations::text);
  }

  static String text(TracedCascade cascade) {
    return "%s failed, root event %s, handlers %s: %s"
        .formatted(cascade.agent(), cascade.rootEvent(), cascade.handlers(), cascade.failure());
  }

  private static String text(DeadLetter letter) {
    return "dead letter to %s, '%s' with %s: %s, %s"
        .formatted(
            letter.uri(), letter.message(), letter.value(), letter.reason(), letter.detail());
  }
}
