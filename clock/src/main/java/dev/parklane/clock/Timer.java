package dev.parklane.clock;

import org.jspecify.annotations.Nullable;

/**
 * An alert or a timer that has been set on a clock: its occurrences and how far it has come. An
 * alert is one with a single occurrence.
 *
 * <p>It lives as long as its clock holds it under its name, and the clock's lock guards it. Between
 * two firings it is queued in the source. Being called for nothing does no harm: one that was
 * cancelled, has a firing under way or is not due ignores it.
 */
final class Timer extends QueuedWakeup {
  final TimeHandler handler;
  private final OwnedClock clock;
  private final Occurrences occurrences;
  private final LatePolicy late;
  private long next; // guarded by the clock: the first occurrence whose handler has not started
  private @Nullable Firing underWay; // guarded by the clock; null between two firings

  /** Bound to its handler for good (law K6), and not queued yet. */
  Timer(
      OwnedClock clock,
      String name,
      TimeHandler handler,
      Occurrences occurrences,
      long first,
      LatePolicy late) {
    super(name);
    this.clock = clock;
    this.handler = handler;
    this.occurrences = occurrences;
    this.late = late;
    next = first;
  }

  /** Whether nothing is left to come; the clock's lock is held, as below. */
  boolean isOver() {
    return Long.compareUnsigned(next, occurrences.last()) > 0;
  }

  /** When the next occurrence is due whose handler has not started. */
  long nextNanos() {
    return occurrences.at(next);
  }

  /** Queues it for its next occurrence, unless it has a firing under way, whose end does that. */
  void arm() {
    if (underWay == null) {
      clock.source.arm(this, nextNanos());
    }
  }

  @Override
  boolean isForAnyThread() {
    return clock.anyThread;
  }

  @Override
  void fire(long nowNanos) {
    Firing firing;
    synchronized (clock.lock) {
      if (underWay != null || !clock.holds(this) || nextNanos() > nowNanos) {
        return;
      }
      try {
        firing = underWay = firing(nowNanos);
      } catch (OutOfMemoryError e) {
        arm(); // it is late, and not lost
        throw e;
      }
    }
    clock.dispatch(firing);
  }

  private Firing firing(long nowNanos) {
    boolean merges = late != LatePolicy.BURST && clock.source.isLive();
    long upTo = merges ? occurrences.latest(next, nowNanos) : next;
    long count = late == LatePolicy.COALESCE ? occurrences.count(next, upTo) : 1;
    long scheduled = occurrences.at(upTo);
    return new Firing(
        this, new TimeEvent(name, clock.source.nextId(), scheduled, nowNanos, count), upTo);
  }

  /** Has its handler told, and how late that is: all of it, the way to this thread included. */
  void handle(TimeEvent event) throws Exception {
    TimeEvent told = clock.source.isLive() ? event.deliveredAt(clock.source.nanos()) : event;
    clock.source.delivering(name, told.scheduledNanos(), told.latenessNanos());
    handler.handle(told);
  }

  boolean begin(Firing firing) {
    synchronized (clock.lock) {
      if (underWay != firing || firing.begun) {
        return false;
      }
      if (!clock.holds(this)) {
        underWay = null; // refused for good; where the clock is rolled back there is another
        return false;
      }
      firing.begun = true;
      pass(firing);
      return true;
    }
  }

  boolean isCancelled(Firing firing) {
    synchronized (clock.lock) {
      return !firing.begun && (underWay != firing || !clock.holds(this));
    }
  }

  /** Its occurrence will not come again. One whose times a function fails to tell is over. */
  private void pass(Firing firing) {
    try {
      next = occurrences.after(firing.upTo);
    } catch (Throwable e) { // of a user's function, whatever it is
      next = occurrences.last() + 1;
      clock.source.failed(name, occurrences.at(firing.upTo), e);
    }
    if (firing.upTo == occurrences.last() || isOver()) {
      clock.drop(this);
    }
  }

  void end(Firing firing) {
    synchronized (clock.lock) {
      if (underWay != firing) {
        return;
      }
      if (!firing.begun && clock.holds(this)) {
        pass(firing);
      }
      underWay = null;
      if (!clock.holds(this)) {
        return;
      }
      arm();
    }
    clock.source.flush();
  }
}
