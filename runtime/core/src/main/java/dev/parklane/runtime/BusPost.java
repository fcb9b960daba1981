package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.runtime.recording.FailureEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Brings one message of the bus to one handler: into a mailbox, or by a call on this thread. */
final class BusPost {
  private static final Logger LOG = LoggerFactory.getLogger(BusPost.class);

  private final Commons commons;

  BusPost(Commons commons) {
    this.commons = commons;
  }

  /** Whether the calling thread, which runs in no cascade, may wait for room in a mailbox. */
  static boolean mayWait() {
    return CallingThread.mayWait();
  }

  /** Does what a cascade has left to do, unless it was of another plane and this one is closing. */
  void from(Commons sender, String destination, Object message, Departure by, Runnable delivery) {
    if (sender == commons) {
      delivery.run();
      return;
    }
    try {
      commons.life().enter(destination);
    } catch (PlaneClosedException e) {
      by.afterwards(() ->
          deadLetter(destination, message, DeadLetter.Reason.PLANE_CLOSED, "the plane is closed"));
      return;
    }
    try {
      delivery.run();
    } finally {
      commons.life().leave();
    }
  }

  /**
   * Delivers to an agent, or calls a handler that belongs to none.
   *
   * @param event the message, or the request that it came in
   * @param waits whether the caller, who counts as at work, waits for room in a mailbox (law O3)
   */
  void deliver(BusRegistration to, String destination, Object event, boolean waits, Departure by) {
    Instance owner = to.owner();
    if (owner != null) {
      BusDelivery message = new BusDelivery(to, destination, event);
      by.post(owner.cell(), 1, () -> post(owner.cell(), message, waits && by.mayWait(), by));
    } else {
      by.afterwards(() -> callIfThere(to, destination, event));
    }
  }

  /** Calls a handler that belongs to no agent. */
  private void callIfThere(BusRegistration to, String destination, Object event) {
    if (!to.isThere() && !(event instanceof BusRequest)) {
      return; // another handler of the message has closed it (law B5)
    }
    if (CallingThread.cell() == null) {
      call(to, destination, event);
    } else {
      CallingThread.outside(() -> call(to, destination, event));
    }
  }

  private void post(AgentCell cell, BusDelivery message, boolean waits, Departure by) {
    message.postedNanos = commons.posting();
    switch (Room.post(cell, message, waits, commons.atWork())) {
      case QUEUED, WAKE -> {}
      case FULL -> cell.refuseForWantOfRoom(message, by);
      case RETIRED -> by.afterwards(() -> ended(cell, message));
    }
  }

  private void ended(AgentCell cell, BusDelivery message) {
    commons
        .letters()
        .add(cell.uri(), message, DeadLetter.Reason.ENDED, cell.uri() + " has ended", null);
  }

  /**
   * What it throws keeps the message from nobody else (law B7), and is told (law F5); but a bound
   * that it trips ends the whole publication (law G4).
   */
  private void call(BusRegistration to, String destination, Object event) {
    try {
      OutsideCall.run(commons, "'" + destination + "'", () -> to.handler().handle(event));
    } catch (Throwable t) { // also StackOverflowError and OutOfMemoryError (law F6)
      if (event instanceof BusRequest request && request.correlation() != null) {
        request.correlation().fail(t);
      }
      if (t instanceof GuardException trip && OutsideCall.isTrip(trip)) {
        throw trip;
      }
      Cause cause = Cause.of("handler of no agent failed", "bus:", destination, t);
      if (commons.failures().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error(
            "[PL-B7] bus: a handler of '{}', which belongs to no agent, failed", destination, t);
      }
      if (PlaneEvents.mayBeWanted()) {
        FailureEvent.write(
            "bus",
            to.handlerName().lane(),
            to.handlerName().event(),
            to.handlerName().toString(),
            FailureText.of(t),
            "go on");
      }
    }
  }

  /** A message was for an agent that has ended (law B8). */
  void ended(String uri, String destination, Object value) {
    String why = uri + " has ended";
    commons.letters().add(new DeadLetter(uri, destination, value, DeadLetter.Reason.ENDED, why));
  }

  /** A message or an answer reaches nobody. */
  void deadLetter(String destination, Object value, DeadLetter.Reason reason, String detail) {
    commons.letters().add(new DeadLetter("bus:" + destination, destination, value, reason, detail));
  }
}
