package dev.parklane.testkit.model;

/**
 * What {@link Operation}s work on, one after the other. Ready-made are a {@linkplain RegisterModel
 * register}, a {@linkplain MapModel map}, a {@linkplain QueueModel queue} and a {@linkplain
 * CounterModel counter}.
 *
 * @param <S> the type of its state: one that nobody changes, with {@code equals} and {@code
 *     hashCode}
 */
@FunctionalInterface
public interface SequentialModel<S> {
  /**
   * The state before the first operation.
   *
   * @return the same at each call
   */
  S initial();
}
