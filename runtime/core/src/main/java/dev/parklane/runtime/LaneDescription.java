package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lane is, for those who know it by its name alone: a gateway, a tool, another process.
 * Immutable; any thread.
 *
 * @param name by which commands and links reach it
 * @param kind as in {@code value} or {@code join value}
 * @param form what links are told; null where it takes no links
 * @param takesCommands whether commands may be sent to it by name
 * @param keys its keys; null where it has none
 * @param values its values, or the commands or messages that go through it
 */
@Experimental
public record LaneDescription(
    String name,
    String kind,
    @Nullable LinkForm form,
    boolean takesCommands,
    @Nullable Element keys,
    Element values) {
  /** Checks that what it must have is there. */
  public LaneDescription {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(values, "values");
  }

  /** {@return whether somebody outside its agent can reach it} A store is reached by nobody. */
  public boolean isReachable() {
    return form != null || takesCommands;
  }
}
