package dev.parklane.examples.flights;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import org.jspecify.annotations.Nullable;

/**
 * The agent that joins all airports, at {@value #URI}.
 *
 * <p>It links to an airport when that one announces itself, and again if it ever starts anew. What
 * a link tells is the latest: an airport that is faster than the nation can change its status twice
 * unseen (law J6). So each airport counts its own changes, and the nation adds up their counts.
 *
 * <pre>
 * airports         --> counts
 * changesByAirport --> changes
 * worstByAirport   ..> worst, when a link asks for it
 * </pre>
 */
final class Nation extends Agent {
  static final String URI = "/nation";

  static final LaneKey<String> ANNOUNCE = LaneKey.of("announce", String.class);
  static final LaneKey<WorstDelays> WORST = LaneKey.of("worst", WorstDelays.class);

  private final CommandLane<String> announce = new CommandLane<>(this, ANNOUNCE);

  private final JoinValueLane<String, Status> airports = new JoinValueLane<>(this, "airports");
  private final MapLane<Status, Integer> counts = MapLane.sorted(this, "counts");

  private final JoinValueLane<String, Integer> changesByAirport =
      new JoinValueLane<>(this, "changesByAirport");
  private final ValueLane<Integer> changes = new ValueLane<>(this, "changes", 0);

  private final JoinValueLane<String, WorstDelays> worstByAirport =
      new JoinValueLane<>(this, "worstByAirport");
  private final DemandLane<WorstDelays> worst = new DemandLane<>(this, WORST);

  Nation() {
    announce.onCommand(this::join);
    airports.onUpdate((all, airport, before, now) -> count(before, now));
    changesByAirport.onUpdate((all, airport, before, now) -> add(before, now));
    worst.onCue(() -> WorstDelays.among(worstByAirport.get().values()));
  }

  private void join(String code) {
    AgentRef airport = agent(Airport.uri(code));
    airports.link(code, airport.lane(Airport.STATUS));
    changesByAirport.link(code, airport.lane(Airport.CHANGES));
    worstByAirport.link(code, airport.lane(Airport.WORST));
  }

  private void count(@Nullable Status before, Status now) {
    if (before != null) { // else the airport is new
      counts.compute(before, (status, n) -> n == null || n == 1 ? null : n - 1);
    }
    counts.compute(now, (status, n) -> n == null ? 1 : n + 1);
  }

  private void add(@Nullable Integer before, int now) {
    changes.update(n -> n + now - (before == null ? 0 : before));
  }

  /** To be asked: what its lanes hold. */
  NationSummary summary() {
    return new NationSummary(airports.get(), counts.get(), changes.get());
  }
}
