package dev.parklane.examples.flights;

import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends flights to the airports that they leave from, from several threads at once, and asks the
 * agents what it came to.
 *
 * <p>All flights of one airport are sent by the same thread, so that it gets them in the order of
 * the file (law E1).
 */
final class Replay {
  /** How many threads send. */
  static final int SENDERS = 4;

  private static final int BATCH = 500; // flights that a sender is ahead of its airports at most

  private final Plane plane;
  private final Progress progress;

  Replay(Plane plane, Progress progress) {
    this.plane = plane;
    this.progress = progress;
  }

  /** The routes of the agents that flights are sent to. */
  static PlaneBuilder plane() {
    Cities cities = new Cities();
    return Plane.builder()
        .route(Airport.ROUTE, () -> new Airport(cities))
        .route(State.ROUTE, State::new)
        .route(Nation.URI, Nation::new);
  }

  /** Sends the flights; returns when the agents have handled them, and all that they set off. */
  Results run(List<Flight> flights) throws InterruptedException {
    try (ExecutorService senders =
        Executors.newFixedThreadPool(SENDERS, Thread.ofPlatform().name("sender-", 1).factory())) {
      for (Future<Void> sender : senders.invokeAll(parts(flights))) {
        sender.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sender has failed", e.getCause());
    }
    plane.awaitQuiet(); // until then arrivals are under way, and joins lag behind their airports
    return results(flights);
  }

  private List<Callable<Void>> parts(List<Flight> flights) {
    List<List<Flight>> parts = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      parts.add(new ArrayList<>());
    }
    for (Flight flight : flights) {
      parts.get(Math.floorMod(flight.origin().hashCode(), SENDERS)).add(flight);
    }
    return parts.stream().<Callable<Void>>map(part -> () -> send(part)).toList();
  }

  private Void send(List<Flight> flights) throws InterruptedException {
    for (int from = 0; from < flights.size(); from += BATCH) {
      List<Flight> batch = flights.subList(from, Math.min(from + BATCH, flights.size()));
      Map<String, AgentRef> origins = new LinkedHashMap<>();
      for (Flight flight : batch) {
        origins.computeIfAbsent(flight.origin(), this::airport).command("depart", flight);
      }
      for (AgentRef origin : origins.values()) {
        origin.ask(Airport.class, Airport::departed); // answers when it has handled the commands
      }
      progress.advance(batch.size());
    }
    return null;
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
      new ValueLink<>(client, plane.agent(Nation.URI).lane("worst", WorstDelays.class))
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
