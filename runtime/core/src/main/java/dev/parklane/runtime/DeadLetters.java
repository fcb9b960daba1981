package dev.parklane.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of a plane: their number, and who is told of them (law O4). Any thread. */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final Plane plane;
  private final Consumer<DeadLetter> observer;
  private final AtomicLong count = new AtomicLong();

  DeadLetters(Plane plane, Consumer<DeadLetter> observer) {
    this.plane = plane;
    this.observer = observer;
  }

  long count() {
    return count.get();
  }

  /** Likewise for a message, which is told too; one of the plane's own dies without a word. */
  void add(
      String uri,
      RootEvent event,
      DeadLetter.Reason reason,
      String detail,
      @Nullable Throwable cause) {
    DeadLetter letter = new DeadLetter(uri, event.message(), event.value(), reason, detail);
    if (reason != DeadLetter.Reason.PLANE_CLOSED || event.isMessage()) {
      add(letter); // else nobody has sent it
    }
    event.died(letter, cause);
  }

  /** Counts one and tells of it. */
  void add(DeadLetter letter) {
    count.incrementAndGet();
    try {
      OutsideCall.run(
          plane,
          "the dead-letter observer on '" + letter.message() + "'",
          () -> AgentCell.outside(() -> observer.accept(letter)));
    } catch (Throwable e) { // the observer is a user's; the letter is counted all the same
      if (e instanceof GuardException trip && OutsideCall.isTrip(trip) && OutsideCall.isInside()) {
        throw trip; // it sends without end, and who called first is told (law G4)
      }
      LOG.error("the dead-letter observer failed on a message to {}", letter.uri(), e);
    }
  }
}
