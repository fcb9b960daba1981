package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What a mailbox with a bound does, one call after the other. A call that would have to wait gives
 * an answer that no mailbox gives, as another has to come before it.
 */
public final class ModelBoundedMailbox {
  private final List<Entry> entries = new ArrayList<>();
  private boolean resting = true;

  private record Entry(int number, boolean isMessage) {}

  /** Adds a message where there is room. */
  public String post(int number) {
    return hasRoom() ? add(new Entry(number, true)) : "FULL";
  }

  /** Adds what needs no room. */
  public String observe(int number) {
    return add(new Entry(number, false));
  }

  /** Adds what needs no room, where nobody is at work. */
  public boolean postIfIdle(int number) {
    if (!resting) {
      return false;
    }
    observe(number);
    return true;
  }

  private String add(Entry entry) {
    entries.add(entry);
    if (!resting) {
      return "QUEUED";
    }
    resting = false;
    return "WAKE";
  }

  /** Counts messages only. */
  public boolean hasRoom() {
    return entries.stream().filter(Entry::isMessage).count()
        < BoundedMailboxLinearizabilityTest.CAPACITY;
  }

  /** Takes the first. */
  public String next() {
    if (entries.isEmpty()) {
      resting = true;
      return "rests";
    }
    return String.valueOf(entries.removeFirst().number());
  }

  /** Comes when there is room. */
  public String send(int number) {
    return hasRoom() ? post(number) : "waits";
  }

  /** Comes when there is one. */
  public String await() {
    return entries.isEmpty() ? "waits" : next();
  }
}
