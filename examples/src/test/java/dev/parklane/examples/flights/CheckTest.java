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
                atl.status(),
                atl.changes(),
                atl.worst(),
                atl.busiest()));

    assertThat(Check.differences(agents, LOOP))
        .containsExactly("ATL, arrivals: the agents have 0, a plain loop over the file has 1");
  }

  @Test
  void check_airportLost_isADifferenceInAllAndOfTheAirport() {
    SortedMap<String, AirportSummary> airports = new TreeMap<>(LOOP.airports());
    airports.remove("JFK");

    assertThat(Check.differences(with(airports, LOOP.nation()), LOOP))
        .contains(
            "in all, airports: the agents have 1, a plain loop over the file has 2",
            "JFK, arrivals: the agents have null, a plain loop over the file has 1");
  }

  @Test
  void check_nationMissedAChange_isADifference() {
    NationSummary nation = LOOP.nation();
    NationSummary missed =
        new NationSummary(nation.airports(), nation.counts(), nation.changes() - 1);

    assertThat(Check.differences(with(LOOP.airports(), missed), LOOP))
        .containsExactly(
            "in all, status changes: the agents have 0, a plain loop over the file has 1");
  }

  @Test
  void check_stateMissedADeparture_isADifference() {
    SortedMap<String, StateSummary> states = new TreeMap<>(LOOP.states());
    states.put("GA", new StateSummary(1, Delays.NONE, 20));
    Results agents = new Results(LOOP.airports(), states, LOOP.nation(), LOOP.worst());

    assertThat(Check.differences(agents, LOOP))
        .containsExactly(
            "state GA, departures: the agents have "
                + Delays.NONE
                + ", a plain loop over the file has "
                + new Delays(1, 1, 20));
  }

  @Test
  void check_worstDelaysOutOfOrder_areADifference() {
    WorstDelays reversed = new WorstDelays(LOOP.worst().flights().reversed());
    Results agents = new Results(LOOP.airports(), LOOP.states(), LOOP.nation(), reversed);

    assertThat(Check.differences(agents, LOOP))
        .singleElement()
        .asString()
        .startsWith("in all, worst delays: ");
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
    return with(airports, LOOP.nation());
  }

  private static Results with(SortedMap<String, AirportSummary> airports, NationSummary nation) {
    return new Results(airports, LOOP.states(), nation, LOOP.worst());
  }
}
