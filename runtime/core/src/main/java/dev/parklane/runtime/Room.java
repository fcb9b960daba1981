package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The wait for room in a mailbox (law O3). Any thread that holds no mark. */
final class Room {
  private Room() {}

  private interface Wait {
    void await() throws InterruptedException;
  }

  /**
   * Waits for room for one message, until it is given up, or until there is a successor.
   *
   * @param atWork where the calling thread counts, which does not while it waits
   * @throws MailboxFullException where the thread is interrupted; it is so still
   */
  static void await(AgentCell cell, RootEvent message, @Nullable AtWork atWork) {
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
