package dev.parklane.testkit.model;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** See {@link Operation#of(String, Function)}. */
record NamedOperation<S, R extends @Nullable Object>(
    String text, Optional<Object> key, Function<? super S, Outcome<S, R>> step)
    implements Operation<S, R> {
  @Override
  public Outcome<S, R> on(S before) {
    return step.apply(before);
  }

  @Override
  public String toString() {
    return text;
  }
}
