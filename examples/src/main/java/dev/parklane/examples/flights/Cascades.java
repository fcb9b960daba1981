package dev.parklane.examples.flights;

import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingStream;

/**
 * The cascades of this process from now until {@link #stop}: how many root events there were, and
 * how deep the deepest went. Taken from the events that the runtime writes for the JDK's Flight
 * Recorder.
 */
final class Cascades implements AutoCloseable {
  private static final String CASCADE = "dev.parklane.Cascade";
  private static final String HANDLER = "dev.parklane.Handler";

  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger greatestDepth = new AtomicInteger();
  private final RecordingStream recording;

  Cascades() {
    boolean alone = FlightRecorder.getFlightRecorder().getRecordings().isEmpty();
    recording = new RecordingStream();
    recording.enable(CASCADE);
    if (alone) { // else somebody's own recording of this process would lose them too
      recording.disable(HANDLER);
    }
    recording.onEvent(
        CASCADE,
        cascade -> {
          count.incrementAndGet();
          greatestDepth.accumulateAndGet(cascade.getInt("greatestDepth"), Math::max);
        });
    recording.startAsync();
  }

  /** Ends the recording and waits for what is in it. */
  void stop() {
    recording.stop();
  }

  /** How many there were. */
  int count() {
    return count.get();
  }

  /** The greatest depth of any. */
  int greatestDepth() {
    return greatestDepth.get();
  }

  @Override
  public void close() {
    recording.close();
  }
}
