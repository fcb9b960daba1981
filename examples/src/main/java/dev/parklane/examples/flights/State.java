package dev.parklane.examples.flights;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;

/**
 * The agent of one state, at {@value #ROUTE}: joins the departures of its airports, and adds them
 * up.
 */
final class State extends Agent {
  static final String ROUTE = "/state/:code";

  static final LaneKey<String> ANNOUNCE = LaneKey.of("announce", String.class);

  private final CommandLane<String> announce = new CommandLane<>(this, ANNOUNCE);

  private final JoinValueLane<String, Delays> airports = new JoinValueLane<>(this, "airports");
  private final ValueLane<Delays> departures = new ValueLane<>(this, "departures", Delays.NONE);
  private final ValueLane<Double> meanDelay = new ValueLane<>(this, "meanDelay", 0.0);

  State() {
    announce.onCommand(this::join);
    airports.onUpdate((all, airport, before, now) -> departures.set(Delays.sum(all.values())));
    departures.onEvent(all -> meanDelay.set(all.mean()));
  }

  private void join(String airport) {
    airports.link(airport, agent(Airport.uri(airport)).lane(Airport.DEPARTURES));
  }

  /** To be asked: its code, as in {@code GA}. */
  String code() {
    return parameter("code");
  }

  /** To be asked: what its lanes hold. */
  StateSummary summary() {
    return new StateSummary(airports.size(), departures.get(), meanDelay.get());
  }

  static String uri(String code) {
    return "/state/" + code;
  }
}
