package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mailbox does, one call after the other; what is withdrawn is out at once. */
public final class ModelMailbox {
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Entry latest;
  private State state = State.ACTIVE;
  private boolean failed;

  private enum State {
    ACTIVE,
    RESTING,
    HELD
  }

  private static final class Entry {
    private final int number;

    Entry(int number) {
      this.number = number;
    }

    @Override
    public String toString() {
      return String.valueOf(number);
    }
  }

  /** Adds a message. */
  public String post(int number) {
    return add(new Entry(number));
  }

  /** Adds an event of a link. */
  public String observe(int number) {
    Entry entry = new Entry(number);
    latest = entry;
    return add(entry);
  }

  private String add(Entry entry) {
    entries.add(entry);
    if (state != State.RESTING) {
      return "QUEUED";
    }
    state = State.ACTIVE;
    return "WAKE";
  }

  /** Takes the last event of the link out. */
  public void withdraw() {
    entries.remove(latest); // each is itself only
  }

  /** Takes the first. */
  public String next() {
    if (state == State.HELD) {
      return "held";
    }
    failed = false;
    if (entries.isEmpty()) {
      state = State.RESTING;
      return "rests";
    }
    return entries.removeFirst().toString();
  }

  /** Leaves all as it is. */
  public String putBack() {
    if (state == State.HELD) {
      return "held";
    }
    if (entries.isEmpty()) {
      return "nothing";
    }
    failed = true;
    return entries.getFirst().toString();
  }

  /** Keeps all until the release. */
  public String hold() {
    if (state == State.HELD) {
      return "held";
    }
    if (!failed) {
      return "goes on";
    }
    failed = false;
    state = State.HELD;
    return "holds";
  }

  /** Goes on, with this before all others. */
  public boolean release(int number) {
    if (state != State.HELD) {
      return false;
    }
    entries.addFirst(new Entry(number));
    state = State.ACTIVE;
    return true;
  }
}
