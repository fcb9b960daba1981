package dev.parklane.testkit.recorded;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where two cascades of equal root events part: in what handlers ran, what they changed, what they
 * sent, or how it ended.
 *
 * @param event the root event, as a trace has it
 * @param handler the one that ran there before they part
 * @param recorded what the trace says, or null where it goes on no further
 * @param here what the other did, or null where it went on no further
 */
public record CascadeDifference(
    RecordedEvent event, String handler, @Nullable String recorded, @Nullable String here) {

  /**
   * {@return the first difference, or null where there is none, as far as both go}
   *
   * @param recorded of a trace
   * @param here of another
   */
  public static @Nullable CascadeDifference between(RecordedEvent recorded, RecordedEvent here) {
    List<TraceEntry.OfAgent> one = deeds(recorded.cascade());
    List<TraceEntry.OfAgent> other = deeds(here.cascade());
    if (one.stream().noneMatch(TraceEntry.Answers.class::isInstance)) { // it has no values
      other.removeIf(TraceEntry.Answers.class::isInstance);
    }
    boolean oneIsOver = recorded.ended() != Integer.MAX_VALUE;
    boolean otherIsOver = here.ended() != Integer.MAX_VALUE;
    Map<Integer, String> handlers = new HashMap<>(); // by depth
    String handler = recorded.title();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      TraceEntry.OfAgent there = i < one.size() ? one.get(i) : null;
      TraceEntry.OfAgent now = i < other.size() ? other.get(i) : null;
      if (there == null ? !oneIsOver : now == null && !otherIsOver) {
        return null; // one is told of no further
      }
      if (there instanceof TraceEntry.Writes writes) {
        handler = handlers.getOrDefault(writes.depth(), handler);
      }
      if (there == null || now == null || !isSame(there, now)) {
        return new CascadeDifference(recorded, handler, text(there), text(now));
      }
      if (there instanceof TraceEntry.Handles handles) {
        handler = handles.handler();
        handlers.put(handles.depth(), handler);
      }
    }
    return null;
  }

  /** What it did, but for who parked when, which depends on how it is dispatched. */
  private static List<TraceEntry.OfAgent> deeds(TracedCascade cascade) {
    List<TraceEntry.OfAgent> deeds = new ArrayList<>(cascade.entries());
    deeds.removeIf(entry ->
        entry instanceof TraceEntry.Begins
            || entry instanceof TraceEntry.Parks
            || entry instanceof TraceEntry.Resumes);
    return deeds;
  }

  private static boolean isSame(TraceEntry.OfAgent one, TraceEntry.OfAgent other) {
    return switch (one) {
      case TraceEntry.Writes w ->
          other instanceof TraceEntry.Writes v
              && w.lane().equals(v.lane())
              && w.depth() == v.depth()
              && isSame(w.change(), v.change());
      case TraceEntry.Sends s ->
          other instanceof TraceEntry.Sends t
              && s.to().equals(t.to())
              && s.message().equals(t.message())
              && isSame(s.value(), t.value());
      default -> Objects.equals(one.line(), other.line());
    };
  }

  /** What nobody has recorded is equal to all. */
  private static boolean isSame(@Nullable String value, @Nullable String other) {
    return value == null || other == null || value.equals(other);
  }

  private static @Nullable String text(TraceEntry.@Nullable OfAgent entry) {
    return switch (entry) {
      case null -> null;
      case TraceEntry.OfHandler of -> of.what();
      default -> entry.line().substring(entry.agent().length() + 1);
    };
  }

  /** As in {@code /till sell.onCommand "tea": in sell.onCommand the trace has 'writes a' ...}. */
  @Override
  public String toString() {
    return "%s: in %s the trace has %s, here is %s"
        .formatted(event, handler, quoted(recorded), quoted(here));
  }

  private static String quoted(@Nullable String what) {
    return what == null ? "nothing more" : "'" + what + "'";
  }
}
