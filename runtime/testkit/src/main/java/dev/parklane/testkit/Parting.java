package dev.parklane.testkit;

import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.recorded.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run goes on in another way than a trace.
 *
 * @param followed how many root events have gone as in the trace before that
 * @param expected what the trace goes on with, there or at that agent
 * @param here what the run does in place of it, in words
 * @param others what could have run
 * @param at the step in which it was seen; null where that was at the end
 */
record Parting(
    int followed, RecordedEvent expected, String here, List<String> others, @Nullable Step at) {
  /** In words. */
  String text() {
    return "after %d root event%s: the trace goes on with '%s', here %s%s"
        .formatted(
            followed,
            followed == 1 ? "" : "s",
            expected,
            here,
            others.isEmpty() ? "" : "; here could run: " + String.join(", ", others));
  }
}
