package dev.parklane.examples.flights;

import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.bus.Subscription;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * Sends flights to the airports that they leave from, lets time pass until the last has landed, and
 * asks the agents what it came to.
 */
final class Replay {
  private final Plane plane;
  private final Timetable timetable;
  private final Progress progress;

  Replay(Plane plane, Timetable timetable, Progress progress) {
    this.plane = plane;
    this.timetable = timetable;
    this.progress = progress;
  }

  /** The routes of the agents that flights are sent to. */
  static PlaneBuilder plane(Timetable timetable) {
    Cities cities = new Cities();
    return Plane.builder()
        .clock(timetable.clock())
        .route(Airport.ROUTE, () -> new Airport(cities, timetable))
        .route(State.ROUTE, State::new)
        .route(Nation.URI, Nation::new);
  }

  /** Replays the flights; returns when all have landed, and with all that they set off. */
  Results run(List<Flight> flights) throws InterruptedException {
    CountDownLatch inTheAir = new CountDownLatch(flights.size());
    Subscription landed =
        plane.bus().subscribe(Airport.LANDED + "*", Flight.class, flight -> land(inTheAir));
    try {
      for (int i = 0; i < flights.size(); i++) {
        Flight flight = flights.get(i);
        airport(flight.origin()).command(Airport.SCHEDULE, new Trip(i, flight));
      }
      plane.awaitQuiet(); // every alert is set before its time
      timetable.pass(flights);
      inTheAir.await();
    } finally {
      landed.close();
    }
    plane.awaitQuiet(); // until then joins lag behind their airports
    return results(flights);
  }

  private void land(CountDownLatch inTheAir) {
    progress.advance(1);
    inTheAir.countDown();
  }

  private Results results(List<Flight> flights) throws InterruptedException {
    SortedMap<String, AirportSummary> airports = new TreeMap<>();
    for (String code : codes(flights)) {
      airports.put(code, airport(code).ask(Airport.class, Airport::summary));
    }
    SortedMap<String, StateSummary> states = new TreeMap<>();
    for (String uri : plane.agents(State.ROUTE)) {
      AgentRef state = plane.agent(uri);
      states.put(state.ask(State.class, State::code), state.ask(State.class, State::summary));
    }
    NationSummary nation = plane.agent(Nation.URI).ask(Nation.class, Nation::summary);
    return new Results(airports, states, nation, worst());
  }

  /** The nation has no such value until a link asks for it. */
  private WorstDelays worst() throws InterruptedException {
    CompletableFuture<WorstDelays> worst = new CompletableFuture<>();
    try (Client client = plane.client()) {
      new ValueLink<>(client, plane.agent(Nation.URI).lane(Nation.WORST))
          .onSynced(worst::complete)
          .onFailed(worst::completeExceptionally)
          .open();
      return worst.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the nation could not tell the worst delays", e.getCause());
    }
  }

  private static Set<String> codes(List<Flight> flights) {
    Set<String> codes = new TreeSet<>();
    for (Flight flight : flights) {
      codes.add(flight.origin());
      codes.add(flight.destination());
    }
    return codes;
  }

  private AgentRef airport(String code) {
    return plane.agent(Airport.uri(code));
  }
}
