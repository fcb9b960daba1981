package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import dev.parklane.runtime.Plane;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final LocalDateTime SIX = LocalDateTime.of(2001, 1, 1, 6, 0);

  private final List<String> deadLetters = new ArrayList<>();

  @Test
  void airport_twoHours_keepsDelaysByHourAndRunningMean() throws Exception {
    Results results =
        replay(
            List.of(
                new Flight(SIX, "ATL", "JFK", 760, 20),
                new Flight(SIX.plusMinutes(30), "ATL", "JFK", 760, -2),
                new Flight(SIX.plusHours(1), "ATL", "MIA", 595, 3)));

    assertThat(results.airports().get("ATL"))
        .isEqualTo(
            new AirportSummary(
                new Delays(3, 1, 21),
                0,
                Map.of(6, new Delays(2, 1, 18), 7, new Delays(1, 0, 3)),
                7.0,
                7.0,
                Status.NORMAL,
                2, // delayed by the first, normal after the second
                new WorstDelays(
                    List.of(
                        new Flight(SIX, "ATL", "JFK", 760, 20),
                        new Flight(SIX.plusHours(1), "ATL", "MIA", 595, 3),
                        new Flight(SIX.plusMinutes(30), "ATL", "JFK", 760, -2))),
                new Hour(SIX, new Delays(2, 1, 18))));
  }

  @Test
  void destination_thatNothingLeaves_isAnAgentWithItsArrivals() throws Exception {
    Results results = replay(flights(0, 0));

    assertThat(results.airports().get("JFK").arrivals()).isEqualTo(2);
  }

  @Test
  void status_lastTenGetWorseAndBetter_nationAddsUpTheChangesAndJoinsTheLast() throws Exception {
    Results results = replay(flights(0, 0, 60, 60, 60, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    // 0, 0, 20, 30, 36, 40, 34, 30, 27, 24, 24, 24, 18, 12, 6, 0 are the means of the last ten.
    assertThat(results.airports().get("ATL").changes()).isEqualTo(4);
    assertThat(results.nation().changes()).isEqualTo(4);
    assertThat(results.nation().airports())
        .isEqualTo(Map.of("ATL", Status.NORMAL, "JFK", Status.NORMAL));
    assertThat(results.nation().counts()).isEqualTo(Map.of(Status.NORMAL, 2));
  }

  @Test
  void state_severalAirports_addsUpTheirDepartures() throws Exception {
    Results results =
        replay(
            List.of(
                new Flight(SIX, "SFO", "LAX", 337, 20),
                new Flight(SIX, "LAX", "SAN", 109, -2),
                new Flight(SIX, "SFO", "JFK", 2586, 3)));

    assertThat(results.states())
        .containsExactly(
            Map.entry("CA", new StateSummary(3, new Delays(3, 1, 21), 7.0)),
            Map.entry("NY", new StateSummary(1, Delays.NONE, 0)));
  }

  @Test
  void state_airportThatIsNotListed_isInNone() throws Exception {
    Results results = replay(List.of(new Flight(SIX, "XXX", "SFO", 337, 20)));

    assertThat(results.states()).containsOnlyKeys("CA");
    assertThat(results.total().flights()).isEqualTo(1);
  }

  @Test
  void worst_moreThanTen_areTheTenWorstOfAllAirports() throws Exception {
    Results results =
        replay(
            IntStream.range(0, 24)
                .mapToObj(i -> new Flight(SIX, i % 2 == 0 ? "ATL" : "JFK", "MIA", 595, i))
                .toList());

    assertThat(results.worst().flights())
        .extracting(Flight::delayMinutes)
        .containsExactly(23, 22, 21, 20, 19, 18, 17, 16, 15, 14);
  }

  @Test
  void results_noFlights_areEmpty() throws Exception {
    Results results = replay(List.of());

    assertThat(results.airports()).isEmpty();
    assertThat(results.total()).isEqualTo(Delays.NONE);
    assertThat(results.states()).isEmpty();
    assertThat(results.worst()).isEqualTo(WorstDelays.NONE);
  }

  private static List<Flight> flights(int... delays) {
    return IntStream.range(0, delays.length)
        .mapToObj(i -> new Flight(SIX.plusMinutes(i), "ATL", "JFK", 760, delays[i]))
        .toList();
  }

  private Results replay(List<Flight> flights) throws InterruptedException {
    Progress nobodySees = new Progress(new Captured(), false, flights.size());
    try (Timetable timetable = Timetable.of(flights, null);
        Plane plane =
            Replay.plane(timetable)
                .onDeadLetter(letter -> deadLetters.add(letter.toString()))
                .start()) {
      return new Replay(plane, timetable, nobodySees).run(flights);
    } finally {
      assertThat(deadLetters).isEmpty();
    }
  }
}
