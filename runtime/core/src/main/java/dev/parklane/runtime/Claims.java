package dev.parklane.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes that a departure has for itself while it posts. Everybody claims them in one order,
 * so that nobody waits in a circle. Of one thread.
 */
final class Claims {
  private final Posting[] inOrder; // of those that have a mailbox
  private final List<Runnable> afterwards;

  /** Something to be posted, and what it claims for that. */
  static final class Posting {
    private final @Nullable AgentCell to;
    private final boolean isPlace;
    private final int messages;
    private final Runnable act;
    private @Nullable AgentCell last; // that, or who has its place when it was last claimed
    private boolean claims; // it does, for all that are to the same mailbox

    /**
     * One of a departure.
     *
     * @param to whose mailbox it is for; null where there is none
     * @param isPlace whether a successor gets it where that has left
     * @param messages how many it is for the bound of that mailbox
     */
    Posting(@Nullable AgentCell to, boolean isPlace, int messages, Runnable act) {
      this.to = to;
      last = to;
      this.isPlace = isPlace;
      this.messages = messages;
      this.act = act;
    }

    /** What posts it, when all is claimed. */
    Runnable act() {
      return act;
    }

    private AgentCell last() {
      return Objects.requireNonNull(last);
    }

    private boolean isToTheSame(Posting other) {
      return to == other.to && isPlace == other.isPlace;
    }

    private int compareTo(Posting other) {
      AgentCell cell = last();
      AgentCell others = other.last();
      int byHash = Integer.compare(cell.uri.hashCode(), others.uri.hashCode());
      if (byHash != 0 || cell == others) {
        return byHash;
      }
      int byUri = cell.uri.compareTo(others.uri);
      return byUri == 0 ? Long.compare(cell.commons.number(), others.commons.number()) : byUri;
    }
  }

  Claims(List<Posting> postings, List<Runnable> afterwards) {
    this.afterwards = afterwards;
    Posting[] all = new Posting[postings.size()];
    int size = 0;
    for (int i = 0; i < all.length; i++) {
      Posting posting = postings.get(i);
      if (posting.to != null) {
        all[size++] = posting;
      }
    }
    inOrder = size == all.length ? all : Arrays.copyOf(all, size);
    Arrays.sort(inOrder, Posting::compareTo);
  }

  /** Claims them all, whether there is room in them or not. */
  Mark take() {
    Mark mark = new Mark(afterwards);
    take(mark, false);
    return mark;
  }

  /**
   * Claims them all when there is room in each. Holds none while it waits for that.
   *
   * @param atWork where the calling thread counts
   * @return null where one could never hold all that it shall
   * @throws MailboxFullException where the thread was interrupted; nothing is claimed
   */
  @Nullable Mark takeWithRoom(AtWork atWork) {
    while (true) {
      Mark mark = new Mark(afterwards);
      int full = take(mark, true);
      if (full < 0) {
        return mark;
      }
      release(mark);
      AgentCell cell = inOrder[full].last();
      int messages = messages(full, endOfSame(full));
      if (messages > cell.capacity()) {
        return null;
      }
      Room.await(cell, messages, atWork);
    }
  }

  /** Claims all or, where that throws, none; gives the first that has no room, or -1. */
  private int take(Mark mark, boolean withRoom) {
    boolean done = false;
    try {
      int full = takeInOrder(mark, withRoom);
      done = true;
      return full;
    } finally {
      if (!done) { // no memory: nobody may wait for what nobody will lift
        release(mark);
      }
    }
  }

  private int takeInOrder(Mark mark, boolean withRoom) {
    int next;
    for (int i = 0; i < inOrder.length; i = next) {
      next = endOfSame(i);
      Posting first = inOrder[i];
      int places = withRoom ? messages(i, next) : 0;
      AgentCell cell = first.last();
      Mailbox.Claimed claimed = cell.claim(mark, places);
      while (claimed == Mailbox.Claimed.RETIRED && first.isPlace) {
        AgentCell successor = cell.commons.cell(cell.uri, cell.route, cell);
        if (successor == null) {
          break; // the plane is closed
        }
        cell = successor;
        first.last = successor;
        claimed = cell.claim(mark, places);
      }
      if (claimed == Mailbox.Claimed.FULL) {
        return i;
      }
      first.claims = claimed == Mailbox.Claimed.TAKEN;
    }
    return -1;
  }

  private int endOfSame(int first) {
    int end = first + 1;
    while (end < inOrder.length && inOrder[end].isToTheSame(inOrder[first])) {
      end++;
    }
    return end;
  }

  private int messages(int from, int to) {
    int messages = 0;
    for (int i = from; i < to; i++) {
      messages += inOrder[i].messages;
    }
    return messages;
  }

  private void release(Mark mark) {
    for (Posting posting : inOrder) {
      if (posting.claims) {
        posting.last().unclaim(mark);
        posting.claims = false;
      }
    }
    mark.lift();
  }
}
