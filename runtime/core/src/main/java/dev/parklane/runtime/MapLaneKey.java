package dev.parklane.runtime;

import dev.parklane.runtime.store.Codec;
import java.util.Objects;

/**
 * What a lane with keys is called and what it holds, said once, as a {@link LaneKey} says it of a
 * lane without. Immutable; any thread.
 *
 * <pre>{@code
 * public static final MapLaneKey<String, Airport> AIRPORTS =
 *     MapLaneKey.of("airports", String.class, Airport.class);
 * }</pre>
 *
 * @param <K> the type of its keys
 * @param <V> the type of its values
 */
public final class MapLaneKey<K, V> {
  private final LaneKey<K> keys;
  private final LaneKey<V> values;

  private MapLaneKey(LaneKey<K> keys, LaneKey<V> values) {
    this.keys = keys;
    this.values = values;
  }

  /**
   * {@return the key of a lane with keys and values of these classes, in the form of {@link
   * dev.parklane.runtime.store.Codecs#of(Class)} where a class has one}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name not blank
   * @param keys the class of the keys
   * @param values the class of the values
   * @throws IllegalArgumentException where the name is blank, or a type {@code void}
   */
  public static <K, V> MapLaneKey<K, V> of(String name, Class<K> keys, Class<V> values) {
    return new MapLaneKey<>(LaneKey.of(name, keys), LaneKey.of(name, values));
  }

  /**
   * {@return the key of a lane with keys and values that these codecs are for}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name not blank
   * @param keys how a key becomes bytes, and bytes a key; equal keys have equal bytes
   * @param values how a value becomes bytes, and bytes a value
   * @throws IllegalArgumentException where the name is blank
   */
  public static <K, V> MapLaneKey<K, V> of(String name, Codec<K> keys, Codec<V> values) {
    return new MapLaneKey<>(LaneKey.of(name, keys), LaneKey.of(name, values));
  }

  /**
   * {@return the key of a lane with keys of this class, and values that this codec is for}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name not blank
   * @param keys the class of the keys
   * @param values how a value becomes bytes, and bytes a value
   * @throws IllegalArgumentException where the name is blank, or the type {@code void}
   */
  public static <K, V> MapLaneKey<K, V> of(String name, Class<K> keys, Codec<V> values) {
    return new MapLaneKey<>(LaneKey.of(name, keys), LaneKey.of(name, values));
  }

  /** {@return the name of the lane} */
  public String name() {
    return values.name();
  }

  /** {@return the type of the keys, and their codec} */
  public Element keys() {
    return keys.values();
  }

  /** {@return the type of the values, and their codec} */
  public Element values() {
    return values.values();
  }

  LaneKey<K> ofKeys() {
    return keys;
  }

  LaneKey<V> ofValues() {
    return values;
  }

  /** Whether the other has the same name, types and codecs. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MapLaneKey<?, ?> key
        && keys.equals(key.keys)
        && values.equals(key.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, values);
  }

  /** As in {@code airports: java.lang.String to shop.Airport}. */
  @Override
  public String toString() {
    return name() + ": " + keys() + " to " + values();
  }
}
