package dev.parklane.examples.names;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;

/** The program that shows what a list of names does with one name, as it runs. */
public final class TraceNames {
  private TraceNames() {}

  /** Traces one agent of a live plane, with room for the latest 1,000 entries. */
  public static void main() throws InterruptedException {
    TraceRecorder recorder = new TraceRecorder(1_000);
    try (Plane plane = Plane.builder().route("/names/:list", Names::new).start()) {
      AgentRef guests = plane.agent("/names/guests");
      guests.command(Names.ADD_NAME, "Ada");
      plane.awaitQuiet();
      Tracing tracing = guests.trace(recorder);
      guests.command(Names.ADD_NAME, "Grace");
      plane.awaitQuiet();
      tracing.close();
    }
    IO.print(recorder.recorded().tree());
  }
}
