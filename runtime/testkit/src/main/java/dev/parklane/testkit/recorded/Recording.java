package dev.parklane.testkit.recorded;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The root events of a trace, in the order in which their cascades ended. Where cascades of several
 * agents overlap, what each sends leaves when it ends (law O1); so played one after the other in
 * this order they come to the same. Those that have not ended come last.
 */
public final class Recording {
  private final Trace trace;
  private final List<RecordedEvent> all;
  private final Map<String, List<RecordedEvent>> byAgent = new HashMap<>();
  private final boolean hasValues;

  private Recording(Trace trace, List<RecordedEvent> all) {
    this.trace = trace;
    this.all = all;
    for (RecordedEvent event : all) {
      byAgent.computeIfAbsent(event.agent(), none -> new ArrayList<>()).add(event);
    }
    hasValues = trace.entries().stream().anyMatch(Recording::hasValue);
  }

  private static boolean hasValue(TraceEntry entry) {
    return switch (entry) {
      case TraceEntry.Begins begins -> begins.value() != null;
      case TraceEntry.Answers answers -> true;
      case TraceEntry.Sends sends -> sends.value() != null;
      case TraceEntry.Writes writes -> writes.change() != null;
      default -> false;
    };
  }

  /** A cascade, and where it begins and ends. */
  private record Stretch(TracedCascade cascade, int begun, int ended) {}

  /**
   * {@return the root events of a trace}
   *
   * @param trace what came before its first entries is not known
   */
  public static Recording of(Trace trace) {
    List<TracedCascade> cascades = trace.cascades();
    List<Integer> begun = new ArrayList<>();
    Map<Integer, Integer> ended = new HashMap<>(); // by the number of the cascade
    Map<String, Integer> open = new HashMap<>(); // that number, by agent
    List<TraceEntry> entries = trace.entries();
    for (int i = 0; i < entries.size(); i++) {
      switch (entries.get(i)) {
        case TraceEntry.Begins begins -> {
          open.put(begins.agent(), begun.size());
          begun.add(i);
        }
        case TraceEntry.Succeeds end -> ends(open.remove(end.agent()), i, ended);
        case TraceEntry.Fails end -> ends(open.remove(end.agent()), i, ended);
        default -> {}
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < cascades.size(); i++) {
      int end = ended.getOrDefault(i, Integer.MAX_VALUE);
      stretches.add(new Stretch(cascades.get(i), begun.get(i), end));
    }
    stretches.sort(Comparator.comparingInt(Stretch::ended)); // stable
    List<RecordedEvent> all = new ArrayList<>();
    for (Stretch one : stretches) {
      all.add(new RecordedEvent(all.size(), one.begun, one.ended, one.cascade));
    }
    return new Recording(trace, List.copyOf(all));
  }

  private static void ends(@Nullable Integer cascade, int at, Map<Integer, Integer> ended) {
    if (cascade != null) { // else its beginning has not been kept
      ended.put(cascade, at);
    }
  }

  /** {@return all of them, in the order in which they ended, unmodifiable} */
  public List<RecordedEvent> all() {
    return all;
  }

  /** {@return all of them, in the order in which they began} */
  public List<RecordedEvent> byBeginning() {
    return all.stream().sorted(Comparator.comparingInt(RecordedEvent::begun)).toList();
  }

  /**
   * {@return those of an agent, in order; empty where the trace does not tell of it}
   *
   * @param agent the URI
   */
  public List<RecordedEvent> of(String agent) {
    return byAgent.getOrDefault(agent, List.of());
  }

  /** {@return whether its entries have values} */
  public boolean hasValues() {
    return hasValues;
  }

  /** {@return what it was made of} */
  public Trace trace() {
    return trace;
  }
}
