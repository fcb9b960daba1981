package dev.parklane.examples.flights;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import org.jspecify.annotations.Nullable;

/** The agent that knows the status of every airport, at {@value #URI}. */
final class Nation extends Agent {
  static final String URI = "/nation";

  private final CommandLane<StatusChange> statusChanged =
      new CommandLane<>(this, "statusChanged", StatusChange.class);

  private final MapLane<String, Status> airports = MapLane.sorted(this, "airports");
  private final MapLane<Status, Integer> counts = MapLane.sorted(this, "counts");
  private final ValueLane<Integer> changes = new ValueLane<>(this, "changes", 0);

  Nation() {
    statusChanged.onCommand(change -> airports.put(change.airport(), change.status()));
    airports.onUpdate((all, airport, before, now) -> count(before, now));
  }

  private void count(@Nullable Status before, Status now) {
    if (before != null) { // else the airport has just started, and tells its first status
      counts.compute(before, (status, n) -> n == null || n == 1 ? null : n - 1);
      changes.update(n -> n + 1);
    }
    counts.compute(now, (status, n) -> n == null ? 1 : n + 1);
  }

  /** To be asked: what its lanes hold. */
  NationSummary summary() {
    return new NationSummary(airports.get(), counts.get(), changes.get());
  }
}
