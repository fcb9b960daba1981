package dev.parklane.testkit.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map. What clients do with different keys is checked apart from one another.
 *
 * @param <K> the type of the keys, with {@code equals}
 * @param <V> the type of the values, with {@code equals}
 * @param initial what it holds at first
 */
public record MapModel<K, V>(Map<K, V> initial) implements SequentialModel<Map<K, V>> {
  /** Keeps what it is given. */
  public MapModel {
    initial = Map.copyOf(initial);
  }

  /** One that is empty at first. */
  public MapModel() {
    this(Map.of());
  }

  /**
   * Reads the value of a key.
   *
   * @param key any
   * @return answers the value; null where there is none
   */
  public Operation<Map<K, V>, @Nullable V> get(K key) {
    return Operation.of("get(" + key + ")", key, held -> new Outcome<>(held, held.get(key)));
  }

  /**
   * Gives a key a value.
   *
   * @param key any
   * @param value what it has from then on
   * @return answers the value before; null where there was none
   */
  public Operation<Map<K, V>, @Nullable V> put(K key, V value) {
    return Operation.of(
        "put(" + key + ", " + value + ")",
        key,
        held -> {
          Map<K, V> next = new HashMap<>(held);
          V before = next.put(key, value);
          return new Outcome<>(Map.copyOf(next), before);
        });
  }

  /**
   * Removes a key.
   *
   * @param key any
   * @return answers the value before; null where there was none
   */
  public Operation<Map<K, V>, @Nullable V> remove(K key) {
    return Operation.of(
        "remove(" + key + ")",
        key,
        held -> {
          Map<K, V> next = new HashMap<>(held);
          V before = next.remove(key);
          return new Outcome<>(Map.copyOf(next), before);
        });
  }
}
