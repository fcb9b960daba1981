package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a message gets into a mailbox that may be full (law O3). Any thread that holds no mark. */
final class Room {
  private Room() {}

  private interface Wait {
    void await() throws InterruptedException;
  }

  /**
   * Posts a message, and wakes the agent if it is idle.
   *
   * @param waits whether to wait for room, until the message is given up or there is a successor
   * @param atWork where the calling thread counts, which does not while it waits
   * @return as the mailbox says; that it is queued, also where it was given up meanwhile
   * @throws MailboxFullException where the thread is interrupted as it waits; it is so still
   */
  static Mailbox.Posted post(
      AgentCell cell, RootEvent message, boolean waits, @Nullable AtWork atWork) {
    if (!waits) {
      return cell.tryDeliverNow(message);
    }
    Mailbox.Posted posted = cell.tryDeliver(message);
    if (posted == Mailbox.Posted.FULL) {
      message.whenGivenUp(cell::tellOfRoom);
    }
    while (posted == Mailbox.Posted.FULL) {
      await(cell, message, atWork);
      posted = message.isGivenUp() ? Mailbox.Posted.QUEUED : cell.tryDeliver(message);
    }
    return posted;
  }

  private static void await(AgentCell cell, RootEvent message, @Nullable AtWork atWork) {
    await(
        cell,
        () -> cell.hasRoom() || message.isGivenUp(),
        atWork,
        () -> cell.awaitRoom(message, atWork));
  }

  /**
   * Waits for room for so many messages, or until there is a successor.
   *
   * @param atWork where the calling thread counts, which does not while it waits
   * @throws MailboxFullException where the thread is interrupted; it is so still
   */
  static void await(AgentCell cell, int messages, AtWork atWork) {
    await(cell, () -> cell.hasRoom(messages), atWork, () -> cell.awaitRoom(messages, atWork));
  }

  private static void await(
      AgentCell cell, BooleanSupplier done, @Nullable AtWork atWork, Wait wait) {
    AskGraph.enter(null, cell.place());
    ExclusiveContext left =
        ExclusiveContext.leave(); // who makes room may need the guest that the thread is in
    try {
      cell.commons().drive().away(done, atWork);
      wait.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailboxFullException(
          ("[PL-O3.4] interrupted while waiting for room in the mailbox of %s, which holds %d messages; the"
                  + " message was not sent")
              .formatted(cell.uri(), cell.capacity()));
    } finally {
      ExclusiveContext.comeBack(left);
      AskGraph.leave(null, cell.place());
    }
  }
}
