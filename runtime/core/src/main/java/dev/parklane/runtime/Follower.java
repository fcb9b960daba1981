package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside an agent who follows one of its lanes, whatever kind that is: a gateway, a tool,
 * the near end of a link between processes. It is told by a {@link FollowerLink}, by the laws of
 * links (J1, J6, J7): first {@link #linked}, then {@link #synced}, then each {@link #told}, and
 * once {@link #unlinked} or {@link #failed}. A link that is made anew begins again.
 *
 * <p>One call comes after the other, each in the turn of the agent or client that has the link. It
 * may take its time and block: meanwhile a newer value, or a newer value of the same key, stands
 * for those before it. What it throws is logged as a failure of the handler, and it is told once
 * more; where it throws again the link has failed, so that what a follower shows is never behind in
 * silence. A message is not told again (law F3).
 *
 * <p>Who does with a map what it is told has the lane's map, in its order (law M8).
 */
@Experimental
public interface Follower {
  /**
   * The link is made.
   *
   * @param lane what the lane is
   * @throws Exception what fails the call
   */
  void linked(LaneDescription lane) throws Exception;

  /**
   * The state of the lane, as of one point between cascades (law J7). It replaces all before it.
   *
   * @param state the value; of a map lane a {@code Map} in its order, which nobody changes; null
   *     where the lane has no state
   * @throws Exception what fails the call
   */
  void synced(@Nullable Object state) throws Exception;

  /**
   * What the lane has done since.
   *
   * @param event a value, a change of a map, or a message
   * @throws Exception what fails the call
   */
  void told(LaneEvent event) throws Exception;

  /**
   * The lane, or its agent, has ended.
   *
   * @throws Exception what fails the call
   */
  void unlinked() throws Exception;

  /**
   * The link could not be made, or has ended with a failure.
   *
   * @param cause the failure
   * @throws Exception what fails the call
   */
  void failed(Throwable cause) throws Exception;
}
