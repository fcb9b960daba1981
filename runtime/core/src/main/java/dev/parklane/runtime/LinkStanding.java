package dev.parklane.runtime;

import dev.parklane.runtime.LinkPosition.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Where a link stands, and how a cascade that fails puts that back, with the state that the link
 * was told (law F2). The turn of the link's agent writes it; any thread may read where it stands.
 */
final class LinkStanding extends Undoable {
  private final Link link;
  private volatile LinkPosition position = LinkPosition.NEW; // written in the agent's turn
  private volatile boolean opened; // any thread: it cannot be set up any more
  private boolean
      kept; // the agent's turn: whether this cascade has kept position and state already

  private record Before(LinkPosition position, @Nullable Object state) {}

  LinkStanding(Link link) {
    this.link = link;
  }

  LinkPosition position() {
    return position;
  }

  /** Whether it was opened, or is about to be. */
  boolean isOpened() {
    return opened;
  }

  void open() {
    opened = true;
  }

  void requireAlive() {
    if (position.phase() == Phase.DEAD) {
      throw new IllegalStateException(
          "[PL-F7.2] " + link + " is dead: the cascade that made it has failed; make another");
    }
  }

  void requireNew() {
    requireAlive();
    if (opened) {
      throw new IllegalStateException(
          "[PL-J1.7] " + link + " has been opened; set it up before open()");
    }
  }

  /** It goes on to this, unless the cascade fails. */
  void move(LinkPosition next) {
    keep();
    position = next;
  }

  /** It goes on to this, whatever becomes of a cascade. */
  void moveForGood(LinkPosition next) {
    position = next;
  }

  /** To be called before the link takes what it is told. */
  void keep() {
    if (!kept) {
      link.host().cascade().keepBefore(this, new Before(position, link.state()));
      kept = true;
    }
  }

  @Override
  void putBack(Object before) {
    Before was = (Before) before;
    position = was.position();
    opened = position.phase() != Phase.NEW;
    link.restore(was.state());
  }

  @Override
  void forgetKept() {
    kept = false;
  }

  /** Whether events of this attempt still count. */
  boolean isAt(Uplink uplink) {
    return position.uplink() == uplink;
  }

  /** Whether this attempt counts, or none that is to come does, as a handler of its end failed. */
  boolean hasEndedInVain(Uplink uplink) {
    return isAt(uplink) || position.isStranded();
  }
}
