package dev.parklane.testkit.recorded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that came to a plane from outside of it.
 *
 * @param time when, from the first on; null where nobody knows
 * @param kind what it was
 * @param to the URI of an agent, a topic, or an endpoint
 * @param lane of the agent; empty where it is for none
 * @param value what it carried, where that is known as an object
 * @param text the same as a trace has it; null where there is none
 */
public record Input(
    @Nullable Duration time,
    Kind kind,
    String to,
    String lane,
    @Nullable Object value,
    @Nullable String text) {
  /** What it was. */
  public enum Kind {
    /** A command to a lane. */
    COMMAND("command to"),
    /** The value of a lane is set. */
    WRITE("write to"),
    /** A publication on a topic. */
    PUBLICATION("publication on"),
    /** A message to an endpoint that nobody answers. */
    MESSAGE("message to"),
    /** A message to an endpoint that is answered. */
    REQUEST("request to"),
    /** The wish that an agent stops. */
    STOP("stop of");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** {@return whether it carries something} */
  public boolean hasValue() {
    return kind != Kind.STOP;
  }

  /** As in {@code command to /till sell "tea"}. */
  @Override
  public String toString() {
    Object carried = value == null ? text : value;
    return kind.words
        + " "
        + to
        + (lane.isEmpty() ? "" : " " + lane)
        + (carried == null ? "" : " " + carried);
  }
}
