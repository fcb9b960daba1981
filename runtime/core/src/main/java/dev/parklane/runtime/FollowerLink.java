package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link that tells a {@link Follower} what a lane does, whatever form the lane has: for those who
 * know it by its name alone.
 *
 * <pre>{@code
 * new FollowerLink(client, plane.agent("/names/guests").lane("length"), follower).open();
 * }</pre>
 *
 * <p>As every link it ends with its agent or client, and with its lane; it can be written through
 * and asked for the state again.
 */
@Experimental
public final class FollowerLink extends Link implements Delivery.Following {
  private final Follower follower;

  /**
   * A link of this agent, not opened.
   *
   * @param host the agent, or a client, in whose turn the follower is told
   * @param lane the lane to follow, which need not be there yet
   * @param follower who is told
   */
  public FollowerLink(Agent host, LaneRef<?> lane, Follower follower) {
    super(host, lane, null);
    this.follower = Objects.requireNonNull(follower, () -> "the follower of " + lane);
    tellEarlyEvents();
  }

  /**
   * Lets it be made without being told the state, until {@link #sync} asks for it.
   *
   * @return this link
   * @throws IllegalStateException where it has been opened
   */
  public FollowerLink unsynced() {
    withoutSync();
    return this;
  }

  /**
   * What it does after it has ended; {@link Retry#NEVER} unless set.
   *
   * @param policy when it is made anew, and when it is given up
   * @return this link
   * @throws IllegalStateException where it has been opened
   */
  public FollowerLink retry(Retry policy) {
    setRetry(policy);
    return this;
  }

  /**
   * How many messages may wait for the follower before the link fails (law J6); 10,000 unless set.
   *
   * @param messages 1 or more
   * @return this link
   * @throws IllegalArgumentException where it is not positive
   * @throws IllegalStateException where it has been opened
   */
  public FollowerLink backlog(int messages) {
    setBacklog(messages);
    return this;
  }

  /**
   * Makes the link; an agent that is not there is made by it.
   *
   * @return this link
   * @throws NoRouteException where no route matches the URI
   * @throws IllegalStateException where it is open already
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  public FollowerLink open() {
    openLink();
    return this;
  }

  /**
   * {@inheritDoc} A write of another form than the lane's is a dead letter.
   *
   * @throws IllegalStateException where the link is not open
   */
  @Override
  public void write(LaneEvent event) {
    super.write(Objects.requireNonNull(event, () -> "a write through " + this));
  }

  @Override
  protected @Nullable Object state() {
    return null; // its follower's, which no failed cascade takes back
  }

  @Override
  protected void restore(@Nullable Object state) {}

  @Override
  protected void forget() {}

  /** It is told once more where it fails, and then not at all: what it shows is complete. */
  @Override
  protected boolean isPartOfALane() {
    return true;
  }

  @Override
  protected void linked() {}

  @Override
  protected void linked(LaneDescription lane) throws Exception {
    follower.linked(lane);
  }

  @Override
  protected void synced(@Nullable Object state) throws Exception {
    follower.synced(state);
  }

  @Override
  protected void told(LaneEvent event, boolean tell) throws Exception {
    follower.told(event);
  }

  @Override
  protected void unlinked() throws Exception {
    follower.unlinked();
  }

  @Override
  protected void failed(Throwable cause) throws Exception {
    follower.failed(cause);
  }
}
