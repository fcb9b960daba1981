package dev.parklane.runtime.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What agents have done, in order: root events, handlers, writes, parks, resumes, messages, how
 * each cascade ended, and what was made to go wrong. Its text has no times or identities in it, and
 * values only where its recorder was asked for them: it is the same on every machine for the same
 * seed (law E10), and fit to be kept in a file, from which {@link #parse} reads it.
 *
 * <p>What links are told is not in it: the write is, and the root event in the agent at the other
 * end.
 */
public final class Trace {
  private final List<TraceEntry> entries;
  private final long dropped;

  Trace(List<TraceEntry> entries, long dropped) {
    this.entries = entries;
    this.dropped = dropped;
  }

  /**
   * Reads a trace that was kept as text. Of failures the text has the class: {@link
   * TracedCascade#failure} gives an exception that names it.
   *
   * @param text what {@link #toString} gave, with values or without
   * @return a trace with the same text; how many entries came before is not in it
   * @throws IllegalArgumentException where a line is none of a trace; it names the line
   */
  public static Trace parse(String text) {
    return new Trace(List.copyOf(TraceText.entries(text)), 0);
  }

  /** {@return all of its entries, in order, unmodifiable} */
  public List<TraceEntry> entries() {
    return entries;
  }

  /** {@return how many entries came before these and were not kept} */
  public long dropped() {
    return dropped;
  }

  /** {@return its entries as text, a line each, in order} */
  public List<String> lines() {
    return entries.stream().map(TraceEntry::line).toList();
  }

  /** {@return the handlers that have started, as in {@code /names/guests 1 accumulate.onEvent}} */
  public List<String> handlers() {
    return entries.stream()
        .filter(TraceEntry.Handles.class::isInstance)
        .map(entry -> entry.line().strip())
        .toList();
  }

  /** {@return the cascades, in the order in which they began} */
  public List<TracedCascade> cascades() {
    return paragraphs().stream()
        .filter(TracedCascade.class::isInstance)
        .map(TracedCascade.class::cast)
        .toList();
  }

  /**
   * Shows the trace to a reader: a paragraph for each cascade, in the order in which they began,
   * with its handlers as a tree. Where cascades of several agents overlap, the order between their
   * handlers is only in {@link #lines}. As stable as those.
   *
   * @return the paragraphs, an empty line between them and an end of line after the last
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
        case TraceEntry.OfAgent rest -> {
          TracedCascade cascade = open.get(rest.agent());
          if (cascade != null) { // its beginning has been kept
            cascade.add(rest);
          }
        }
        case TraceEntry.Moves moves -> paragraphs.add(moves.line());
        case TraceEntry.Note note -> paragraphs.add(note.line());
        case TraceEntry.Stranger stranger -> paragraphs.add(stranger.line());
        case TraceEntry.Fault fault -> paragraphs.add(fault.line());
      }
    }
    return paragraphs;
  }

  /** {@return what was made to go wrong, as in {@code /names/guests stops after ask}} */
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
}
