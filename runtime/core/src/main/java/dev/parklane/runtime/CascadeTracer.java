package dev.parklane.runtime;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;

/** Tells a tracer of one cascade. */
record CascadeTracer(String uri, Tracer tracer) {
  /** Something goes elsewhere if the cascade succeeds: to a route, on the bus. */
  static void tellSent(Cascade cascade, String to, String message) {
    CascadeTracer tracer = cascade.tracer;
    if (tracer != null) {
      tracer.sends(to, message);
    }
  }

  void begins(String rootEvent) {
    tracer.trace(new TraceEntry.Begins(uri, rootEvent));
  }

  void handles(HandlerRun run) {
    tracer.trace(new TraceEntry.Handles(uri, run.name.toString(), run.depth));
  }

  void writes(String lane, HandlerRun writer) {
    tracer.trace(new TraceEntry.Writes(uri, lane, writer.depth));
  }

  void parks(HandlerRun writer) {
    tracer.trace(new TraceEntry.Parks(uri, writer.name.toString(), writer.depth));
  }

  void resumes(HandlerRun writer) {
    tracer.trace(new TraceEntry.Resumes(uri, writer.name.toString(), writer.depth));
  }

  void sends(String to, String message) {
    tracer.trace(new TraceEntry.Sends(uri, to, message));
  }

  void ends(Cascade cascade) {
    tracer.trace(
        cascade.hasFailed()
            ? new TraceEntry.Fails(uri, cascade.cause())
            : new TraceEntry.Succeeds(uri));
  }
}
