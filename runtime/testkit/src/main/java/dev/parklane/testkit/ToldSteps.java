package dev.parklane.testkit;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;

/**
 * Tells the step that runs what happens in it, with values, and a trace the same without: the text
 * of a trace does not depend on whether there is a report.
 */
record ToldSteps(Footsteps footsteps, Tracer next) implements Tracer {
  @Override
  public void trace(TraceEntry entry) {
    footsteps.happens(entry);
    next.trace(
        switch (entry) {
          case TraceEntry.Begins begins ->
              new TraceEntry.Begins(begins.agent(), begins.rootEvent());
          case TraceEntry.Writes writes ->
              new TraceEntry.Writes(writes.agent(), writes.lane(), writes.depth());
          case TraceEntry.Sends sends ->
              new TraceEntry.Sends(sends.agent(), sends.to(), sends.message());
          default -> entry;
        });
  }

  @Override
  public boolean wantsValues() {
    return true;
  }
}
