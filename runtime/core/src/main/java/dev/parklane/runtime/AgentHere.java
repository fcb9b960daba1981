package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.Footprint;
import org.jspecify.annotations.Nullable;

/** The mailbox of an agent of this plane, there or not: the first message makes it (law L1). */
final class AgentHere extends Destination {
  private final @Nullable Route route; // null where no route matches

  private volatile @Nullable AgentCell known; // where the last message went

  AgentHere(Commons commons, String uri, @Nullable Route route, @Nullable AgentCell known) {
    super(commons, uri);
    this.route = route;
    this.known = known;
  }

  private Route route() {
    if (route == null) {
      throw commons.routes().none(uri());
    }
    return route;
  }

  @Override
  void require() {
    route();
  }

  @Override
  boolean takesQuestions() {
    return true;
  }

  @Override
  AgentCell place() {
    AgentCell cell = known;
    return cell == null ? commons.cell(uri(), route(), null) : cell;
  }

  @Override
  void deliverIfThere(RootEvent message, Departure by) {
    AgentCell there = commons.cells().get(uri());
    by.post(
        there,
        0,
        () -> {
          commons.touches("place", uri(), Footprint.Touch.LOOKS);
          AgentCell cell = commons.cells().get(uri());
          if (cell != null) {
            cell.deliver(message);
          }
        });
  }

  @Override
  boolean deliverIfOpen(RootEvent message) {
    AgentCell cell = known;
    if (cell == null) {
      return false;
    }
    message.postedNanos = commons.posting();
    return cell.deliverIfOpen(message);
  }

  @Override
  boolean deliver(RootEvent message, WhenFull full, Departure by) {
    message.postedNanos = commons.posting();
    AgentCell cell = known;
    while (true) {
      if (cell == null) {
        cell = commons.cell(uri(), route(), null);
        known = cell;
      }
      if (cell == null) {
        by.afterwards(() -> closed(message, null));
        return true;
      }
      switch (Room.post(cell, message, full == WhenFull.WAIT, commons.atWork)) {
        case QUEUED, WAKE -> {
          return true;
        }
        case FULL -> {
          if (full == WhenFull.DEAD_LETTER) {
            cell.refuseForWantOfRoom(message, by);
          }
          return full == WhenFull.DEAD_LETTER;
        }
        case RETIRED -> {
          commons.cells().remove(cell);
          cell = null;
        }
      }
    }
  }
}
