package dev.parklane.clock;

import java.util.TreeMap;

/** What a source does with its queue, one call after the other. */
public final class ModelWakes {
  private final TreeMap<String, Integer> times = new TreeMap<>(); // by name: the order of the due

  static String name(int wake) {
    return String.valueOf((char) ('a' + wake));
  }

  /** Sets its time. */
  public void arm(int wake, int time) {
    times.put(name(wake), time);
  }

  /** Takes it out. */
  public boolean cancel(int wake) {
    return times.remove(name(wake)) != null;
  }

  /** Takes the first of the earliest time out. */
  public String takeDue(int now) {
    String first = "nothing";
    int earliest = now + 1;
    for (var pending : times.entrySet()) {
      if (pending.getValue() < earliest) {
        earliest = pending.getValue();
        first = pending.getKey();
      }
    }
    times.remove(first);
    return first;
  }

  /** How many there are. */
  public int pending() {
    return times.size();
  }
}
