package dev.parklane.examples.shop;

import dev.parklane.examples.shop.Outside.Answer;
import dev.parklane.examples.shop.Outside.Call;
import dev.parklane.lanes.EventLink;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.testkit.Simulation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program that sells a few things, closes the plane amid orders, opens it again, and checks all
 * books when everything is over. It plays in a simulation, so the answers from outside take virtual
 * time, and each run prints the same.
 */
public final class ShopMain {
  private static final int WRONG = 1;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Line LAMP = new Line("lamp", 1, 40_00);
  private static final Line CHAIRS = new Line("chair", 2, 120_00);
  private static final Line SOFA = new Line("sofa", 1, 600_00);

  private final Simulation simulation;
  private final PrintStream out;
  private final Setup shop;

  private ShopMain(Simulation simulation, PrintStream out) {
    this.simulation = simulation;
    this.out = out;
    Map<String, Queue<Call>> calls =
        Map.of(
            "empty", calls(new Call(Answer.NO, Duration.ofSeconds(1))),
            "shaky", calls(after(1, Answer.NONE), after(1, Answer.LOST), Call.GOOD),
            "slow", calls(after(15, Answer.YES), after(15, Answer.YES)));
    this.shop =
        new Setup(
            Map.of("lamp", 3, "chair", 4, "sofa", 1),
            new Outside(simulation.clock(), who -> next(calls.get(who)), this::tell),
            new InMemoryStore());
  }

  /**
   * Sells.
   *
   * @return the exit code: 0 where all books agree, 1 where they do not
   */
  public static int run(PrintStream out, PrintStream err) {
    List<String> wrong = new ArrayList<>();
    Simulation.run(1, simulation -> wrong.addAll(new ShopMain(simulation, out).sell()));
    wrong.forEach(err::println);
    return wrong.isEmpty() ? 0 : WRONG;
  }

  private static Queue<Call> calls(Call... calls) {
    return new ArrayDeque<>(List.of(calls));
  }

  private static Call after(int minutes, Answer answer) {
    return new Call(answer, Duration.ofMinutes(minutes));
  }

  private static Call next(@Nullable Queue<Call> calls) {
    Call next = calls == null ? null : calls.poll();
    return next == null ? Call.GOOD : next;
  }

  private List<String> sell() throws InterruptedException {
    try (Plane plane = simulation.start(shop.plane());
        Client client = plane.client()) {
      follow(plane, client);
      buy(plane, "ada", "good", LAMP, CHAIRS);
      buy(plane, "bob", "empty", LAMP);
      buy(plane, "bob", "good", LAMP, SOFA);
      pass(MINUTE);
      buy(plane, "cy", "shaky", CHAIRS);
      buy(plane, "dee", "slow", LAMP);
      buy(plane, "eve", "good", CHAIRS);
      pass(MINUTE);
      tell("the plane is closed; open are " + plane.agent(Shop.URI).lane(Shop.OPEN).get());
    }
    pass(MINUTE);
    try (Plane plane = simulation.start(shop.plane());
        Client client = plane.client()) {
      tell("the plane is there again");
      follow(plane, client);
      pass(HOUR);
      Totals totals = plane.agent(Shop.URI).get(Shop.TOTALS);
      tell("%d orders are paid, %d cancelled".formatted(totals.paid(), totals.cancelled()));
      tell("free are " + plane.agent(Shop.URI).lane(Shop.FREE).get());
      List<String> wrong = Audit.of(plane, shop);
      if (wrong.isEmpty()) {
        out.println("  checked: stock, customers, charges and totals agree with the orders");
      }
      return wrong;
    }
  }

  private void buy(Plane plane, String customer, String card, Line... lines) {
    plane.agent(Shop.URI).command(Shop.BUY, new Purchase(customer, card, List.of(lines)));
    simulation.settle();
  }

  /** Second by second, so that an answer from outside is handled when it has come. */
  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      simulation.clock().advance(SECOND);
      simulation.settle();
    }
  }

  /** Links to the shop, which makes it, and so every order that it has open. */
  private void follow(Plane plane, Client client) {
    new EventLink<>(client, plane.agent(Shop.URI).lane(Shop.NEWS)).onEvent(this::tell).open();
    simulation.settle();
  }

  private void tell(String news) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(simulation.clock().nanos());
    out.printf(Locale.ROOT, "  %02d:%02d  %s%n", seconds / 60, seconds % 60, news);
  }
}
