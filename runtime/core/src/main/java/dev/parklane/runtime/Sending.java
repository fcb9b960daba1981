package dev.parklane.runtime;

/**
 * A message that an agent sends to another: it leaves when the cascade has succeeded (law O1).
 *
 * @param sender the plane of the agent that sends
 * @param waits whether it waits for room in the mailbox: its sender stands for a program (law O3)
 */
record Sending(Commons sender, Destination to, RootEvent message, boolean waits)
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
