package dev.parklane.testkit.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue: first in, first out.
 *
 * @param <V> the type of what it holds, with {@code equals}
 * @param initial what it holds at first, in order
 */
public record QueueModel<V>(List<V> initial) implements SequentialModel<List<V>> {
  /** Keeps what it is given. */
  public QueueModel {
    initial = List.copyOf(initial);
  }

  /** One that is empty at first. */
  public QueueModel() {
    this(List.of());
  }

  /**
   * Puts something behind all others.
   *
   * @param value what it is
   * @return answers true
   */
  public Operation<List<V>, Boolean> offer(V value) {
    return Operation.of(
        "offer(" + value + ")",
        held -> {
          List<V> next = new ArrayList<>(held);
          next.add(value);
          return new Outcome<>(List.copyOf(next), true);
        });
  }

  /**
   * Takes the first.
   *
   * @return answers what it was; null where the queue is empty
   */
  public Operation<List<V>, @Nullable V> poll() {
    return Operation.of(
        "poll()",
        held ->
            held.isEmpty()
                ? new Outcome<>(held, null)
                : new Outcome<>(List.copyOf(held.subList(1, held.size())), held.getFirst()));
  }
}
