package dev.parklane.stress.planes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an agent has noted, over all its instances. Nothing in it is ever rolled back. Unguarded on
 * purpose: it is for the turn of the agent, or for a plane that is quiet (law E2).
 */
final class Book {
  private final List<Noted> notes = new ArrayList<>();
  private final Set<Integer> resumed = new HashSet<>();
  private int serial = 1;

  void note(Noted noted) {
    notes.add(noted);
  }

  /** A number that the agent has not used yet. */
  int next() {
    return serial++;
  }

  /** Suspended work has come back. */
  void resumed(int work) {
    resumed.add(work);
  }

  boolean hasResumed(int work) {
    return resumed.contains(work);
  }

  void crashed() {
    notes.add(new Noted.Crashed(serial));
  }

  int size() {
    return notes.size();
  }

  List<Noted> notes() {
    return List.copyOf(notes);
  }
}
