package dev.parklane.clock;

import dev.parklane.clock.recording.LatenessEvent;
import dev.parklane.clock.recording.RecorderWatch;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Where a live clock writes down how late its events were (law K12): in a histogram that can be
 * read at any time, and in a flight recording.
 */
final class LatenessRecorder {
  private static final int DIGITS = 3;
  private static final long MOST_NANOS = Long.MAX_VALUE / 2; // a histogram cannot count beyond

  private final Recorder recorder = new Recorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS); // guarded by this
  private @Nullable Histogram spare; // guarded by this

  LatenessRecorder() {
    recorder.recordValue(0); // what it takes to record is paid here, and not by the first event
    recorder.reset();
    RecorderWatch.register("clock", () -> List.of(LatenessEvent.class));
  }

  /** Any thread: the one that is about to call the handler. */
  void record(String name, long scheduledNanos, long latenessNanos) {
    recorder.recordValue(Math.min(latenessNanos, MOST_NANOS));
    if (RecorderWatch.isAtWork()) {
      LatenessEvent.write(name, scheduledNanos, latenessNanos);
    }
  }

  /** All so far. Any thread; it never holds the clock's thread up. */
  synchronized Lateness read() {
    spare = recorder.getIntervalHistogram(spare);
    total.add(spare);
    return new Lateness(
        total.getTotalCount(),
        total.getValueAtPercentile(50),
        total.getValueAtPercentile(99),
        total.getValueAtPercentile(99.9),
        total.getMaxValue());
  }
}
