package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.report.CodePlace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a run: what agents do, and between that the moves of the clock. The text does not
 * depend on whether there is a report, whose steps are told with values, and with the lines that
 * have changed them. Of the carrier and what it runs; strangers may tell it, too.
 */
final class RunTrace implements Tracer {
  private final TraceRecorder recorder = TraceRecorder.ofAll();
  private final LongSupplier clock;
  private final @Nullable Footsteps told; // null where no report is to come
  private final Map<String, String> changing = new HashMap<>(); // guarded by this; by agent: where
  private boolean values; // guarded by this
  private boolean failed; // guarded by this: a cascade has
  private long nanos; // guarded by this; at the entry before

  /**
   * Of a run.
   *
   * @param told null where no report is to come
   */
  RunTrace(LongSupplier clock, @Nullable Footsteps told) {
    this.clock = clock;
    this.told = told;
  }

  /** From the next cascades on it has values. */
  synchronized void withValues() {
    values = true;
  }

  @Override
  public synchronized boolean wantsValues() {
    return values || told != null;
  }

  @Override
  public synchronized void changes(String agent, String lane) {
    if (told != null) {
      changing.put(agent, CodePlace.here());
    }
  }

  @Override
  public synchronized void trace(TraceEntry entry) {
    long now = clock.getAsLong();
    if (now != nanos) {
      nanos = now;
      recorder.trace(new TraceEntry.Moves(now));
    }
    if (told != null) {
      told.happens(entry, place(entry));
    }
    failed |= entry instanceof TraceEntry.Fails;
    if (values) {
      recorder.trace(entry);
    } else if (!(entry instanceof TraceEntry.Answers)) {
      recorder.trace(withoutValues(entry));
    }
  }

  /** Where in the code of the user; empty where nobody knows. */
  private String place(TraceEntry entry) {
    return switch (entry) {
      case TraceEntry.Writes writes -> {
        String place = changing.remove(writes.agent());
        yield place == null ? "" : place;
      }
      case TraceEntry.Sends sends -> CodePlace.here();
      case TraceEntry.Fails fails -> CodePlace.of(fails.cause());
      default -> "";
    };
  }

  private static TraceEntry withoutValues(TraceEntry entry) {
    return switch (entry) {
      case TraceEntry.Begins begins ->
          new TraceEntry.Begins(begins.agent(), begins.rootEvent(), null, begins.asker());
      case TraceEntry.Writes writes ->
          new TraceEntry.Writes(writes.agent(), writes.lane(), writes.depth());
      case TraceEntry.Sends sends ->
          new TraceEntry.Sends(sends.agent(), sends.to(), sends.message());
      default -> entry;
    };
  }

  /** Whether a cascade has failed. */
  synchronized boolean hasFailures() {
    return failed;
  }

  /** What agents have done so far. */
  Trace recorded() {
    return recorder.recorded();
  }
}
