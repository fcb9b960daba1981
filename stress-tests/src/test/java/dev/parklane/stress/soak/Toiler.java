package dev.parklane.stress.soak;

import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AskCycleException;
import dev.parklane.runtime.AskTimeoutException;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.MailboxFullException;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.bus.RequestTimeoutException;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.stress.soak.Order.Deed;
import dev.parklane.stress.soak.Order.News;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** An agent that does what it is told, and compares itself with its {@link Spot} all the time. */
final class Toiler extends Agent {
  static final int KEYS = 20; // of its map, different from those of all others
  static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final int TICKS = 5;
  private static final int OF_FAILED = -1; // supplied by cascades that fail

  private final CommandLane<Order> left = new CommandLane<>(this, "left", Order.class);
  private final CommandLane<Order> right = new CommandLane<>(this, "right", Order.class);
  private final ValueLane<Integer> count = new ValueLane<>(this, "count", 0).codec(Codecs.INTEGER);
  private final ValueLane<Integer> mirror = new ValueLane<>(this, "mirror", 0).asTransient();
  private final ValueLane<Integer> trap = new ValueLane<>(this, "trap", 0).asTransient();
  private final MapLane<Integer, Integer> map =
      new MapLane<Integer, Integer>(this, "map").codec(Codecs.INTEGER, Codecs.INTEGER);
  private final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");

  private final World world;
  private final Spot spot;
  private final Set<Integer> away = new HashSet<>(); // the turn: errands under way
  private boolean ended; // the turn: of this instance

  /**
   * What it holds.
   *
   * @param away how many errands are under way
   */
  record Look(int count, Map<Integer, Integer> map, int away) {}

  /** A failure that was asked for. */
  static final class Boom extends Exception {
    private static final long serialVersionUID = 1;

    Boom() {
      super("boom", null, false, false);
    }
  }

  Toiler(World world) {
    this.world = world;
    spot = world.spot(Integer.parseInt(parameter("number")));
    spot.born();
    left.onCommand(this::obey);
    right.onCommand(this::obey);
    count.onSet((now, before) -> mirror.set(now));
    trap.onEvent(value -> {
      edit(new SplittableRandom(value));
      throw new Boom();
    });
  }

  @Override
  protected void onStart() throws Exception {
    spot.enter();
    try {
      spot.expect(count.get() == spot.counted(), "begins with %d", count.get());
      if (Kind.of(spot.agent()) == Kind.STEADY) {
        bus().subscribe("news.*", News.class, this::read);
        bus()
            .endpoint(
                desk(spot.agent()), Integer.class, request -> request.answer(request.value() + 1));
      }
      if (spot.failsToStart()) {
        supply.supply(OF_FAILED);
        throw new Boom();
      }
    } finally {
      spot.leave();
    }
  }

  @Override
  protected void onStop() {
    end();
  }

  @Override
  protected void onFailure(Throwable cause) {
    end();
  }

  private void end() {
    spot.expect(count.get() == spot.counted(), "ends with %d", count.get());
    ended = true;
    spot.died();
  }

  static String desk(int agent) {
    return "desk." + agent;
  }

  /** To be asked. */
  Look look() {
    spot.enter();
    try {
      spot.expect(count.get() == spot.counted(), "counts %d", count.get());
      return new Look(count.get(), Map.copyOf(map.get()), away.size());
    } finally {
      spot.leave();
    }
  }

  /** To be asked: a job, in place of a command. */
  boolean answer(Order order) throws Exception {
    obey(order);
    return true;
  }

  private void read(News news) throws Exception {
    if (news.from() != spot.agent()) { // else it is a part of the cascade that published it
      turn(false, () -> world.ledger().read(spot.agent(), news));
    }
  }

  private void obey(Order order) throws Exception {
    world.ledger().orders(spot.agent(), order.from()).handled(order.number());
    turn(order.deed().fails(), () -> perform(order));
  }

  /** The frame of every root event: counts those that succeed, in a lane and beside it. */
  private void turn(boolean fails, Step act) throws Exception {
    spot.enter();
    try {
      spot.expect(!ended, "handles an event after its end");
      spot.expect(count.get() == spot.counted(), "counts %d, not %d", count.get(), spot.counted());
      count.update(n -> n + 1);
      spot.expect(mirror.get().equals(count.get()), "goes on before its triggers"); // law E3
      act.run();
      if (!fails) {
        spot.count();
      }
    } finally {
      spot.leave();
    }
  }

  private void perform(Order order) throws Exception {
    SplittableRandom random = new SplittableRandom(order.salt());
    switch (order.deed()) {
      case COUNT -> {}
      case EDIT -> edit(random);
      case SUPPLY -> supply.supply(spot.supply());
      case SUSPEND -> suspendWork(random, true);
      case LATER -> later(random, true);
      case CANCEL -> cancelLater(random);
      case TICK -> tick();
      case FORWARD -> forward(order, random, true);
      case PUBLISH -> publish();
      case REQUEST -> request(random);
      case ASK -> ask(random);
      case SLEEP -> Thread.sleep(1);
      case STOP -> {
        if (Kind.of(spot.agent()).mayEnd()) {
          stop();
        }
      }
      case FAIL -> {
        doInVain(order, random);
        throw new Boom();
      }
      case FAIL_BELOW -> {
        doInVain(order, random);
        try {
          trap.set(random.nextInt());
          spot.expect(false, "goes on after a handler has failed");
        } catch (CascadeAbortedException e) {
          return; // as if nothing was wrong
        }
      }
    }
  }

  /** What a cascade that fails has to take back (law F2). */
  private void doInVain(Order order, SplittableRandom random) {
    edit(random);
    supply.supply(OF_FAILED);
    suspendWork(random, false);
    later(random, false);
    forward(order, random, false);
  }

  private void edit(SplittableRandom random) {
    int key = spot.agent() * KEYS + random.nextInt(KEYS);
    switch (random.nextInt(40)) {
      case 0 -> map.clear();
      case 1 -> map.take(KEYS / 2);
      case 2, 3, 4, 5, 6, 7, 8, 9 -> map.remove(key);
      default -> map.put(key, random.nextInt());
    }
  }

  // --- errands: what comes back later --------------------------------------------------------

  private int errand(boolean lasting) {
    int errand = spot.nextErrand();
    if (lasting) {
      away.add(errand);
    }
    return errand;
  }

  private void back(int errand) throws Exception {
    spot.back(errand);
    turn(
        false,
        () ->
            spot.expect(away.remove(errand), "errand %d came back to who had not sent it", errand));
  }

  private void suspendWork(SplittableRandom random, boolean lasting) {
    int errand = errand(lasting);
    long millis = random.nextInt(8) - 5;
    suspend(
        () -> {
          if (millis > 0) {
            Thread.sleep(millis);
          }
          return errand;
        },
        this::back);
  }

  private void later(SplittableRandom random, boolean lasting) {
    int errand = errand(lasting);
    after(Duration.ofNanos(random.nextInt(3_000_000)), () -> back(errand));
  }

  /** One that is cancelled at once, and one that is cancelled by another cascade, or too late. */
  private void cancelLater(SplittableRandom random) {
    int never = errand(false);
    after(Duration.ofNanos(random.nextInt(10_000)), () -> back(never)).cancel();
    int perhaps = errand(true);
    Scheduled other = after(Duration.ofMillis(1), () -> back(perhaps));
    int canceller = errand(true);
    after(
        Duration.ofNanos(900_000 + random.nextInt(200_000)),
        () -> {
          if (other.cancel()) {
            spot.expect(away.remove(perhaps), "errand %d was cancelled late", perhaps);
          }
          back(canceller);
        });
  }

  /** A timer of a few ticks; each has to come, in its place on the grid (laws K3, K9). */
  private void tick() {
    int errand = errand(true);
    long start = clock().nanos();
    String name = "tick " + errand;
    int[] ticks = {0};
    clock()
        .timer(
            name,
            TimerSpec.every(TICK).startNanos(start).stopNanos(start + TICKS * TICK.toNanos()),
            event -> ticked(event, errand, start, ++ticks[0]));
  }

  private void ticked(TimeEvent event, int errand, long start, int tick) throws Exception {
    spot.expect(
        event.scheduledNanos() == start + tick * TICK.toNanos(),
        "tick %d of errand %d is off its grid",
        tick,
        errand);
    if (tick == TICKS) {
      back(errand);
    }
  }

  // --- others --------------------------------------------------------------------------------

  private void forward(Order order, SplittableRandom random, boolean lasting) {
    if (order.hops() > 0) {
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        int to = random.nextInt(world.agents());
        Track track = world.ledger().orders(to, spot.agent());
        Order next =
            new Order(
                spot.agent(),
                to,
                track.next(),
                Deed.any(random),
                random.nextLong(),
                order.hops() - 1);
        agent(Kind.uri(to)).command(next.lane(), next);
        if (lasting) {
          track.sent(next.number());
        }
      }
    }
  }

  private void publish() {
    News news = world.ledger().nextNews(spot.agent());
    bus().publish(news.topic(), news);
    world.ledger().published(news, false);
  }

  private void request(SplittableRandom random) {
    int errand = errand(true);
    int desk = world.anySteady(random);
    bus()
        .request(
            desk(desk),
            errand,
            Integer.class,
            PATIENCE,
            answer -> {
              spot.expect(answer == errand + 1, "%d was answered by %d", errand, answer);
              back(errand);
            },
            failure -> {
              spot.expect(isExpected(failure), "a request has failed: %s", failure);
              back(errand);
            });
  }

  private void ask(SplittableRandom random) throws InterruptedException {
    try {
      agent(Kind.uri(random.nextInt(world.agents()))).ask(Toiler.class, Toiler::look, PATIENCE);
    } catch (AgentFailedException
        | AskCycleException
        | MailboxFullException
        | AskTimeoutException
        | PlaneClosedException e) {
      return; // as it may
    }
  }

  /** A machine that stands still for a minute makes requests time out. */
  private boolean isExpected(Throwable failure) {
    return failure instanceof RequestTimeoutException
        || failure instanceof MailboxFullException
        || failure instanceof PlaneClosedException
        || world.isClosing();
  }
}
