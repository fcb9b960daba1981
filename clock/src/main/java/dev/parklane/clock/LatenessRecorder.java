package dev.parklane.clock;

import dev.parklane.clock.recording.LatenessEvent;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Where a live clock writes down how late its events were (law K12): in a histogram that can be
 * read at any time, and in a flight recording.
 */
final class LatenessRecorder {
  private static final int DIGITS = 3;
  private static final long MOST_NANOS = Long.MAX_VALUE / 2; // a histogram cannot count beyond

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);
  private final Histogram total = new Histogram(DIGITS); // guarded by this
  private @Nullable Histogram spare; // guarded by this

  /** The clock's thread only. */
  void record(String name, long scheduledNanos, long latenessNanos) {
    recorder.recordValue(Math.min(latenessNanos, MOST_NANOS));
    LatenessEvent.write(name, scheduledNanos, latenessNanos);
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
