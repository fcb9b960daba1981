package dev.parklane.stress;

import java.util.Map;

/** What a publisher does to its lanes. */
sealed interface Edit {
  /** Sets the value. */
  record Set(int value) implements Edit {}

  /** Puts a key. */
  record Put(int key, int value) implements Edit {}

  /** Removes a key. */
  record Remove(int key) implements Edit {}

  /** Clears the map. */
  record Clear() implements Edit {}

  /** Replaces the map. */
  record ReplaceAll(Map<Integer, Integer> entries) implements Edit {}

  /** Keeps the first keys. */
  record Take(int count) implements Edit {}

  /** Removes the first keys. */
  record Drop(int count) implements Edit {}

  /** Fails the cascade. */
  record Fail() implements Edit {}
}
