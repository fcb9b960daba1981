package dev.parklane.examples.flights;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same results without agents: one thread, one loop, plain variables. What the agents are
 * checked against.
 */
final class PlainLoop {
  private final SortedMap<String, Tally> tallies = new TreeMap<>();
  private final Cities cities = new Cities();

  private PlainLoop() {}

  /** What these flights come to. */
  static Results over(List<Flight> flights) {
    PlainLoop loop = new PlainLoop();
    flights.stream()
        .sorted(Comparator.comparing(Flight::departure)) // stable, as the alerts are
        .forEach(loop::count);
    return loop.results(flights);
  }

  private void count(Flight flight) {
    Tally origin = tallies.computeIfAbsent(flight.origin(), code -> new Tally());
    Tally destination = tallies.computeIfAbsent(flight.destination(), code -> new Tally());
    Status before = origin.status();
    origin.flights++;
    origin.late += flight.delayMinutes() > 15 ? 1 : 0;
    origin.minutes += flight.delayMinutes();
    origin.byHour.merge(
        flight.departure().getHour(),
        new Delays(1, flight.delayMinutes() > 15 ? 1 : 0, flight.delayMinutes()),
        PlainLoop::add);
    origin.lastTen.addLast(flight.delayMinutes());
    if (origin.lastTen.size() > 10) {
      origin.lastTen.removeFirst();
    }
    destination.arrivals++;
    origin.changes += origin.status() == before ? 0 : 1;
    origin.departed.add(flight);
  }

  private static Delays add(Delays a, Delays b) {
    return new Delays(a.flights() + b.flights(), a.late() + b.late(), a.minutes() + b.minutes());
  }

  /** The first ten of all of them in order: no keeping of ten, and no joining of several tens. */
  private static WorstDelays worst(List<Flight> flights) {
    return new WorstDelays(
        flights.stream()
            .sorted(
                Comparator.comparingInt((Flight flight) -> -flight.delayMinutes())
                    .thenComparing(Flight::departure)
                    .thenComparing(Flight::origin)
                    .thenComparing(Flight::destination))
            .limit(10)
            .toList());
  }

  private static StateSummary add(StateSummary a, StateSummary b) {
    Delays departures = add(a.departures(), b.departures());
    return new StateSummary(a.airports() + b.airports(), departures, mean(departures));
  }

  private static double mean(Delays delays) {
    return delays.flights() == 0 ? 0 : (double) delays.minutes() / delays.flights();
  }

  private Results results(List<Flight> flights) {
    SortedMap<String, AirportSummary> airports = new TreeMap<>();
    SortedMap<String, StateSummary> states = new TreeMap<>();
    Map<String, Status> statuses = new TreeMap<>();
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    int changes = 0;
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      String code = entry.getKey();
      Tally tally = entry.getValue();
      airports.put(code, tally.summary());
      statuses.put(code, tally.status());
      counts.merge(tally.status(), 1, Integer::sum);
      changes += tally.changes;
      cities.state(code).ifPresent(state -> states.merge(state, tally.alone(), PlainLoop::add));
    }
    return new Results(
        airports, states, new NationSummary(statuses, counts, changes), worst(flights));
  }

  private static final class Tally {
    private int flights;
    private int late;
    private long minutes;
    private int arrivals;
    private int changes;
    private final List<Flight> departed = new ArrayList<>();
    private final Map<Integer, Delays> byHour = new TreeMap<>();
    private final Deque<Integer> lastTen = new ArrayDeque<>();

    private double recentDelay() {
      return lastTen.stream().mapToInt(minutes -> minutes).average().orElse(0);
    }

    private Status status() {
      return Status.of(recentDelay());
    }

    private AirportSummary summary() {
      return new AirportSummary(
          departures(),
          arrivals,
          byHour,
          mean(departures()),
          recentDelay(),
          status(),
          changes,
          worst(departed),
          busiest());
    }

    /** Every hour of its own, and the greatest of them: nothing is rolled over. */
    private Hour busiest() {
      Map<LocalDateTime, Delays> hours = new TreeMap<>();
      for (Flight flight : departed) {
        hours.merge(
            flight.departure().truncatedTo(ChronoUnit.HOURS),
            Delays.NONE.plus(flight),
            PlainLoop::add);
      }
      return hours.entrySet().stream()
          .max(
              Comparator.comparing(
                      (Map.Entry<LocalDateTime, Delays> hour) -> hour.getValue().flights())
                  .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
          .map(hour -> new Hour(hour.getKey(), hour.getValue()))
          .orElse(Hour.NONE);
    }

    private Delays departures() {
      return new Delays(flights, late, minutes);
    }

    /** A state that has this airport only. */
    private StateSummary alone() {
      return new StateSummary(1, departures(), mean(departures()));
    }
  }
}
