package dev.parklane.runtime.persistent;

import java.util.List;
import java.util.Map;

/**
 * A run of writes, each of which can be done to a persistent map and to the mutable map that is its
 * model.
 *
 * @param keys every key that the writes may name
 */
record Writes(List<Key> keys, List<Write> steps) {

  /** One write. */
  sealed interface Write {
    default PersistentMap<Key, String> appliedTo(PersistentMap<Key, String> map) {
      return switch (this) {
        case Put(Key key, String value) -> map.with(key, value);
        case Remove(Key key) -> map.without(key);
        case Clear() -> map.cleared();
      };
    }

    default void doneTo(Map<Key, String> model) {
      switch (this) {
        case Put(Key key, String value) -> model.put(key, value);
        case Remove(Key key) -> model.remove(key);
        case Clear() -> model.clear();
      }
    }
  }

  record Put(Key key, String value) implements Write {}

  record Remove(Key key) implements Write {}

  record Clear() implements Write {}
}
