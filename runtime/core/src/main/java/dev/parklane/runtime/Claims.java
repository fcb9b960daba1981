package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes that a departure has for itself while it posts. Everybody claims them in one order,
 * so that nobody waits in a circle. Of one thread.
 */
final class Claims {
  private static final Comparator<Claim> ORDER =
      Comparator.<Claim>comparingInt(claim -> claim.cell.uri().hashCode())
          .thenComparing(claim -> claim.cell.uri())
          .thenComparingLong(claim -> claim.cell.commons().number());

  private final List<Claim> claims = new ArrayList<>(); // in that order, each place once
  private final List<Runnable> afterwards;

  private static final class Claim {
    private AgentCell cell;
    private final boolean isPlace;
    private int messages;
    private boolean taken;

    Claim(AgentCell cell, JointDeparture.Posting posting) {
      this.cell = cell;
      this.isPlace = posting.isPlace();
      this.messages = posting.messages();
    }
  }

  Claims(List<JointDeparture.Posting> postings, List<Runnable> afterwards) {
    this.afterwards = afterwards;
    List<Claim> all = new ArrayList<>();
    for (JointDeparture.Posting posting : postings) {
      AgentCell to = posting.to();
      if (to != null) {
        all.add(new Claim(to, posting));
      }
    }
    all.sort(ORDER);
    for (Claim claim : all) {
      Claim last = claims.isEmpty() ? null : claims.getLast();
      if (last != null && last.cell == claim.cell && last.isPlace == claim.isPlace) {
        last.messages += claim.messages;
      } else {
        claims.add(claim);
      }
    }
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
      Claim full = take(mark, true);
      if (full == null) {
        return mark;
      }
      release(mark);
      if (full.messages > full.cell.capacity()) {
        return null;
      }
      Room.await(full.cell, full.messages, atWork);
    }
  }

  /** Claims all or, where that throws, none; gives the first that has no room. */
  private @Nullable Claim take(Mark mark, boolean withRoom) {
    boolean done = false;
    try {
      Claim full = takeInOrder(mark, withRoom);
      done = true;
      return full;
    } finally {
      if (!done) { // no memory: nobody may wait for what nobody will lift
        release(mark);
      }
    }
  }

  private @Nullable Claim takeInOrder(Mark mark, boolean withRoom) {
    for (Claim claim : claims) {
      int places = withRoom ? claim.messages : 0;
      Mailbox.Claimed claimed = claim.cell.claim(mark, places);
      while (claimed == Mailbox.Claimed.RETIRED && claim.isPlace) {
        AgentCell next =
            claim.cell.commons().cell(claim.cell.uri(), claim.cell.route(), claim.cell);
        if (next == null) {
          break; // the plane is closed
        }
        claim.cell = next;
        claimed = next.claim(mark, places);
      }
      if (claimed == Mailbox.Claimed.FULL) {
        return claim;
      }
      claim.taken = claimed == Mailbox.Claimed.TAKEN;
    }
    return null;
  }

  private void release(Mark mark) {
    for (Claim claim : claims) {
      if (claim.taken) {
        claim.cell.unclaim(mark);
        claim.taken = false;
      }
    }
    mark.lift();
  }
}
