package dev.parklane.examples.flights;

import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingStream;

/**
 * The greatest depth of any cascade in this process from now until it is read, taken from the
 * events that the runtime writes for the JDK's Flight Recorder.
 */
final class CascadeDepth implements AutoCloseable {
  private static final String CASCADE = "dev.parklane.Cascade";
  private static final String HANDLER = "dev.parklane.Handler";

  private final AtomicInteger greatest = new AtomicInteger();
  private final RecordingStream recording;

  CascadeDepth() {
    boolean alone = FlightRecorder.getFlightRecorder().getRecordings().isEmpty();
    recording = new RecordingStream();
    recording.enable(CASCADE);
    if (alone) { // else somebody's own recording of this process would lose them too
      recording.disable(HANDLER);
    }
    recording.onEvent(
        CASCADE, cascade -> greatest.accumulateAndGet(cascade.getInt("greatestDepth"), Math::max));
    recording.startAsync();
  }

  /** Ends the recording and waits for what is in it. */
  int greatest() {
    recording.stop();
    return greatest.get();
  }

  @Override
  public void close() {
    recording.close();
  }
}
