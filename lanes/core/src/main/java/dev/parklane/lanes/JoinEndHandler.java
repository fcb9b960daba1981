package dev.parklane.lanes;

import dev.parklane.runtime.event.Handler;
import org.jspecify.annotations.Nullable;

/**
 * A handler of {@code onEnd}: one of the links of a join lane has ended.
 *
 * @param <L> what the links of the lane are known by
 */
@FunctionalInterface
public interface JoinEndHandler<L> {
  /**
   * Called like {@link Handler#handle}; says what shall become of the link. Where it throws, and
   * the agent lives on, the answer is {@link JoinAnswer#ABANDON}.
   *
   * @param link the key of the link
   * @param cause why it has failed, or null where the lane at its other end has ended
   * @return whether the link is made anew or given up, and whether what it told stays; not null
   * @throws Exception what fails the cascade (law F1)
   */
  JoinAnswer handle(L link, @Nullable Throwable cause) throws Exception;
}
