package dev.parklane.runtime;

import dev.parklane.runtime.store.StateChange;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the changes of one lane leave its agent when a cascade has succeeded (law O1): to the links
 * that others have to it, and to the store that keeps it. A lane that has neither has no outlet.
 *
 * <p>Only the thread whose turn it is touches it.
 */
final class Outlet implements Outbox.Leaving {
  private static final Recipient[] NONE = {};

  private final Lane lane;
  private Recipient[] recipients = NONE; // replaced as a whole
  private boolean kept; // in the store of the agent
  private @Nullable LaneChanges changes; // of the cascade that runs

  Outlet(Lane lane) {
    this.lane = lane;
  }

  /** Whether anybody wants to know what the lane does. */
  boolean isOpen() {
    return kept || recipients.length > 0;
  }

  boolean hasLinks() {
    return recipients.length > 0;
  }

  boolean isKept() {
    return kept;
  }

  void keepInStore(boolean keep) {
    kept = keep;
  }

  /** Keeps an event until the cascade has succeeded. */
  void add(LaneEvent event, Cascade cascade) {
    if (event instanceof LaneEvent.Message message) {
      cascade.leaves(new Supplied(this, message));
      return;
    }
    if (changes == null) {
      changes = new LaneChanges();
      cascade.leaves(this);
    }
    changes.add(event);
  }

  /**
   * The changes of this cascade as its store shall keep them.
   *
   * @throws IllegalStateException where the codec of the lane has no form for one of them
   */
  void save(Consumer<StateChange> to) {
    LaneChanges made = changes;
    if (kept && made != null) {
      try {
        made.forEachState(event -> lane.save(event, to));
      } catch (RuntimeException e) { // a codec knows no lane
        throw new IllegalStateException(
            "[PL-D1] " + lane + " cannot be kept: " + FailureText.of(e), e);
      }
    }
  }

  /** A message that its lane sends to all links. */
  private record Supplied(Outlet outlet, LaneEvent.Message message) implements Outbox.Leaving {
    @Override
    public boolean isAlone() {
      return outlet.recipients.length <= 1;
    }

    @Override
    public void leave(Departure by) {
      outlet.offer(message, by);
    }
  }

  @Override
  public boolean isAlone() {
    return recipients.length == 0
        || (recipients.length == 1 && changes != null && changes.isSingle());
  }

  @Override
  public void leave(Departure by) {
    LaneChanges made = changes;
    if (made != null) {
      made.forEach(event -> offer(event, by));
    }
  }

  private void offer(LaneEvent event, Departure by) {
    for (Recipient recipient : recipients) {
      by.post(
          recipient.mailbox(),
          0,
          () -> {
            if (!recipient.offer(event)) {
              remove(recipient);
            }
          });
    }
  }

  /** The cascade is over: the next one begins anew. */
  void forgetChanges() {
    changes = null;
  }

  void add(Recipient recipient) {
    recipients = Arrays.copyOf(recipients, recipients.length + 1);
    recipients[recipients.length - 1] = recipient;
  }

  void remove(Recipient recipient) {
    recipients = Arrays.stream(recipients).filter(u -> u != recipient).toArray(Recipient[]::new);
  }

  /** The lane is no more; its links are told, with the failure that was the reason if one was. */
  void end(@Nullable Throwable failure, Departure by) {
    for (Recipient recipient : recipients) {
      by.post(recipient.mailbox(), 0, () -> recipient.end(failure));
    }
    recipients = NONE;
  }
}
