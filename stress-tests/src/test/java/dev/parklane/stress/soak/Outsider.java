package dev.parklane.stress.soak;

import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.AskTimeoutException;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.runtime.bus.RequestTimeoutException;
import dev.parklane.stress.soak.Order.Deed;
import dev.parklane.stress.soak.Order.News;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** A thread outside the agents that sends to them in every way there is. */
final class Outsider {
  private static final int HOPS = 3;

  private final World world;
  private final Plane plane;
  private final int number;
  private final SplittableRandom random;

  Outsider(World world, Plane plane, int number, long seed) {
    this.world = world;
    this.plane = plane;
    this.number = number;
    random = new SplittableRandom(seed);
  }

  /** Sends for as long as it shall, or until the plane closes. */
  void send(BooleanSupplier goesOn) {
    try {
      while (goesOn.getAsBoolean()) {
        send();
        world.faults().step();
      }
    } catch (PlaneClosedException e) {
      world.faults().expect(world.isClosing(), "the plane refuses before it is closed");
    } catch (Exception e) {
      world.faults().add("sender %d: %s", number, e);
    }
  }

  private void send() throws Exception {
    switch (random.nextInt(400)) {
      case 0 -> follow();
      case 1, 2, 3, 4 -> publish();
      case 5, 6, 7, 8 -> request();
      case 9 -> plane.agent(Kind.uri(anyMortal())).stop();
      default -> order();
    }
  }

  private void order() throws InterruptedException {
    int to = random.nextInt(world.agents());
    Track track = world.ledger().orders(to, number);
    Deed deed = Deed.any(random);
    Order order =
        new Order(number, to, track.next(), deed, random.nextLong(), random.nextInt(HOPS + 1));
    AgentRef agent = plane.agent(Kind.uri(to));
    switch (random.nextInt(16)) {
      case 0 -> ask(agent, order, track);
      case 1 -> {
        if (agent.tryCommand(order.lane(), order)) {
          track.sent(order.number());
        }
      }
      default -> {
        agent.command(order.lane(), order);
        track.sent(order.number());
      }
    }
  }

  /** A question is no dead letter where it fails: who has asked is told. */
  private void ask(AgentRef agent, Order order, Track track) throws InterruptedException {
    track.unsure(order.number());
    try {
      agent.ask(Toiler.class, toiler -> toiler.answer(order));
      track.sent(order.number());
    } catch (AgentFailedException e) {
      boolean began = order.deed().fails();
      world
          .faults()
          .expect(began || Kind.of(order.to()).mayEnd(), "%s was not answered: %s", order, e);
    }
  }

  private void publish() {
    News news = world.ledger().nextNews(number);
    try {
      plane.bus().publish(news.topic(), news);
      world.ledger().published(news, false);
    } catch (PlaneClosedException e) {
      world.ledger().published(news, true);
      throw e;
    }
  }

  private void request() throws InterruptedException {
    int value = random.nextInt();
    try {
      int answer =
          plane
              .bus()
              .request(Toiler.desk(world.anySteady(random)), value, Integer.class, Toiler.PATIENCE);
      world.faults().expect(answer == value + 1, "%d was answered by %d", value, answer);
    } catch (RequestTimeoutException e) {
      return; // the machine stood still
    }
  }

  /** Links to a lane from outside, for a moment. */
  private void follow() throws InterruptedException {
    try (Client client = plane.client()) {
      new ValueLink<>(
              client, plane.agent(Kind.uri(world.anySteady(random))).lane("count", Integer.class))
          .onSynced(count -> world.faults().step())
          .onEvent(count -> world.faults().step())
          .open();
      plane
          .agent(Kind.uri(world.anySteady(random)))
          .ask(Toiler.class, Toiler::look, Toiler.PATIENCE);
    } catch (AskTimeoutException e) {
      return; // the machine stood still
    }
  }

  private int anyMortal() {
    while (true) {
      int agent = random.nextInt(world.agents());
      if (Kind.of(agent).mayEnd()) {
        return agent;
      }
    }
  }
}
