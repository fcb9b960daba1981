package dev.parklane.stress.soak;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AskTimeoutException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.soak.Ledger.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A plane with its agents and what is known of them. */
final class World {
  private static final int PEEKS = 3_000; // 10 ms apart, before what has not settled never will

  private final Setting setting;
  private final Faults faults;
  private final Ledger ledger;
  private final List<Spot> spots;
  private final SplittableRandom seeds;
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final Plane plane;
  private volatile boolean closing; // the thread of the soak writes

  World(Setting setting, Faults faults) throws InterruptedException {
    this.setting = setting;
    this.faults = faults;
    seeds = new SplittableRandom(setting.seed());
    ledger = new Ledger(setting.agents(), setting.agents() + setting.outsiders(), faults);
    spots =
        IntStream.range(0, setting.agents())
            .mapToObj(agent -> new Spot(agent, seeds.nextLong(), faults))
            .toList();
    plane = start();
    for (int agent = 0; agent < setting.agents(); agent++) {
      if (Kind.of(agent) == Kind.STEADY) {
        plane.agent(Kind.uri(agent)).ask(Toiler.class, Toiler::look); // reads news from now on
      }
    }
    for (int onlooker : List.of(Onlooker.QUICK, Onlooker.SLOW)) {
      plane.agent(Onlooker.uri(onlooker)).ask(Onlooker.class, Onlooker::look);
    }
    plane.awaitQuiet(); // they are linked to all that could be started
  }

  private Plane start() {
    PlaneBuilder builder =
        Plane.builder()
            .lockStep(setting.lockStep())
            .carriers(setting.carriers())
            .onDeadLetter(ledger::died)
            .options(options -> options.withMailboxCapacity(setting.capacity()))
            .route(Onlooker.ROUTE, () -> new Onlooker(this));
    for (Kind kind : Kind.values()) {
      builder.route(kind.route(), () -> new Toiler(this), kind::options);
    }
    return builder.start();
  }

  int agents() {
    return setting.agents();
  }

  Spot spot(int agent) {
    return spots.get(agent);
  }

  Ledger ledger() {
    return ledger;
  }

  Faults faults() {
    return faults;
  }

  int anySteady(SplittableRandom random) {
    int kinds = Kind.values().length;
    return random.nextInt(agents() / kinds) * kinds + Kind.STEADY.ordinal();
  }

  boolean isClosing() {
    return closing;
  }

  /** Sends for so long, and then closes as it shall. */
  Tally liveFor(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    BooleanSupplier inTime = () -> System.nanoTime() - end < 0;
    boolean settles = setting.end() == Setting.End.SETTLE;
    List<Thread> senders = startSenders(() -> settles ? inTime : () -> true);
    if (settles) {
      join(senders);
      settle();
    } else {
      TimeUnit.MILLISECONDS.sleep(millis);
    }
    close();
    join(senders);
    Tally tally = ledger.tally();
    ledger.settle();
    return tally;
  }

  /** Sends so many times from each thread, and waits for all of it. */
  void visit(int sends) throws InterruptedException {
    join(
        startSenders(() -> {
          int[] left = {sends};
          return () -> left[0]-- > 0;
        }));
    settle();
    ledger.settle();
  }

  private List<Thread> startSenders(Supplier<BooleanSupplier> goesOn) {
    return IntStream.range(agents(), agents() + setting.outsiders())
        .mapToObj(number -> {
          Outsider outsider = new Outsider(this, plane, number, seeds.nextLong());
          BooleanSupplier mayGoOn = goesOn.get();
          return Thread.ofPlatform().name("sender " + number).start(() -> outsider.send(mayGoOn));
        })
        .toList();
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  // --- at rest -------------------------------------------------------------------------------

  private void settle() throws InterruptedException {
    Optional<String> open = Optional.empty();
    for (int i = 0; i < PEEKS; i++) {
      plane.awaitQuiet();
      open = unsettled();
      if (open.isEmpty()) {
        return;
      }
      faults.step();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    faults.add("does not settle: %s", open.orElseThrow());
  }

  /** What is not as it has to be in the end, if anything is. */
  private Optional<String> unsettled() throws InterruptedException {
    Map<Integer, Integer> counts = new HashMap<>();
    Map<Integer, Integer> map = new HashMap<>();
    try {
      for (int agent = 0; agent < agents(); agent++) {
        if (Kind.of(agent).isWatched()) {
          Toiler.Look look =
              plane.agent(Kind.uri(agent)).ask(Toiler.class, Toiler::look, Toiler.PATIENCE);
          if (look.away() > 0) {
            return Optional.of(Kind.uri(agent) + " waits for " + look.away() + " errands");
          }
          counts.put(agent, look.count());
          map.putAll(look.map());
        }
      }
      for (int onlooker : List.of(Onlooker.QUICK, Onlooker.SLOW)) {
        Optional<String> apart = apart(onlooker, counts, map);
        if (apart.isPresent()) {
          return apart;
        }
      }
    } catch (AgentFailedException | AskTimeoutException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    List<String> idle = plane.agents(Kind.IDLE.route());
    return idle.isEmpty() ? Optional.empty() : Optional.of("idle agents stay: " + idle);
  }

  /** What an onlooker holds that is not so, by law J2, J3 or C4. */
  private Optional<String> apart(
      int onlooker, Map<Integer, Integer> counts, Map<Integer, Integer> map)
      throws InterruptedException {
    String uri = Onlooker.uri(onlooker);
    Onlooker.Look look = plane.agent(uri).ask(Onlooker.class, Onlooker::look, Toiler.PATIENCE);
    if (!look.counts().equals(counts)) {
      return Optional.of(uri + " has joined " + look.counts() + " of " + counts);
    }
    if (!look.map().equals(map)) {
      return Optional.of(uri + " has joined the maps " + look.map() + " of " + map);
    }
    for (int agent = 0; onlooker == Onlooker.QUICK && agent < agents(); agent++) {
      int supplied = spots.get(agent).supplied();
      if (Kind.of(agent) == Kind.STEADY && look.heard()[agent] != supplied) {
        return Optional.of(
            "%s has heard %d of %d from %d".formatted(uri, look.heard()[agent], supplied, agent));
      }
    }
    return Optional.empty();
  }

  // --- at the end ----------------------------------------------------------------------------

  /** Closes, and leaves nothing behind (law L5). */
  void close() {
    closing = true;
    plane.close(setting.end().closing());
    faults.expect(plane.agents() == 0, "%d agents are there after the close", plane.agents());
    for (Spot spot : spots) {
      spot.expect(spot.alive() == 0, "was not stopped");
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      faults.expect(
          before.contains(thread) || !thread.getName().startsWith("parklane-"),
          "%s is there after the close",
          thread);
    }
  }
}
