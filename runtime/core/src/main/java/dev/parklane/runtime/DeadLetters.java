package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.LastResort;
import dev.parklane.clock.failure.LastResort.Subject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The dead letters of a plane: their number, and who is told of them (law O4). Any thread. */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final Commons commons;
  private final @Nullable Consumer<DeadLetter> observer; // null where they are logged
  private final AtomicLong count = new AtomicLong();

  DeadLetters(Commons commons, @Nullable Consumer<DeadLetter> observer) {
    this.commons = commons;
    this.observer = observer;
  }

  long count() {
    return count.get();
  }

  /** Adds one and tells the event of it; an event of the plane's own dies without a word. */
  void add(
      String uri,
      RootEvent event,
      DeadLetter.Reason reason,
      String detail,
      @Nullable Throwable cause) {
    DeadLetter letter = new DeadLetter(uri, event.message(), event.value(), reason, detail);
    if (reason != DeadLetter.Reason.PLANE_CLOSED || event.isMessage()) {
      add(letter, event.cause()); // else nobody has sent it
    }
    event.died(letter, cause);
  }

  /** Counts one and tells of it. */
  void add(DeadLetter letter) {
    add(letter, letter.message());
  }

  private void add(DeadLetter letter, String lane) {
    count.incrementAndGet();
    Listening listening = commons.listening;
    if (listening != null) {
      listening.tell(listener -> listener.deadLetter(letter));
    }
    Consumer<DeadLetter> told = observer;
    if (told == null) {
      log(letter, lane);
      return;
    }
    try {
      OutsideCall.run(
          commons,
          "the dead-letter observer on '" + letter.message() + "'",
          () -> CallingThread.outside(() -> told.accept(letter)));
    } catch (Throwable e) { // the observer is a user's; the letter is counted all the same
      if (e instanceof GuardException trip && OutsideCall.isTrip(trip) && OutsideCall.isInside()) {
        throw trip; // it sends without end, and who called first is told (law G4)
      }
      Cause cause = Cause.of("dead-letter observer failed", "", "", e);
      if (commons.failures().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error("[PL-O3.3] the dead-letter observer failed on a message to {}", letter.uri(), e);
      }
    }
  }

  private void log(DeadLetter letter, String lane) {
    Cause cause =
        Cause.of("dead letter " + letter.reason(), commons.routes().patternOf(letter.uri()), lane);
    if (commons.failures().tellsInFull(LOG, Level.WARN, cause)) {
      LOG.warn(
          "dead letter to {}: {} {}: {}",
          letter.uri(),
          letter.message(),
          letter.value() == null ? "" : letter.value(),
          letter.coded());
      LastResort.ofProcess()
          .tell(
              Subject.DEAD_LETTER,
              "dead letter to %s: %s: %s"
                  .formatted(letter.uri(), letter.message(), letter.coded()));
    }
  }
}
