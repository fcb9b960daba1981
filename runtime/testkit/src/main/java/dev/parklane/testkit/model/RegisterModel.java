package dev.parklane.testkit.model;

import java.util.Objects;

/**
 * A register, which holds one value.
 *
 * @param <V> the type of the value, with {@code equals}
 * @param initial what it holds at first
 */
public record RegisterModel<V>(V initial) implements SequentialModel<V> {
  /**
   * Reads.
   *
   * @return answers what it holds
   */
  public Operation<V, V> read() {
    return Operation.of("read()", held -> new Outcome<>(held, held));
  }

  /**
   * Writes.
   *
   * @param value what it holds from then on
   * @return answers that value
   */
  public Operation<V, V> write(V value) {
    return Operation.of("write(" + value + ")", held -> new Outcome<>(value, value));
  }

  /**
   * Writes where it holds what is expected.
   *
   * @param expected what it has to hold, by {@code equals}
   * @param value what it holds from then on
   * @return answers whether it was written
   */
  public Operation<V, Boolean> compareAndSet(V expected, V value) {
    return Operation.of(
        "compareAndSet(" + expected + ", " + value + ")",
        held ->
            Objects.equals(held, expected)
                ? new Outcome<>(value, true)
                : new Outcome<>(held, false));
  }
}
