package dev.parklane.examples.flights;

import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the program prints in the end: the busiest airports and states, the worst delays, the
 * totals, how fast it went.
 */
final class Report {
  private static final int BUSIEST = 10;
  private static final int BUSIEST_STATES = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String HEADINGS = "  %-3s  %-21s  %10s  %5s  %10s  %8s  %-9s  %s%n";
  private static final String ROW = "  %-3s  %-21.21s  %,10d  %,5d  %10.1f  %8.1f  %-9s  %s%n";
  private static final String STATE_HEADINGS = "  %-5s  %8s  %10s  %5s  %10s%n";
  private static final String STATE_ROW = "  %-5s  %,8d  %,10d  %,5d  %10.1f%n";
  private static final String WORST_HEADINGS = "  %5s  %-26s  %-26s  %s%n";
  private static final String WORST_ROW = "  %,5d  %-3s  %-21.21s  %-3s  %-21.21s  %s%n";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final PrintStream out;
  private final Cities cities;
  private final Sparkline sparkline;

  Report(PrintStream out, Cities cities) {
    this.out = out;
    this.cities = cities;
    this.sparkline = new Sparkline(out.charset());
  }

  /** The airports with the most departures, one a row; nothing where nothing has left. */
  void busiest(Map<String, AirportSummary> airports) {
    List<Map.Entry<String, AirportSummary>> busiest =
        airports.entrySet().stream()
            .filter(e -> departures(e) > 0)
            .sorted(Comparator.comparingInt(Report::departures).reversed())
            .limit(BUSIEST)
            .toList();
    print("%n");
    if (busiest.isEmpty()) {
      return;
    }
    print(
        HEADINGS,
        "",
        "airport",
        "departures",
        "late",
        "mean delay",
        "last ten",
        "status",
        "by hour");
    print(
        HEADINGS,
        "-".repeat(3),
        "-".repeat(21),
        "-".repeat(10),
        "-".repeat(5),
        "-".repeat(10),
        "-".repeat(8),
        "-".repeat(9),
        "-".repeat(Sparkline.WIDTH));
    busiest.forEach(e -> row(e.getKey(), e.getValue()));
    print("  delays in minutes; by hour: the mean delay, %s%n%n", sparkline.legend());
  }

  /** The states with the most departures, one a row; nothing where nothing has left. */
  void states(Map<String, StateSummary> states) {
    List<Map.Entry<String, StateSummary>> busiest =
        states.entrySet().stream()
            .filter(e -> e.getValue().departures().flights() > 0)
            .sorted(
                Comparator.comparing(
                    e -> e.getValue().departures().flights(), Comparator.reverseOrder()))
            .limit(BUSIEST_STATES)
            .toList();
    if (busiest.isEmpty()) {
      return;
    }
    print(STATE_HEADINGS, "state", "airports", "departures", "late", "mean delay");
    print(
        STATE_HEADINGS,
        "-".repeat(5),
        "-".repeat(8),
        "-".repeat(10),
        "-".repeat(5),
        "-".repeat(10));
    busiest.forEach(e -> {
      StateSummary state = e.getValue();
      print(
          STATE_ROW,
          e.getKey(),
          state.airports(),
          state.departures().flights(),
          state.departures().late(),
          state.meanDelay());
    });
    print("%n");
  }

  /** The worst delays, one a row; nothing where nothing has left. */
  void worst(WorstDelays worst) {
    if (worst.flights().isEmpty()) {
      return;
    }
    print(WORST_HEADINGS, "worst", "from", "to", "scheduled for");
    print(WORST_HEADINGS, "-".repeat(5), "-".repeat(26), "-".repeat(26), "-".repeat(16));
    for (Flight flight : worst.flights()) {
      print(
          WORST_ROW,
          flight.delayMinutes(),
          flight.origin(),
          cities.of(flight.origin()),
          flight.destination(),
          cities.of(flight.destination()),
          flight.departure().format(TIME));
    }
    print("%n");
  }

  private static int departures(Map.Entry<String, AirportSummary> airport) {
    return airport.getValue().departures().flights();
  }

  private void row(String code, AirportSummary airport) {
    print(
        ROW,
        code,
        cities.of(code),
        airport.departures().flights(),
        airport.departures().late(),
        airport.meanDelay(),
        airport.recentDelay(),
        airport.status(),
        sparkline.of(airport.delaysByHour()).stripTrailing());
  }

  /** The totals. */
  void totals(Results results) {
    Delays total = results.total();
    print(
        "  %,d flights, %,d airports, %,d more than 15 minutes late, mean delay %.2f minutes%n",
        total.flights(), results.airports().size(), total.late(), total.mean());
    print(
        "  status changes: %,d; airports in the end: %s%n",
        results.nation().changes(), statuses(results.nation().counts()));
  }

  private static String statuses(Map<Status, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
  }

  /** How fast it went, and how deep. */
  void speed(int events, Duration time, int greatestDepth) {
    double seconds = Math.max(1, time.toNanos()) / NANOS_PER_SECOND;
    print(
        "  %,d events in %.2f seconds: %,.0f events per second; greatest cascade depth %d%n",
        events, seconds, events / seconds, greatestDepth);
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }
}
