package dev.parklane.runtime;

import dev.parklane.runtime.address.LoneSurrogate;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lane is called and what it holds, said once: the agent that declares the lane and those
 * who send to it, read it or link to it share it. Immutable; any thread.
 *
 * <pre>{@code
 * public static final LaneKey<Integer> LENGTH = LaneKey.of("length", Integer.class);
 *
 * private final ValueLane<Integer> length = new ValueLane<>(this, LENGTH, 0); // in the agent
 *
 * int now = plane.agent("/names/guests").get(LENGTH); // outside of it
 * }</pre>
 *
 * <p>So the compiler checks what else is a text and a cast; and the lane knows its type, so that
 * what comes from outside its agent is checked before the lane changes (law M9), and a store finds
 * its codec. A lane with keys of its own has a {@link MapLaneKey}.
 *
 * @param <T> the type of its values, or of its commands or messages
 */
public final class LaneKey<T> {
  private final String name;
  private final Element values;

  private LaneKey(String name, Element values) {
    this.name = requireName(name);
    this.values = values;
  }

  static String requireName(String name) {
    Objects.requireNonNull(name, "the name of a lane");
    if (name.isBlank()) {
      throw new IllegalArgumentException("[PL-L1.8] the key of a lane has a blank name; name it");
    }
    LoneSurrogate.requireNone("the key of a lane", name);
    return name;
  }

  /**
   * {@return the key of a lane that holds values of a class, in the form of {@link
   * dev.parklane.runtime.store.Codecs#of(Class)} where the class has one}
   *
   * @param <T> the type of the values
   * @param name not blank
   * @param type their class; {@code int.class} is {@code Integer} (law B8)
   * @throws IllegalArgumentException where the name is blank, or the type {@code void}
   */
  public static <T> LaneKey<T> of(String name, Class<T> type) {
    return new LaneKey<>(name, Element.inItsForm(type));
  }

  /**
   * {@return the key of a lane that holds what a codec is for: for types that a class cannot name,
   * and for forms of one's own}
   *
   * @param <T> the type of the values
   * @param name not blank
   * @param codec how a value becomes bytes, and bytes a value
   * @throws IllegalArgumentException where the name is blank
   */
  public static <T> LaneKey<T> of(String name, Codec<T> codec) {
    return new LaneKey<>(name, Element.of(Objects.requireNonNull(codec, "codec")));
  }

  /** {@return the name of the lane} */
  public String name() {
    return name;
  }

  /** {@return the type of the values, and their codec} */
  public Element values() {
    return values;
  }

  /** Whether the other has the same name, and the same type and codec. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LaneKey<?> key && name.equals(key.name) && values.equals(key.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + values.hashCode();
  }

  /** As in {@code length: java.lang.Integer}. */
  @Override
  public String toString() {
    return name + ": " + values;
  }
}
