package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves together, and becomes visible at once (law O5): first it is gathered, then the
 * mailboxes are claimed, all is posted in the order in which it was gathered, and the mark is
 * lifted; then agents are woken that were idle, and at last code of users runs that is told of it.
 *
 * <p>Of one thread.
 */
final class JointDeparture extends Departure {
  private static final Logger LOG = LoggerFactory.getLogger(JointDeparture.class);

  private final Commons sender;
  private final List<Claims.Posting> postings = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean mayWait;
  private @Nullable RuntimeException thrown; // what the one who sends has to know

  /** Of an agent of this plane, or of a program that counts as at work there. */
  JointDeparture(Commons sender) {
    this.sender = sender;
  }

  @Override
  void post(@Nullable Mailbox to, int messages, Runnable posting) {
    postings.add(new Claims.Posting((AgentCell) to, false, messages, posting));
  }

  @Override
  void postToPlace(@Nullable Mailbox to, int messages, Runnable posting) {
    postings.add(new Claims.Posting((AgentCell) to, true, messages, posting));
  }

  @Override
  void afterwards(Runnable act) {
    afterwards.add(act);
  }

  @Override
  boolean mayWait() {
    return mayWait;
  }

  /**
   * Posts all that was gathered.
   *
   * @param waits whether it waits for room in mailboxes, before anything is posted
   * @throws MailboxFullException where it was interrupted as it waited; what there was room for is
   *     posted, the rest became dead letters
   * @throws GuardException where a bound has ended a publication (law G4)
   */
  void go(boolean waits) {
    Mark mark = postings.size() > 1 ? claim(waits) : null;
    mayWait = mark == null;
    try {
      for (int i = 0; i < postings.size(); i++) {
        run(postings.get(i).act());
      }
    } finally {
      if (mark != null) {
        mark.lift();
      }
    }
    for (int i = 0; i < afterwards.size(); i++) { // what is told may add to it
      run(afterwards.get(i));
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  /** The mark behind which it posts; null where it could not be set, or there is no room ever. */
  private @Nullable Mark claim(boolean waits) {
    try {
      Claims claims = new Claims(postings, afterwards);
      try {
        return waits ? claims.takeWithRoom(sender.atWork()) : claims.take();
      } catch (MailboxFullException e) {
        thrown = e;
        return claims.take();
      }
    } catch (OutOfMemoryError e) {
      LOG.error(
          "[PL-O5] no memory to let all that leaves be seen at once: it leaves one by one", e);
      return null;
    }
  }

  /** No memory, most likely: the others leave all the same. */
  private void run(Runnable act) {
    try {
      act.run();
    } catch (MailboxFullException e) { // an interrupt: there may be room for the others
      thrown = e;
    } catch (RuntimeException | Error e) {
      if (e instanceof GuardException trip && OutsideCall.isTrip(trip)) {
        thrown = trip;
      } else {
        LOG.error("[PL-O1.2] something that was sent could not leave", e);
      }
    }
  }
}
