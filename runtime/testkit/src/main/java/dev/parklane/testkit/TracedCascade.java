package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A root event of a {@link Trace}, with all that it set off in its agent. */
public final class TracedCascade {
  private final TraceEntry.Begins begins;
  private final List<TraceEntry.OfAgent> entries = new ArrayList<>(); // begins is the first

  TracedCascade(TraceEntry.Begins begins) {
    this.begins = begins;
    entries.add(begins);
  }

  void add(TraceEntry.OfAgent entry) {
    entries.add(entry);
  }

  /** The URI of its agent. */
  public String agent() {
    return begins.agent();
  }

  /** What it began with, as in {@code addName.onCommand}. */
  public String rootEvent() {
    return begins.rootEvent();
  }

  /** The handlers that have started, in order, as in {@code accumulate.onEvent}. */
  public List<String> handlers() {
    return of(TraceEntry.Handles.class).stream().map(TraceEntry.Handles::handler).toList();
  }

  /** What was sent, in order; it has left only where the cascade has succeeded (law O1). */
  public List<Sent> sent() {
    return of(TraceEntry.Sends.class).stream()
        .map(sends -> new Sent(sends.to(), sends.message()))
        .toList();
  }

  /**
   * A message to an agent.
   *
   * @param to its URI
   * @param lane the lane that it is for, or what else it is, such as {@code stop}
   */
  public record Sent(String to, String lane) {}

  /** Whether it has succeeded. Where it has neither succeeded nor failed it has not ended. */
  public boolean hasSucceeded() {
    return entries.getLast() instanceof TraceEntry.Succeeds;
  }

  /** What it has failed with, or null where it has not. */
  public @Nullable Throwable failure() {
    return entries.getLast() instanceof TraceEntry.Fails fails ? fails.cause() : null;
  }

  private <E extends TraceEntry> List<E> of(Class<E> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** A line for each handler, under the one whose write it comes from. */
  @Override
  public String toString() {
    return entries.stream().map(TraceEntry.OfAgent::branch).collect(Collectors.joining("\n"));
  }
}
