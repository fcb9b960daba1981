package dev.parklane.stress.draining;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of work where an attempt takes no time, there is an hour between two, and the plane
 * closes after some hours.
 */
final class ModelWork {
  /** How the plane closes. */
  enum Close {
    /** It waits for work as long as anything can run. */
    DRAINS,
    /** It drains, and waits for no work. */
    WITHOUT_GRACE,
    DROPS
  }

  private final Close close;
  private final int closesAt; // hours
  final List<String> notes = new ArrayList<>();
  int open; // when it closes

  ModelWork(Close close, int closesAt) {
    this.close = close;
    this.closesAt = closesAt;
  }

  /** Begins it at that hour. */
  void begin(Job job, int hour) {
    play(job, 0, hour);
  }

  private void play(Job job, int from, int hour) {
    for (int i = from; i < job.attempts().size(); i++) {
      boolean waits = hour + (i - from) > closesAt;
      boolean drains = hour >= closesAt + 1; // begun as it drains: no attempt waits
      if (waits && !drains) {
        closes(job, i);
        return;
      }
      note(job, "attempt");
      switch (job.attempts().get(i)) {
        case WELL -> {
          ended(job, drains ? hour : hour + (i - from));
          return;
        }
        case NEVER -> {
          waitsWithoutEnd(job, drains);
          return;
        }
        case BADLY -> {
          boolean last = i == job.attempts().size() - 1;
          if (last || drains) {
            if (job.hears()) {
              note(job, "badly");
            }
            return;
          }
        }
      }
    }
  }

  private void ended(Job job, int hour) {
    note(job, "well");
    note(job, "heard");
    job.next().forEach(next -> begin(next, hour));
  }

  /** It waits for the time of an attempt, which does not come before the close. */
  private void closes(Job job, int attempt) {
    open++;
    switch (close) {
      case DRAINS -> play(job, attempt, closesAt + 1);
      case WITHOUT_GRACE -> isUnknown(job);
      case DROPS -> {}
    }
  }

  private void waitsWithoutEnd(Job job, boolean drains) {
    open += drains ? 0 : 1;
    note(job, "interrupted");
    if (close != Close.DROPS) {
      isUnknown(job);
    }
  }

  private void isUnknown(Job job) {
    if (job.hears()) {
      note(job, "unknown");
    }
  }

  private void note(Job job, String what) {
    notes.add(job.id() + " " + what);
  }
}
