package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** How something that leaves an agent or a program gets into mailboxes (law O5). */
abstract class Departure {
  /** By itself: whatever is posted is visible when it is. */
  static final Departure AT_ONCE =
      new Departure() {
        @Override
        void post(@Nullable Mailbox to, int messages, Runnable posting) {
          posting.run();
        }

        @Override
        void postToPlace(@Nullable Mailbox to, int messages, Runnable posting) {
          posting.run();
        }

        @Override
        void afterwards(Runnable act) {
          act.run();
        }

        @Override
        boolean mayWait() {
          return true;
        }
      };

  /**
   * Posts to one mailbox, in its place among all else that leaves.
   *
   * @param to whose mailbox that is; null where there is none
   * @param messages how many of them count for its bound
   * @param posting posts, and nothing else: it must neither wait nor run code of users
   */
  abstract void post(@Nullable Mailbox to, int messages, Runnable posting);

  /** Posts to the mailbox of whoever is at that place then: to its successor if need be. */
  abstract void postToPlace(@Nullable Mailbox to, int messages, Runnable posting);

  /** Runs what may wait or run code of users, when all is posted and can be seen. */
  abstract void afterwards(Runnable act);

  /** Whether a posting may wait for room, because nothing stands behind a mark. */
  abstract boolean mayWait();
}
