package dev.parklane.stress.exploration;

import dev.parklane.runtime.Plane;
import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that fails in some orders only.
 *
 * @param name what is wrong with it
 * @param depth how many pairs of steps have to come in one order for it to fail
 * @param scenario fails with an {@link AssertionError} in these orders
 */
record PlantedError(String name, int depth, Scenario scenario) {
  /** Sends what a program is made of, and says whether it went wrong when all is settled. */
  private interface Play {
    boolean hasFailed(Simulation simulation, Plane plane) throws InterruptedException;
  }

  private static Scenario scenario(String name, Play play) {
    return simulation -> {
      try (Plane plane =
          simulation.start(
              Plane.builder()
                  .route("/till", Agents.Till::new)
                  .route("/stock", Agents.Stock::new)
                  .route("/buyer/:n", Agents.Buyer::new)
                  .route("/order", Agents.Order::new)
                  .route("/log", Agents.Log::new)
                  .route("/relay", Agents.Relay::new)
                  .route("/listener", Agents.Listener::new)
                  .route("/visitor", Agents.Visitor::new)
                  .route("/noise/:n", Agents.Noise::new))) {
        if (play.hasFailed(simulation, plane)) {
          throw new AssertionError(name);
        }
      }
    };
  }

  private static PlantedError of(String name, int depth, Play play) {
    return new PlantedError(name, depth, scenario(name, play));
  }

  /** Agents that keep each other busy, and have nothing to do with what goes wrong. */
  private static void makeNoise(Plane plane, int agents) {
    for (int i = 0; i < agents; i++) {
      plane.agent("/noise/" + i).command("go", 5);
    }
  }

  /** All of them. */
  static List<PlantedError> all() {
    return Stream.of(
            Stream.of(2, 3).map(PlantedError::lostUpdate),
            Stream.of(0, 4).map(PlantedError::doubleReservation),
            Stream.of(0, 4).map(PlantedError::timeOutAndPayment),
            Stream.of(0, 4).map(PlantedError::overtaking),
            Stream.of(0, 4).map(PlantedError::missedPublication),
            Stream.of(0, 4).map(PlantedError::lostAtTheStop),
            Stream.of(1, 2, 3, 4).map(depth -> chain(depth, 0)),
            Stream.of(1, 2, 3, 4).map(depth -> chain(depth, 4)))
        .flatMap(errors -> errors)
        .toList();
  }

  private static String with(int noise) {
    return noise == 0 ? "" : ", beside " + noise + " other agents";
  }

  private static PlantedError lostUpdate(int sales) {
    return of(
        "an update lost through suspended work, " + sales + " sales",
        1,
        (simulation, plane) -> {
          for (int i = 0; i < sales; i++) {
            simulation.program("sale " + i, () -> plane.agent("/till").command("sell", 1));
          }
          simulation.settle();
          return plane.agent("/till").ask(Agents.Till.class, till -> till.takings) != sales;
        });
  }

  private static PlantedError doubleReservation(int noise) {
    return of(
        "the last piece reserved twice" + with(noise),
        1,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          plane.agent("/buyer/1").command("buy", 1);
          plane.agent("/buyer/2").command("buy", 1);
          simulation.settle();
          return plane.agent("/stock").ask(Agents.Stock.class, stock -> stock.pieces) < 0;
        });
  }

  private static PlantedError timeOutAndPayment(int noise) {
    return of(
        "a time-out between a payment and its receipt" + with(noise),
        2,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          simulation.program("payment", () -> plane.agent("/order").command("pay", 1));
          simulation.program("time-out", () -> plane.agent("/order").command("cancel", 1));
          simulation.settle();
          return plane.agent("/order").ask(Agents.Order.class, order -> order.paidAndCancelled);
        });
  }

  private static PlantedError overtaking(int noise) {
    return of(
        "a message that overtakes one that is relayed" + with(noise),
        1,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          simulation.program(
              "sender",
              () -> {
                plane.agent("/relay").command("pass", "first");
                simulation.pause();
                plane.agent("/log").command("note", "second");
              });
          simulation.settle();
          List<String> notes = plane.agent("/log").ask(Agents.Log.class, log -> log.notes);
          return notes.equals(List.of("second", "first"));
        });
  }

  private static PlantedError missedPublication(int noise) {
    return of(
        "a publication before the subscription" + with(noise),
        1,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          simulation.program("subscriber", () -> plane.agent("/listener").command("listen", 1));
          simulation.program("publisher", () -> plane.bus().publish("news", "it rains"));
          simulation.settle();
          return plane.agent("/listener").ask(Agents.Listener.class, l -> l.heard) == 0;
        });
  }

  private static PlantedError lostAtTheStop(int noise) {
    return of(
        "a visit that is counted by an agent which stops" + with(noise),
        1,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          simulation.program("visit", () -> plane.agent("/visitor").command("visit", 1));
          simulation.program("stop", () -> plane.agent("/visitor").stop());
          simulation.settle();
          return plane.agent("/visitor").ask(Agents.Visitor.class, visitor -> visitor.visits) == 0;
        });
  }

  /** Programs have to come in the reverse of the order in which they begin. */
  private static PlantedError chain(int depth, int noise) {
    return of(
        "%d programs that come in one order%s".formatted(depth + 1, with(noise)),
        depth,
        (simulation, plane) -> {
          makeNoise(plane, noise);
          List<String> reverse = new ArrayList<>();
          for (int i = 0; i <= depth; i++) {
            String name = "program " + i;
            reverse.addFirst(name);
            simulation.program(name, () -> plane.agent("/log").command("note", name));
          }
          simulation.settle();
          return plane.agent("/log").ask(Agents.Log.class, log -> log.notes).equals(reverse);
        });
  }
}
