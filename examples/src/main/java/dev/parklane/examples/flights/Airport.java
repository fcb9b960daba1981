package dev.parklane.examples.flights;

import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The agent of one airport, at {@value #ROUTE}.
 *
 * <p>Its flights leave by alerts of its clock, and land by alerts where they go to. A departure
 * writes one lane, the board. Everything else is derived from it, lane by lane:
 *
 * <pre>
 * board -+-> delaysByHour --> departures --> meanDelay
 *        +-> recentDelay  --> status     --> changes
 *        +-> worst
 *        +-> thisHour     --> busiest, when the hour is over
 * </pre>
 *
 * <p>It sends none of it anywhere: it announces itself, and whoever wants a lane links to it.
 * {@link State} joins the departures of its airports, {@link Nation} status, changes and worst of
 * all.
 */
final class Airport extends Agent {
  static final String ROUTE = "/airport/:code";

  /** The topic on which a flight is published when it has landed. */
  static final String LANDED = "landed.";

  static final LaneKey<Trip> SCHEDULE = LaneKey.of("schedule", Trip.class);
  static final LaneKey<Delays> DEPARTURES = LaneKey.of("departures", Delays.class);
  static final LaneKey<Status> STATUS = LaneKey.of("status", Status.class);
  static final LaneKey<Integer> CHANGES = LaneKey.of("changes", Integer.class);
  static final LaneKey<WorstDelays> WORST = LaneKey.of("worst", WorstDelays.class);
  private static final LaneKey<Trip> EXPECT = LaneKey.of("expect", Trip.class);

  private final CommandLane<Trip> schedule = new CommandLane<>(this, SCHEDULE);
  private final CommandLane<Trip> expect = new CommandLane<>(this, EXPECT);

  private final ValueLane<Integer> arrivals = new ValueLane<>(this, "arrivals", 0);
  private final ValueLane<Board> board = new ValueLane<>(this, "board", Board.EMPTY);
  private final MapLane<Integer, Delays> delaysByHour = MapLane.sorted(this, "delaysByHour");
  private final ValueLane<Delays> departures = new ValueLane<>(this, DEPARTURES, Delays.NONE);
  private final ValueLane<Double> meanDelay = new ValueLane<>(this, "meanDelay", 0.0);
  private final ValueLane<Double> recentDelay = new ValueLane<>(this, "recentDelay", 0.0);
  private final ValueLane<Status> status = new ValueLane<>(this, STATUS, Status.NORMAL);
  private final ValueLane<Integer> changes = new ValueLane<>(this, CHANGES, 0);
  private final ValueLane<WorstDelays> worst = new ValueLane<>(this, WORST, WorstDelays.NONE);

  private final ValueLane<Hour> thisHour = new ValueLane<>(this, "thisHour", Hour.NONE);
  private final ValueLane<Hour> busiest = new ValueLane<>(this, "busiest", Hour.NONE);

  private final Cities cities;
  private final Timetable timetable;

  Airport(Cities cities, Timetable timetable) {
    this.cities = cities;
    this.timetable = timetable;
    schedule.onCommand(trip ->
        clock()
            .alert(
                trip.leaves(), timetable.nanos(trip.flight().departure()), event -> depart(trip)));
    expect.onCommand(trip ->
        clock()
            .alert(
                trip.lands(),
                timetable.nanos(Timetable.arrival(trip.flight())),
                event -> land(trip.flight())));

    board.onEvent(now -> count(now.latest()));
    delaysByHour.onUpdate((hours, hour, before, now) -> departures.set(Delays.sum(hours.values())));
    departures.onEvent(all -> meanDelay.set(all.mean()));

    board.onEvent(now -> recentDelay.set(now.meanDelay()));
    recentDelay.onEvent(minutes -> change(Status.of(minutes)));
    status.onEvent(now -> changes.update(n -> n + 1));

    board.onEvent(now -> rank(now.latest()));
    board.onEvent(now -> countInHour(now.latest()));
  }

  @Override
  protected void onStart() {
    String code = parameter("code");
    agent(Nation.URI).command(Nation.ANNOUNCE, code);
    cities.state(code).ifPresent(state -> agent(State.uri(state)).command(State.ANNOUNCE, code));
    clock()
        .timer(
            "hour",
            TimerSpec.every(timetable.hour()).startNanos(timetable.lastHour(clock().nanos())),
            event -> {
              if (thisHour.get().beginsAt(timetable.hourBefore(event.scheduledNanos()))) {
                endHour(thisHour.get());
              }
            });
  }

  private void depart(Trip trip) {
    Flight flight = trip.flight();
    board.update(before -> before.with(flight)); // parks: the next line sees every lane up to date
    agent(uri(flight.destination())).command(EXPECT, trip); // leaves if all this succeeds
  }

  private void land(Flight flight) {
    arrivals.update(n -> n + 1);
    bus().publish(LANDED + parameter("code"), flight);
  }

  private void countInHour(Flight flight) {
    LocalDateTime begin = flight.departure().truncatedTo(ChronoUnit.HOURS);
    if (!thisHour.get().beginsAt(begin)) {
      endHour(thisHour.get()); // on a live clock the timer may be late, and find it over
      thisHour.set(new Hour(begin, Delays.NONE));
    }
    thisHour.update(hour -> hour.plus(flight));
  }

  private void endHour(Hour hour) {
    if (hour.isBusierThan(busiest.get())) {
      busiest.set(hour);
    }
    thisHour.set(Hour.NONE);
  }

  private void count(Flight flight) {
    delaysByHour.compute(
        flight.hour(), (hour, delays) -> (delays == null ? Delays.NONE : delays).plus(flight));
  }

  /** A set triggers with an equal value too (law V1), and most departures change no status. */
  private void change(Status now) {
    if (now != status.get()) {
      status.set(now);
    }
  }

  private void rank(Flight flight) {
    if (worst.get().lacks(flight)) {
      worst.update(before -> before.with(flight));
    }
  }

  /** To be asked: what its lanes hold. */
  AirportSummary summary() {
    return new AirportSummary(
        departures.get(),
        arrivals.get(),
        delaysByHour.get(),
        meanDelay.get(),
        recentDelay.get(),
        status.get(),
        changes.get(),
        worst.get(),
        thisHour.get().isBusierThan(busiest.get()) ? thisHour.get() : busiest.get());
  }

  static String uri(String code) {
    return "/airport/" + code;
  }
}
