package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** The way to an agent that lives elsewhere: what is sent to it is given to a {@link Delivery}. */
final class AgentElsewhere extends Destination {
  private final Delivery delivery;

  AgentElsewhere(Commons commons, String uri, Delivery delivery) {
    super(commons, uri);
    this.delivery = delivery;
  }

  @Override
  void require() {}

  @Override
  boolean takesQuestions() {
    return false;
  }

  @Override
  @Nullable AgentCell place() {
    return null;
  }

  @Override
  void deliverIfThere(RootEvent message, Departure by) {
    by.afterwards(() -> hand(message, WhenFull.DEAD_LETTER));
  }

  @Override
  boolean deliverIfOpen(RootEvent message) {
    return false; // it travels, and may be refused
  }

  /** Users' code may wait, and what is posted in this process is not to wait for it. */
  @Override
  boolean deliver(RootEvent message, WhenFull full, Departure by) {
    if (full == WhenFull.TELL) {
      return hand(message, full);
    }
    by.afterwards(() -> hand(message, full));
    return true;
  }

  private boolean hand(RootEvent message, WhenFull full) {
    try {
      if (give(message, full == WhenFull.WAIT)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailboxFullException(
          "[PL-O3.5] interrupted while waiting for room at "
              + uri()
              + ", which lives elsewhere; the message was not sent");
    } catch (Exception | LinkageError | AssertionError e) { // of the delivery, which is a user's
      if (e instanceof GuardException trip && OutsideCall.isTrip(trip)) {
        throw trip;
      }
      dead(message, DeadLetter.Reason.ELSEWHERE, FailureText.of(e), e);
      return true;
    }
    if (full == WhenFull.DEAD_LETTER) {
      dead(message, DeadLetter.Reason.MAILBOX_FULL, uri() + ", elsewhere, has no room", null);
    }
    return full == WhenFull.DEAD_LETTER;
  }

  private boolean give(RootEvent message, boolean mayWait) throws Exception {
    Handing handing = new Handing(message, mayWait);
    OutsideCall.run(commons(), "the delivery to " + uri(), () -> CallingThread.outside(handing));
    return handing.isTaken();
  }

  /** One call of the delivery. */
  private final class Handing implements Runnable {
    private final RootEvent message;
    private final boolean mayWait;
    private boolean taken;
    private @Nullable InterruptedException interrupt;

    Handing(RootEvent message, boolean mayWait) {
      this.message = message;
      this.mayWait = mayWait;
    }

    @Override
    public void run() {
      try {
        taken = message.travel(delivery, uri(), mayWait);
      } catch (InterruptedException e) {
        interrupt = e;
      }
    }

    boolean isTaken() throws InterruptedException {
      if (interrupt != null) {
        throw interrupt;
      }
      return taken;
    }
  }
}
