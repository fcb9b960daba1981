package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.Tracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What agents have done in a run, in order: root events, handlers, messages, how each cascade
 * ended, and what was made to go wrong. Its text is the same on every machine for the same seed
 * (law E10).
 */
public final class Trace {
  private final List<TraceEntry> entries = new ArrayList<>(); // the carrier
  private final Tracer tracer = new Writer();

  Trace() {}

  Tracer tracer() {
    return tracer;
  }

  void note(String text) {
    entries.add(new TraceEntry.Note(text));
  }

  /** Something was made to go wrong. */
  void fault(String what) {
    entries.add(new TraceEntry.Fault(what));
  }

  /** Line by line. A copy. */
  public List<String> lines() {
    return entries.stream().map(TraceEntry::line).toList();
  }

  /** The handlers that have started, as in {@code /names/guests 1 accumulate.onEvent}. */
  public List<String> handlers() {
    return entries.stream()
        .filter(TraceEntry.Handles.class::isInstance)
        .map(entry -> entry.line().strip())
        .toList();
  }

  /** The cascades, in the order in which they began. */
  public List<TracedCascade> cascades() {
    return paragraphs().stream()
        .filter(TracedCascade.class::isInstance)
        .map(TracedCascade.class::cast)
        .toList();
  }

  /**
   * For a reader: a paragraph for each cascade, in the order in which they began, with its handlers
   * as a tree. Where cascades of several agents overlap, the order between their handlers is only
   * in {@link #lines}. As stable as those.
   */
  public String tree() {
    return paragraphs().stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** Cascades, and the lines between them. */
  private List<Object> paragraphs() {
    List<Object> paragraphs = new ArrayList<>();
    Map<String, TracedCascade> open = new HashMap<>();
    for (TraceEntry entry : entries) {
      switch (entry) {
        case TraceEntry.Begins begins -> {
          TracedCascade cascade = new TracedCascade(begins);
          open.put(begins.agent(), cascade);
          paragraphs.add(cascade);
        }
        case TraceEntry.OfAgent rest -> open.get(rest.agent()).add(rest);
        case TraceEntry.Note note -> paragraphs.add(note.line());
        case TraceEntry.Fault fault -> paragraphs.add(fault.line());
      }
    }
    return paragraphs;
  }

  /** What was made to go wrong, as in {@code /names/guests stops after ask}. */
  public List<String> faults() {
    return entries.stream()
        .filter(TraceEntry.Fault.class::isInstance)
        .map(entry -> entry.line().substring("fault: ".length()))
        .toList();
  }

  /** All of it. */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }

  /** Writes as agents tell it. */
  private final class Writer implements Tracer {
    @Override
    public void begins(String agent, String rootEvent) {
      entries.add(new TraceEntry.Begins(agent, rootEvent));
    }

    @Override
    public void handles(String agent, String handler, int depth) {
      entries.add(new TraceEntry.Handles(agent, handler, depth));
    }

    @Override
    public void sends(String agent, String to, String message) {
      entries.add(new TraceEntry.Sends(agent, to, message));
    }

    @Override
    public void succeeds(String agent) {
      entries.add(new TraceEntry.Succeeds(agent));
    }

    @Override
    public void fails(String agent, Throwable cause) {
      entries.add(new TraceEntry.Fails(agent, cause));
    }
  }
}
