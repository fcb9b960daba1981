package dev.parklane.examples.flights;

import java.util.ArrayDeque;
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
  private int changes;

  private PlainLoop() {}

  /** What these flights come to. */
  static Results over(List<Flight> flights) {
    PlainLoop loop = new PlainLoop();
    for (Flight flight : flights) {
      loop.count(flight);
    }
    return loop.results();
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
    changes += origin.status() == before ? 0 : 1;
  }

  private static Delays add(Delays a, Delays b) {
    return new Delays(a.flights() + b.flights(), a.late() + b.late(), a.minutes() + b.minutes());
  }

  private Results results() {
    SortedMap<String, AirportSummary> airports = new TreeMap<>();
    Map<String, Status> statuses = new TreeMap<>();
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    tallies.forEach((code, tally) -> {
      airports.put(code, tally.summary());
      statuses.put(code, tally.status());
      counts.merge(tally.status(), 1, Integer::sum);
    });
    return new Results(airports, new NationSummary(statuses, counts, changes));
  }

  private static final class Tally {
    private int flights;
    private int late;
    private long minutes;
    private int arrivals;
    private final Map<Integer, Delays> byHour = new TreeMap<>();
    private final Deque<Integer> lastTen = new ArrayDeque<>();

    private double recentDelay() {
      return lastTen.stream().mapToInt(minutes -> minutes).average().orElse(0);
    }

    private Status status() {
      return Status.of(recentDelay());
    }

    private AirportSummary summary() {
      double mean = flights == 0 ? 0 : (double) minutes / flights;
      return new AirportSummary(
          new Delays(flights, late, minutes), arrivals, byHour, mean, recentDelay(), status());
    }
  }
}
