package dev.parklane.runtime.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  /** {@return the URI of its agent} */
  public String agent() {
    return begins.agent();
  }

  /** {@return what it began with, as in {@code addName.onCommand}} */
  public String rootEvent() {
    return begins.rootEvent();
  }

  /** {@return the handlers that have started, in order, as in {@code accumulate.onEvent}} */
  public List<String> handlers() {
    return of(TraceEntry.Handles.class).map(TraceEntry.Handles::handler).toList();
  }

  /**
   * {@return the lanes that its handlers have changed, in order, each as often as it was changed}
   */
  public List<String> written() {
    return of(TraceEntry.Writes.class).map(TraceEntry.Writes::lane).toList();
  }

  /**
   * {@return what was sent, in order; it has left only where the cascade has succeeded (law O1)}
   */
  public List<Sent> sent() {
    return of(TraceEntry.Sends.class).map(sends -> new Sent(sends.to(), sends.message())).toList();
  }

  /**
   * A message to an agent, or on the bus.
   *
   * @param to the URI, topic or endpoint
   * @param lane the lane that it is for, or what else it is, such as {@code stop}
   */
  public record Sent(String to, String lane) {}

  /** {@return a copy of all of its entries, in order; the first says what it began with} A copy. */
  public List<TraceEntry.OfAgent> entries() {
    return List.copyOf(entries);
  }

  /**
   * {@return whether it has succeeded} Where it has neither succeeded nor failed it has not ended.
   */
  public boolean hasSucceeded() {
    return entries.getLast() instanceof TraceEntry.Succeeds;
  }

  /** {@return what it has failed with, or null where it has not} */
  public @Nullable Throwable failure() {
    return entries.getLast() instanceof TraceEntry.Fails fails ? fails.cause() : null;
  }

  private <E extends TraceEntry> Stream<E> of(Class<E> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** A line for each handler, write and message, under the handler that it comes from. */
  @Override
  public String toString() {
    StringBuilder tree = new StringBuilder(begins.line());
    int depth = 0; // of the handler that runs
    for (TraceEntry.OfAgent entry : entries) {
      switch (entry) {
        case TraceEntry.Begins first -> {}
        case TraceEntry.Handles handles -> {
          depth = handles.depth();
          branch(tree, depth, handles.what());
        }
        case TraceEntry.Parks parks -> {} // as the next line shows
        case TraceEntry.Resumes resumes -> depth = resumes.depth();
        case TraceEntry.Writes writes -> branch(tree, writes.depth() + 1, writes.what());
        case TraceEntry.Sends sends -> branch(tree, depth + 1, sends.what());
        case TraceEntry.Answers answers -> branch(tree, 1, answers.what());
        case TraceEntry.Succeeds succeeds -> branch(tree, 0, "succeeds");
        case TraceEntry.Fails fails -> branch(tree, 0, fails.what());
      }
    }
    return tree.toString();
  }

  private static void branch(StringBuilder tree, int depth, String what) {
    tree.append('\n').repeat("  ", depth + 1).append(what);
  }
}
