package dev.parklane.testkit.model;

import org.jspecify.annotations.Nullable;

/**
 * What a client knows of the end of an operation.
 *
 * @param <R> the type of the answer
 */
public sealed interface Response<R extends @Nullable Object> {
  /**
   * It was answered.
   *
   * @param <R> the type of the answer
   * @param value the answer
   */
  record Answered<R extends @Nullable Object>(R value) implements Response<R> {
    @Override
    public String toString() {
      return " -> " + value;
    }
  }

  /**
   * It has taken effect, and nothing was answered that the model knows of.
   *
   * @param <R> the type of the answer
   */
  record Done<R extends @Nullable Object>() implements Response<R> {
    @Override
    public String toString() {
      return "";
    }
  }

  /**
   * Nobody knows: it may have taken effect, or may yet, or never will. So it is where a client sent
   * and did not wait, or where what it asked has crashed.
   *
   * @param <R> the type of the answer
   */
  record Pending<R extends @Nullable Object>() implements Response<R> {
    @Override
    public String toString() {
      return " -> ?";
    }
  }
}
