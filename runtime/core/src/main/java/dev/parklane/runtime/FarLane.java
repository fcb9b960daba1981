package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A lane of an agent that lives elsewhere, as one attempt of a link of this plane sees it: it tells
 * the attempt what the delivery tells of the lane. By one thread at a time.
 */
final class FarLane implements Follower {
  private final Uplink uplink;
  private final String uri;

  private volatile Delivery.@Nullable Following following; // set once, by who has asked for it

  private FarLane(Uplink uplink, String uri) {
    this.uplink = uplink;
    this.uri = uri;
  }

  /** Follows the lane of a link for this attempt. */
  static FarLane follow(Uplink uplink, Delivery by, String uri, boolean isSynced) {
    FarLane far = new FarLane(uplink, uri);
    far.following = by.follow(uri, uplink.link().lane(), isSynced, far);
    far.endIfClosed();
    return far;
  }

  /** Asks for its state. */
  void sync() {
    Delivery.Following asked = following;
    if (asked != null) {
      asked.sync();
    }
  }

  /** The observer wants no more. */
  void close() {
    Delivery.Following asked = following;
    if (asked != null) {
      asked.close();
    }
  }

  private void endIfClosed() {
    if (uplink.isClosed()) {
      close();
    }
  }

  @Override
  public void linked(LaneDescription lane) {
    LinkForm form = lane.form();
    String why = form == null ? "takes no links" : uplink.link().refuses(form);
    if (why == null) {
      uplink.attachElsewhere(lane);
    } else {
      AgentFailedException refused =
          new AgentFailedException(
              uri, "[PL-J1] lane '" + lane.name() + "' of " + uri + " " + why, null);
      String detail = String.valueOf(refused.getMessage());
      DeadLetter letter = new DeadLetter(uri, lane.name(), null, DeadLetter.Reason.NO_LINK, detail);
      uplink.observer().commons().letters().add(letter);
      uplink.end(refused);
    }
    endIfClosed();
  }

  @Override
  public void synced(@Nullable Object state) {
    uplink.sync(state);
    endIfClosed();
  }

  @Override
  public void told(LaneEvent event) {
    uplink.offer(event);
    endIfClosed();
  }

  @Override
  public void unlinked() {
    uplink.end(null);
  }

  @Override
  public void failed(Throwable cause) {
    uplink.end(cause);
  }
}
