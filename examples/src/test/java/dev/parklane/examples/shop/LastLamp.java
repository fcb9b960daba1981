package dev.parklane.examples.shop;

import dev.parklane.examples.shop.Outside.Answer;
import dev.parklane.examples.shop.Outside.Call;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Ada orders the last lamp twice. Whatever comes first, the books agree in the end, also where her
 * card answers at the very moment at which the time to pay ends.
 *
 * @param answers how long whoever is outside takes to answer
 */
record LastLamp(Mistake mistake, Duration answers) implements Scenario {
  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public void play(Simulation simulation) throws Exception {
    Outside outside =
        new Outside(simulation.clock(), who -> new Call(Answer.YES, answers), simulation::note);
    Setup shop = mistake.make(Map.of("lamp", 1), outside, new InMemoryStore());
    try (Plane plane = simulation.start(shop.plane())) {
      for (String buyer : List.of("first click", "second click")) {
        simulation.program(buyer, () -> plane.agent(Shop.URI).command(Shop.BUY, LAMP));
      }
      simulation.advance(HOUR);
      int lamps = plane.agent(Stock.uri("lamp")).get(Stock.PIECES);
      if (lamps < 0) {
        throw new AssertionError("there was one lamp, and now there are " + lamps);
      }
      List<String> wrong = Audit.of(plane, shop);
      if (!wrong.isEmpty()) {
        throw new AssertionError(wrong);
      }
    }
  }

  private static final Purchase LAMP =
      new Purchase("ada", "card", List.of(new Line("lamp", 1, 40_00)));
}
