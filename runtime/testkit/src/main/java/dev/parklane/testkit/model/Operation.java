package dev.parklane.testkit.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, as its model knows it. Its text stands in failures.
 *
 * @param <S> the type of the model's state
 * @param <R> the type of the answer
 */
public interface Operation<S, R extends @Nullable Object> {
  /**
   * What it comes to. Called often, with states that may never have been.
   *
   * @param before the state that it finds, which it leaves as it is
   * @return the state behind it, and what is answered
   */
  Outcome<S, R> on(S before);

  /**
   * Whether this may have been answered: that is what the model answers, unless overridden.
   *
   * @param before the state that it finds
   * @param answer what a client was answered
   * @return false where the answer shows that it was another state
   */
  default boolean allows(S before, R answer) {
    return Objects.equals(on(before).answer(), answer);
  }

  /**
   * What it reads and changes, where it leaves all else alone: operations of different keys are
   * checked apart from one another, which takes less time by far.
   *
   * @return empty where it may touch all of the state
   */
  default Optional<Object> key() {
    return Optional.empty();
  }

  /**
   * An operation as a function.
   *
   * @param <S> the type of the model's state
   * @param <R> the type of the answer
   * @param text what it is called, with what it was given
   * @param step as {@link #on}
   * @return an operation without a key
   */
  static <S, R extends @Nullable Object> Operation<S, R> of(
      String text, Function<? super S, Outcome<S, R>> step) {
    return new NamedOperation<>(text, Optional.empty(), step);
  }

  /**
   * An operation as a function, on one key.
   *
   * @param <S> the type of the model's state
   * @param <R> the type of the answer
   * @param text what it is called, with what it was given
   * @param key all of the state that it reads and changes
   * @param step as {@link #on}
   * @return an operation with this key
   */
  static <S, R extends @Nullable Object> Operation<S, R> of(
      String text, Object key, Function<? super S, Outcome<S, R>> step) {
    return new NamedOperation<>(text, Optional.of(key), step);
  }
}
