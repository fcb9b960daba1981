package dev.parklane.testkit.order;

import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step was about, for a report. Of one thread. */
public final class Story {
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
   * @param entry as it stands in the trace
   * @param place where in the code of the user; empty where nobody knows
   */
  public record Deed(TraceEntry entry, String place) {}

  Story(long nanos) {
    this.nanos = nanos;
  }

  /** {@return when it was, on the clock of the simulation} */
  public long nanos() {
    return nanos;
  }

  /** {@return what was done, in order} */
  public List<Deed> deeds() {
    return Collections.unmodifiableList(deeds);
  }

  /** {@return who got something, and what, as in {@code /till gets sell.onCommand "tea"}} */
  public List<String> sent() {
    return Collections.unmodifiableList(sent);
  }

  /** {@return suspended work that was begun, by its threads} */
  public List<String> begun() {
    return Collections.unmodifiableList(begun);
  }

  /** {@return the event that an agent handled; null where there was none} */
  public @Nullable String took() {
    return took;
  }

  /** {@return the step that has posted that event; null where nobody knows} */
  public @Nullable Step from() {
    return from;
  }

  /** {@return what else could have run} */
  public List<String> others() {
    return others;
  }
}
