package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/**
 * Brings messages to agents that live elsewhere: on another plane, in another process. A plane is
 * given one for the URIs that it does not have itself, by {@link PlaneBuilder#elsewhere}; at the
 * other end a {@link Residents} takes what has come, and is a delivery too.
 *
 * <p>Called by many threads at once. What one sender sends to one agent comes by calls one after
 * the other, in the order in which it was sent, and must get there in that order (law E1). What a
 * cascade sends comes when the cascade has succeeded (law O1), and there is no more joint
 * departure: what it sends to several agents is not seen at once (law O5 holds within a process).
 */
@Experimental
public interface Delivery {
  /**
   * Takes a message. Where this returns true, the message gets there, or becomes a dead letter
   * there, or its {@link Parcel} is told that it has failed: never silence.
   *
   * @param parcel what is sent, and where to
   * @param mayWait whether to wait for room: where there is none and it may not wait, the message
   *     is refused
   * @return false where there is no room, and nothing was taken (law O3)
   * @throws InterruptedException where the thread is interrupted as it waits; nothing was taken
   * @throws RuntimeException where it cannot be delivered; nothing was taken, and it is a dead
   *     letter of the sender's plane
   */
  boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException;

  /**
   * Follows a lane of an agent that lives elsewhere, for a link of this plane.
   *
   * @param uri of the agent
   * @param lane the name of the lane
   * @param isSynced whether it is told the state when it is made
   * @param follower is told, by one thread at a time, in order; its calls return at once
   * @return what the one who follows asks for
   * @throws RuntimeException where it cannot be followed: the link has failed
   */
  Following follow(String uri, String lane, boolean isSynced, Follower follower);

  /** What one who follows a lane asks for. Any thread. */
  @Experimental
  interface Following {
    /** Asks for the state of the lane, now or once more (law J7). */
    void sync();

    /** Ends it: the follower is told nothing any more. */
    void close();
  }
}
