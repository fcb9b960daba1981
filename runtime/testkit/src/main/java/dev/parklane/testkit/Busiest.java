package dev.parklane.testkit;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What has run how often since a wait began, for the message of one that goes on without end:
 * handlers by agent and name, and what runs without one, such as programs and suspended work.
 */
final class Busiest implements Tracer {
  private static final int SHOWN = 3;
  private static final int COUNTED = 10_000; // of each kind; more can't keep each other as busy

  private final Tracer next;
  // The driver's, and of what it runs, which is one at a time; but strangers may trace too.
  private final Map<Handler, Long> handlers = new HashMap<>(); // guarded by this
  private final Map<String, Long> tasks = new HashMap<>(); // guarded by this

  /** Who has run. */
  private record Handler(String agent, String name) {
    @Override
    public String toString() {
      return agent + " " + name;
    }
  }

  /** Counts what it tells another tracer. */
  Busiest(Tracer next) {
    this.next = next;
  }

  @Override
  public void trace(TraceEntry entry) {
    if (entry instanceof TraceEntry.Handles handles) {
      count(handlers, new Handler(handles.agent(), handles.handler()));
    }
    next.trace(entry);
  }

  @Override
  public boolean wantsValues() {
    return next.wantsValues();
  }

  @Override
  public void changes(String agent, String lane) {
    next.changes(agent, lane);
  }

  /** An agent, a program or other work was run for a while. */
  void runs(String task) {
    count(tasks, task);
  }

  private synchronized <K> void count(Map<K, Long> counts, K who) {
    if (counts.size() < COUNTED || counts.containsKey(who)) {
      counts.merge(who, 1L, Long::sum);
    }
  }

  /** A wait begins. */
  synchronized void forget() {
    handlers.clear();
    tasks.clear();
  }

  /**
   * As in {@code /a ping.onCommand 500,001 times, /b pong.onCommand 500,000 times}; where no
   * handler has run, what else has.
   */
  synchronized String text() {
    return handlers.isEmpty() ? text(tasks) : text(handlers);
  }

  private static String text(Map<?, Long> counts) {
    List<? extends Map.Entry<?, Long>> most =
        counts.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<?, Long>>comparingLong(Map.Entry::getValue)
                    .reversed()
                    .thenComparing(entry -> entry.getKey().toString())) // the same text each time
            .toList();
    String shown =
        most.stream()
            .limit(SHOWN)
            .map(e -> String.format(Locale.ROOT, "%s %,d times", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return most.size() > SHOWN ? shown + ", and " + (most.size() - SHOWN) + " others" : shown;
  }
}
