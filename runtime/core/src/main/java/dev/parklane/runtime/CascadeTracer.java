package dev.parklane.runtime;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Tells a tracer of one cascade. The thread whose turn it is. */
final class CascadeTracer {
  private final String uri;
  private final Tracer tracer;
  private final boolean values;
  private @Nullable Change change; // that has not been told: what it comes to is not known before

  /** A lane that is about to change, and what it holds. */
  private record Change(Undoable lane, String name, @Nullable Object before, int depth) {}

  CascadeTracer(String uri, Tracer tracer) {
    this.uri = uri;
    this.tracer = tracer;
    values = tracer.wantsValues();
  }

  /** Something goes elsewhere if the cascade succeeds: to a route, on the bus. */
  static void tellSent(Cascade cascade, String to, String message, @Nullable Object value) {
    CascadeTracer tracer = cascade.tracer;
    if (tracer != null) {
      tracer.tell(new TraceEntry.Sends(tracer.uri, to, message, tracer.text(value)));
    }
  }

  private @Nullable String text(@Nullable Object value) {
    return values && value != null ? ValueText.of(value) : null;
  }

  private void tell(TraceEntry entry) {
    tellOfChange();
    tracer.trace(entry);
  }

  private void tellOfChange() {
    Change told = change;
    if (told != null) {
      change = null;
      String text = ValueText.change(told.before, told.lane.traced());
      tracer.trace(new TraceEntry.Writes(uri, told.name, told.depth, text));
    }
  }

  void begins(String rootEvent) {
    begins(rootEvent, null, null);
  }

  void begins(String rootEvent, @Nullable Object value, @Nullable String asker) {
    tell(new TraceEntry.Begins(uri, rootEvent, text(value), asker));
  }

  void handles(HandlerRun run) {
    tell(new TraceEntry.Handles(uri, run.name.toString(), run.depth));
  }

  void answers(@Nullable Object answer) {
    if (values) {
      tell(new TraceEntry.Answers(uri, ValueText.of(answer)));
    }
  }

  void writes(Undoable lane, String name, HandlerRun writer) {
    tellOfChange();
    tracer.changes(uri, name);
    if (values) {
      change = new Change(lane, name, lane.traced(), writer.depth);
    } else {
      tracer.trace(new TraceEntry.Writes(uri, name, writer.depth));
    }
  }

  void parks(HandlerRun writer) {
    tell(new TraceEntry.Parks(uri, writer.name.toString(), writer.depth));
  }

  void resumes(HandlerRun writer) {
    tell(new TraceEntry.Resumes(uri, writer.name.toString(), writer.depth));
  }

  void ends(Cascade cascade) {
    tell(
        cascade.hasFailed()
            ? new TraceEntry.Fails(uri, cascade.cause())
            : new TraceEntry.Succeeds(uri));
  }
}
