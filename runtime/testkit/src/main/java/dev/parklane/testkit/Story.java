package dev.parklane.testkit;

import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step was about, for a report. Of one thread. */
final class Story {
  final long nanos; // on the clock of the simulation
  final List<Deed> deeds = new ArrayList<>();
  final List<String> sent = new ArrayList<>(); // who got something, and what
  final List<String> begun = new ArrayList<>(); // suspended work, by its threads
  @Nullable String took; // the event that an agent handled
  @Nullable Step from; // who posted that
  List<String> others = List.of(); // what else could have run

  /**
   * Something that was done.
   *
   * @param place where in the code of the user; empty where nobody knows
   */
  record Deed(TraceEntry entry, String place) {}

  Story(long nanos) {
    this.nanos = nanos;
  }
}
