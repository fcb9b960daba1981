package dev.parklane.examples.shop;

import dev.parklane.examples.shop.OrderState.Stage;
import dev.parklane.examples.shop.Outside.Answer;
import dev.parklane.examples.shop.Outside.Call;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Many orders at once: whatever the outside answers and whenever it does, whoever cancels, and
 * however often the plane dies, all of them come to their ends, and the books agree.
 */
final class Rush implements Scenario {
  /** Makes the shop of one run. */
  interface Maker {
    Setup make(Map<String, Integer> delivered, Outside outside, StateStore store);
  }

  private static final int STEPS = 60;
  private static final int MOST_ORDERS = 8;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<String> CUSTOMERS = List.of("ada", "bob");
  private static final Map<String, Integer> DELIVERED = Map.of("lamp", 5, "chair", 4);
  private static final Map<String, Integer> PRICES = Map.of("lamp", 40_00, "chair", 120_00);

  private final Maker maker;
  private final double deaths; // the chance of each step

  Rush(Maker maker, double deaths) {
    this.maker = maker;
    this.deaths = deaths;
  }

  @Override
  public void play(Simulation simulation) throws Exception {
    new Run(simulation, maker).play(deaths);
  }

  private static final class Run {
    private final Simulation simulation;
    private final SplittableRandom random;
    private final Setup shop;
    private final Map<Integer, Stage> ends = new HashMap<>();
    private boolean calm; // from now on every answer is good
    private int bought;

    Run(Simulation simulation, Maker maker) {
      this.simulation = simulation;
      this.random = simulation.random();
      Outside outside =
          new Outside(simulation.clock(), who -> calm ? Call.GOOD : drawn(), simulation::note);
      this.shop = maker.make(DELIVERED, outside, simulation.faulty(new InMemoryStore()));
    }

    private Call drawn() {
      Answer answer =
          random.nextInt(2) == 0
              ? Answer.YES
              : Answer.values()[random.nextInt(Answer.values().length)];
      int seconds = random.nextInt(3) == 0 ? random.nextInt(900) : random.nextInt(3);
      return new Call(answer, Duration.ofSeconds(seconds));
    }

    void play(double deaths) throws Exception {
      Plane plane = start();
      for (int step = 0; step < STEPS; step++) {
        doSomething(plane);
        if (random.nextDouble() < deaths) {
          simulation.crash(plane);
          plane = start();
        }
      }
      calm = true;
      simulation.endFaults();
      for (int minute = 0; minute < 60; minute++) {
        simulation.clock().advance(MINUTE);
        simulation.settle();
      }
      List<String> wrong = Audit.of(plane, shop);
      plane.close();
      if (!wrong.isEmpty()) {
        throw new AssertionError(wrong);
      }
    }

    private void doSomething(Plane plane) {
      switch (random.nextInt(6)) {
        case 0, 1 -> buy(plane);
        case 2 -> plane.agent(Order.uri(one())).command(Order.CANCEL, "it is not wanted any more");
        case 3 -> simulation.settle();
        default -> simulation.clock().advance(Duration.ofSeconds(random.nextInt(90)));
      }
    }

    private void buy(Plane plane) {
      if (bought < MOST_ORDERS) {
        bought++;
        String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
        plane
            .agent(Shop.URI)
            .command(
                Shop.BUY, new Purchase(customer, "card", List.of(line("lamp"), line("chair"))));
      }
    }

    private Line line(String item) {
      return new Line(item, 1 + random.nextInt(2), PRICES.get(item));
    }

    private int one() {
      return 1 + random.nextInt(MOST_ORDERS);
    }

    /** With somebody who looks at the shop, every stock and every order all the time. */
    private Plane start() throws InterruptedException {
      Plane plane = simulation.start(shop.plane());
      Client client = plane.client();
      new ValueLink<>(client, plane.agent(Shop.URI).lane(Shop.TOTALS)).retry(Retry.ALWAYS).open();
      for (String item : DELIVERED.keySet()) {
        new ValueLink<>(client, plane.agent(Stock.uri(item)).lane(Stock.FREE))
            .onSynced(free -> requirePieces(item, free))
            .onEvent(free -> requirePieces(item, free))
            .retry(Retry.ALWAYS)
            .open();
      }
      for (int number = 1; number <= MOST_ORDERS; number++) {
        int order = number;
        new ValueLink<>(client, plane.agent(Order.uri(order)).lane(Order.STATE))
            .onSynced(state -> requireOneEnd(order, state))
            .onEvent(state -> requireOneEnd(order, state))
            .retry(Retry.ALWAYS)
            .open();
      }
      return plane;
    }

    private static void requirePieces(String item, int free) {
      if (free < 0) {
        throw new AssertionError(free + " pieces of " + item + " are free");
      }
    }

    private void requireOneEnd(int order, OrderState state) {
      Stage end = ends.get(order);
      if (end != null && end != state.stage()) {
        throw new AssertionError("order " + order + " was " + end + ", and is " + state);
      }
      if (state.isAtItsEnd()) {
        ends.put(order, state.stage());
      }
    }
  }
}
