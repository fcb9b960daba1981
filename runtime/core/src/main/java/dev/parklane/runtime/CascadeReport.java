package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a cascade came to, as a {@link PlaneListener} is told. Immutable.
 *
 * @param uri of the agent in which it ran
 * @param route the pattern that the agent was made by
 * @param rootEvent what it began with, as in {@code addName.onCommand}
 * @param waited how long that was in the mailbox; zero where nobody has posted it
 * @param took from its first handler to the commit or the end of the roll-back, with all that its
 *     handlers waited for
 * @param handlers how many handlers have run
 * @param greatestDepth how many writers were parked at once, at the most
 * @param pending how many messages waited in the agent's mailbox when it was over
 * @param failedIn the handler in which it failed, as in {@code length.onSet}; null where it has not
 * @param failure why it has failed; null where it has not
 */
@Experimental
public record CascadeReport(
    String uri,
    String route,
    String rootEvent,
    Duration waited,
    Duration took,
    int handlers,
    int greatestDepth,
    int pending,
    @Nullable String failedIn,
    @Nullable Throwable failure) {
  /** {@return whether it has succeeded} */
  public boolean succeeded() {
    return failure == null;
  }
}
