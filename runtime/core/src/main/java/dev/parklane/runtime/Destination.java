package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** Where the messages to one URI go. Any thread. */
abstract class Destination {
  final Commons commons;
  private final String uri;

  Destination(Commons commons, String uri) {
    this.commons = commons;
    this.uri = uri;
  }

  final Commons commons() {
    return commons;
  }

  final String uri() {
    return uri;
  }

  /**
   * Takes a message of somebody whom the plane has let in, or makes it a dead letter.
   *
   * @return false where there is no room, and the sender is to be told
   */
  abstract boolean deliver(RootEvent message, WhenFull full, Departure by);

  /** The place that a message would go to now; null where there is none in this process. */
  abstract @Nullable AgentCell place();

  /** Whether they are of this plane and of this URI. */
  final boolean isPlaceOf(Instance agent) {
    return agent.cell().commons() == commons && agent.uri().equals(uri);
  }

  /** Delivers to the agent if it is there, and does nothing if it is not. */
  abstract void deliverIfThere(RootEvent message, Departure by);

  /**
   * Refuses a URI to which nothing can be sent.
   *
   * @throws NoRouteException where no route matches it
   */
  abstract void require();

  /** Whether a question can go there: not where the agent lives elsewhere. */
  abstract boolean takesQuestions();

  /** Refuses as {@link #require} does, and makes the message a dead letter. */
  final void require(RootEvent message) {
    try {
      require();
    } catch (NoRouteException none) {
      dead(message, DeadLetter.Reason.NO_ROUTE, String.valueOf(none.getMessage()), none);
      throw none;
    }
  }

  /** Takes a message of somebody outside the plane. */
  final boolean deliverFromOutside(RootEvent message, WhenFull full) {
    return (full == WhenFull.WAIT && deliverIfOpen(message))
        || deliverFromOutside(message, full, Departure.AT_ONCE);
  }

  /** Takes a message of somebody outside the plane, unless something is in its way. */
  abstract boolean deliverIfOpen(RootEvent message);

  private boolean deliverFromOutside(RootEvent message, WhenFull full, Departure by) {
    PlaneLife life = commons.life;
    life.enter(uri);
    try {
      return deliver(message, full, by);
    } finally {
      life.leave();
    }
  }

  /** Keeps a message of the agent that calls until its cascade has succeeded (law O1). */
  final void leaves(Cascade cascade, RootEvent message) {
    CascadeTracer.tellSent(cascade, uri, message.message(), message.value());
    Commons from = AgentCell.of(cascade).commons();
    cascade.leaves(new Sending(from, this, message, cascade.host().isProgram()));
  }

  /** Delivers what a cascade has sent; a plane that is closed to it makes it a dead letter. */
  final void deliverFrom(Commons sender, RootEvent message, boolean waits, Departure by) {
    WhenFull full = waits && by.mayWait() ? WhenFull.WAIT : WhenFull.DEAD_LETTER;
    try {
      if (sender == commons) {
        deliver(message, full, by);
      } else {
        deliverFromOutside(message, full, by);
      }
    } catch (PlaneClosedException e) {
      by.afterwards(() -> closed(message, e));
    } catch (OutOfMemoryError e) {
      by.afterwards(() -> message.notWoken(commons, uri, e));
    }
  }

  /** Makes a message a dead letter that came when the plane was closed. */
  final void closed(RootEvent message, @Nullable Throwable cause) {
    dead(message, DeadLetter.Reason.PLANE_CLOSED, "the plane is closed", cause);
  }

  final void dead(
      RootEvent message, DeadLetter.Reason reason, String why, @Nullable Throwable cause) {
    commons.letters().add(uri, message, reason, why, cause);
  }

  /**
   * A message that an agent sends to another: it leaves when the cascade has succeeded (law O1).
   *
   * @param sender the plane of the agent that sends
   * @param waits whether it waits for room in the mailbox: its sender stands for a program (law O3)
   */
  private record Sending(Commons sender, Destination to, RootEvent message, boolean waits)
      implements Outbox.Leaving {
    @Override
    public boolean isAlone() {
      return true;
    }

    @Override
    public void leave(Departure by) {
      if (by == Departure.AT_ONCE) {
        to.deliverFrom(sender, message, waits, by);
      } else {
        by.postToPlace(
            to.place(),
            message.isMessage() ? 1 : 0,
            () -> to.deliverFrom(sender, message, waits, by));
      }
    }
  }
}
