package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final LocalDateTime SIX = LocalDateTime.of(2001, 1, 1, 6, 0);
  private static final Results LOOP =
      PlainLoop.over(
          List.of(new Flight(SIX, "ATL", "JFK", 760, 20), new Flight(SIX, "JFK", "ATL", 760, 0)));

  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @Test
  void check_sameResults_findsNothing() {
    assertThat(Check.differences(LOOP, LOOP)).isEmpty();
  }

  @Test
  void check_oneArrivalLost_namesAirportAndBothValues() {
    AirportSummary atl = LOOP.airports().get("ATL");
    Results agents =
        with(
            "ATL",
            new AirportSummary(
                atl.departures(),
                0,
                atl.delaysByHour(),
                atl.meanDelay(),
                atl.recentDelay(),
                atl.status()));

    assertThat(Check.differences(agents, LOOP))
        .containsExactly("ATL, arrivals: the agents have 0, a plain loop over the file has 1");
  }

  @Test
  void check_airportLost_isADifferenceInAllAndOfTheAirport() {
    SortedMap<String, AirportSummary> airports = new TreeMap<>(LOOP.airports());
    airports.remove("JFK");

    assertThat(Check.differences(new Results(airports, LOOP.nation()), LOOP))
        .contains(
            "in all, airports: the agents have 1, a plain loop over the file has 2",
            "JFK, arrivals: the agents have null, a plain loop over the file has 1");
  }

  @Test
  void check_nationMissedAChange_isADifference() {
    NationSummary nation = LOOP.nation();
    NationSummary missed =
        new NationSummary(nation.airports(), nation.counts(), nation.changes() - 1);

    assertThat(Check.differences(new Results(LOOP.airports(), missed), LOOP))
        .containsExactly(
            "in all, status changes: the agents have 0, a plain loop over the file has 1");
  }

  @Test
  void verdict_differences_arePrintedAndExitWithOne() {
    int code = Flights.verdict(List.of("ATL, arrivals: 0, 1"), out, err);

    assertThat(code).isEqualTo(1);
    assertThat(err.lines()).containsExactly("ATL, arrivals: 0, 1");
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void verdict_noDifference_isZero() {
    assertThat(Flights.verdict(List.of(), out, err)).isZero();
  }

  private static Results with(String code, AirportSummary airport) {
    SortedMap<String, AirportSummary> airports = new TreeMap<>(LOOP.airports());
    airports.put(code, airport);
    return new Results(airports, LOOP.nation());
  }
}
