package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Quiet;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces of live planes, whose order is played again (law E10). */
@Timeout(60)
class LiveReplayTest {
  /** What a till asks elsewhere. */
  @FunctionalInterface
  interface Prices {
    int of(String thing) throws InterruptedException;

    /** Is told of each sale in the turn of the till. */
    default void isSold(String thing) {}
  }

  /** A till that loses money where a sale comes while it asks for a price. */
  private static final class Till extends Agent {
    private final CommandLane<String> sell = new CommandLane<>(this, "sell", String.class);
    private final ValueLane<Integer> takings = new ValueLane<>(this, "takings", 0);

    Till(Prices prices) {
      sell.onCommand(thing -> {
        int before = takings.get();
        suspend(
            () -> prices.of(thing),
            price -> {
              takings.set(before + price);
              prices.isSold(thing);
            });
      });
    }

    int takings() {
      return takings.get();
    }
  }

  private static PlaneBuilder tills(Prices prices) {
    return Plane.builder().route("/till", () -> new Till(prices));
  }

  /** Two customers at a till that answers neither before it has heard of both. */
  private static Trace recordedSales() throws Exception {
    CountDownLatch bothAsk = new CountDownLatch(2);
    Prices prices =
        thing -> {
          bothAsk.countDown();
          bothAsk.await();
          return thing.length();
        };
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    try (Plane plane = tills(prices).start();
        Tracing tracing = plane.trace(recorder)) {
      assertThat(tracing).isNotNull();
      inThreads(
          () -> plane.agent("/till").command("sell", "tea"),
          () -> plane.agent("/till").command("sell", "cake"));
      plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofSeconds(30));
    }
    return recorder.recorded();
  }

  private static void inThreads(Runnable... senders) throws Exception {
    CyclicBarrier together = new CyclicBarrier(senders.length);
    List<Thread> threads = new ArrayList<>();
    for (Runnable sender : senders) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                assertThatCode(together::await).doesNotThrowAnyException();
                sender.run();
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Scenario twoSales() {
    return simulation -> {
      try (Plane plane = simulation.start(tills(String::length))) {
        simulation.program("tea", () -> plane.agent("/till").command("sell", "tea"));
        simulation.program("cake", () -> plane.agent("/till").command("sell", "cake"));
        simulation.settle();
        assertThat(plane.agent("/till").ask(Till.class, Till::takings)).isEqualTo(7);
      }
    };
  }

  @Test
  void lostUpdate_ofALivePlane_isReplayedToTheSameFailure() throws Exception {
    Trace trace = Trace.parse(recordedSales().toString()); // as from a file
    SimulationFailure failure =
        catchThrowableOfType(SimulationFailure.class, () -> Simulation.of(trace).play(twoSales()));
    assertThat(failure)
        .hasMessageContaining("replayed 5 of 5 root events of the trace")
        .hasMessageContaining("expected: 7")
        .hasMessageContaining(lastTakings(trace));
    assertThatThrownBy(
            () -> Simulation.run(failure.seed(), new GivenChoices(failure.choices()), twoSales()))
        .isInstanceOfSatisfying(
            SimulationFailure.class, again -> assertThat(again.isSameAs(failure)).isTrue());
  }

  @Test
  void lostUpdate_ofALivePlane_isReplayed_byWhatCameFromOutside() throws Exception {
    Trace trace = Trace.parse(recordedSales().toString());
    Scenario sales =
        Incident.of(trace)
            .on(
                () -> tills(String::length),
                plane ->
                    assertThat(plane.agent("/till").ask(Till.class, Till::takings)).isEqualTo(7));
    assertThatThrownBy(() -> Simulation.of(trace).play(sales))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContainingAll("expected: 7", "replayed 5 of 5 root events of the trace")
        .hasMessageContaining("not replayed: what work came to that /till has suspended");
  }

  /** The second sale is told its price first; by their names nobody can tell. */
  @Test
  void rootEventsThatLookAlike_comeInTheOrderOfTheTrace_byWhatTheyDid() throws Exception {
    CountDownLatch cakeIsSold = new CountDownLatch(1);
    Prices prices =
        new Prices() {
          @Override
          public int of(String thing) throws InterruptedException {
            if (thing.equals("tea")) {
              cakeIsSold.await();
            }
            return thing.length();
          }

          @Override
          public void isSold(String thing) {
            cakeIsSold.countDown();
          }
        };
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    try (Plane plane = tills(prices).start();
        Tracing tracing = plane.trace(recorder)) {
      assertThat(tracing).isNotNull();
      plane.agent("/till").command("sell", "tea");
      plane.agent("/till").command("sell", "cake");
      plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofSeconds(30));
    }
    Replayed replayed =
        Simulation.of(recorder.recorded())
            .play(Incident.of(recorder.recorded()).on(() -> tills(String::length)));
    replayed.requireSame();
    assertThat(recorder.recorded().toString()).contains("takings: 4 -> 3");
  }

  /** As in {@code takings: 3 -> 4}, of the sale that has come last. */
  private static String lastTakings(Trace trace) {
    return trace.lines().stream()
        .filter(line -> line.contains("writes takings"))
        .reduce((one, other) -> other)
        .orElseThrow()
        .replaceFirst(".*writes ", "");
  }

  /** A desk that passes on what comes, as in {@code tea>2>0}, and keeps what it has seen. */
  private static final class Desk extends Agent {
    private final CommandLane<String> pass = new CommandLane<>(this, "pass", String.class);
    private final ValueLane<String> last = new ValueLane<>(this, "last", "");

    Desk(Map<String, List<String>> seen) {
      List<String> mine = seen.computeIfAbsent(uri(), none -> new CopyOnWriteArrayList<>());
      pass.onCommand(what -> {
        mine.add(what);
        last.set(what);
        int to = what.indexOf('>');
        if (to >= 0) {
          agent("/desk/" + what.charAt(to + 1))
              .command("pass", what.substring(0, to) + what.substring(to + 2));
        }
      });
    }
  }

  private static final int SENDERS = 3;
  private static final int EACH = 40;

  /** What a sender sends: to one desk after the other, to be passed on to another. */
  private static List<SentCommand> sent(int sender) {
    return IntStream.range(0, EACH)
        .mapToObj(i ->
            new SentCommand(
                "/desk/" + (sender + i) % 3,
                "pass",
                sender + "." + i + ">" + (i % 3) + (i % 2 == 0 ? ">" + (sender % 3) : "")))
        .toList();
  }

  private static PlaneBuilder desks(Map<String, List<String>> seen) {
    return Plane.builder().route("/desk/:n", () -> new Desk(seen));
  }

  private static Trace recordedDesks(Map<String, List<String>> seen) throws Exception {
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    try (Plane plane = desks(seen).start();
        Tracing tracing = plane.trace(recorder)) {
      assertThat(tracing).isNotNull();
      inThreads(
          IntStream.range(0, SENDERS)
              .<Runnable>mapToObj(sender -> () -> sent(sender).forEach(one -> one.sendTo(plane)))
              .toArray(Runnable[]::new));
      plane.awaitQuiet();
    }
    return recorder.recorded();
  }

  private static Scenario desksAgain(Map<String, List<String>> seen) {
    return simulation -> {
      seen.clear();
      try (Plane plane = simulation.start(desks(seen))) {
        for (int i = 0; i < SENDERS; i++) {
          List<SentCommand> all = sent(i);
          simulation.program(
              "sender " + i,
              () -> {
                for (SentCommand one : all) {
                  one.sendTo(plane);
                  simulation.pause();
                }
              });
        }
        simulation.settle();
      }
    };
  }

  @Test
  void orderOfALivePlane_withAgentsThatSend_andSeveralSenders_isReplayedWhole() throws Exception {
    Map<String, List<String>> there = new ConcurrentHashMap<>();
    Trace trace = recordedDesks(there);
    Map<String, List<String>> here = new ConcurrentHashMap<>();
    Replayed replayed = Simulation.of(trace).play(desksAgain(here));
    replayed.requireSame();
    assertThat(here).isEqualTo(there);
    assertThat(replayed.followed()).isEqualTo(replayed.rootEvents()).isGreaterThan(200);
    assertThat(replayed).hasToString("replayed %1$d of %1$d root events of the trace", 303);

    Map<String, List<String>> again = new ConcurrentHashMap<>();
    Simulation.run(replayed.seed(), replayed.strategy(), desksAgain(again));
    assertThat(again).isEqualTo(there);
  }

  @Test
  void orderOfALivePlane_isReplayedWhole_byWhatCameFromOutside() throws Exception {
    Map<String, List<String>> there = new ConcurrentHashMap<>();
    Trace trace = recordedDesks(there);
    Map<String, List<String>> here = new ConcurrentHashMap<>();
    Scenario again =
        Incident.of(trace)
            .on(() -> {
              here.clear();
              return desks(here);
            });
    Replayed replayed = Simulation.of(trace).play(again);
    replayed.requireSame();
    assertThat(replayed.notReplayed()).isEmpty();
    Simulation.run(replayed.seed(), replayed.strategy(), again);
    assertThat(here).isEqualTo(there);
  }

  /** A shop that has each sale noted in a log, but for what it is told to leave out. */
  private static final class Shop extends Agent {
    private final CommandLane<String> sell = new CommandLane<>(this, "sell", String.class);
    private final ValueLane<Integer> sold = new ValueLane<>(this, "sold", 0);

    Shop(String notNoted, int step) {
      sell.onCommand(thing -> {
        sold.update(n -> n + step);
        if (!thing.equals(notNoted)) {
          agent("/log").command("note", thing);
        }
      });
    }
  }

  private static final class Log extends Agent {
    Log() {
      new CommandLane<>(this, "note", String.class).onCommand(thing -> {});
    }
  }

  private static PlaneBuilder shop(String notNoted, int step) {
    return Plane.builder().route("/shop", () -> new Shop(notNoted, step)).route("/log", Log::new);
  }

  private static Trace recordedShop(TraceRecorder recorder) throws Exception {
    try (Plane plane = shop("", 1).start();
        Tracing tracing = plane.trace(recorder)) {
      assertThat(tracing).isNotNull();
      for (String thing : List.of("tea", "cake", "milk")) {
        plane.agent("/shop").command("sell", thing);
        plane.awaitQuiet();
      }
    }
    return recorder.recorded();
  }

  private static Trace recordedShop() throws Exception {
    return recordedShop(TraceRecorder.ofAll().withValues());
  }

  private static Scenario selling(PlaneBuilder shop, String... things) {
    return simulation -> {
      try (Plane plane = simulation.start(shop)) {
        for (String thing : things) {
          plane.agent("/shop").command("sell", thing);
        }
        simulation.settle();
      }
    };
  }

  private static Replayed replayed(Trace trace, String notNoted, int step, String... things) {
    return Simulation.of(trace)
        .play(simulation -> selling(shop(notNoted, step), things).play(simulation));
  }

  @Test
  void codeThatHasChanged_partsWhereItSendsNoMore() throws Exception {
    Replayed replayed = replayed(recordedShop(), "cake", 1, "tea", "cake", "milk");
    assertThat(replayed)
        .hasToString(
            """
            replayed 6 of 8 root events of the trace
            it parts after 6 root events: the trace goes on with '/log note.onCommand "cake"', \
            here /log handles 'note.onCommand "milk"'; here could run: /log, /shop
            different: /shop sell.onCommand "cake": in sell.onCommand the trace has \
            'sends note "cake" to /log', here is 'succeeds'\
            """);
    assertThatThrownBy(replayed::requireSame)
        .isInstanceOf(AssertionError.class)
        .hasMessage(replayed.toString());
  }

  @Test
  void whatNeverComes_isTold_withWhoHasNothingToDo() throws Exception {
    assertThat(replayed(recordedShop(), "milk", 1, "tea", "cake", "milk").parting())
        .startsWith(
            "after 7 root events: the trace goes on with '/log note.onCommand \"milk\"',"
                + " here /log has nothing to do but to stop");
    assertThat(replayed(recordedShop(), "", 1).parting())
        .startsWith(
            "after 0 root events: the trace goes on with '/shop onStart', here /shop has nothing");
  }

  @Test
  void whatTheTraceHasNot_isTold() throws Exception {
    assertThat(replayed(recordedShop(), "", 1, "tea", "cake", "tea", "milk").parting())
        .startsWith(
            "after 6 root events: the trace goes on with '/shop sell.onCommand \"milk\"',"
                + " here /shop handles 'sell.onCommand \"tea\"'");
  }

  @Test
  void cascadesThatWriteOtherwise_areDifferences_andNoParting() throws Exception {
    Replayed replayed = replayed(recordedShop(), "", 2, "tea", "cake", "milk");
    assertThat(replayed.isComplete()).isTrue();
    assertThat(replayed.differences())
        .hasSize(3)
        .first()
        .isEqualTo(
            "/shop sell.onCommand \"tea\": in sell.onCommand the trace has 'writes sold: 0 -> 1',"
                + " here is 'writes sold: 0 -> 2'");
    assertThatThrownBy(replayed::requireSame).isInstanceOf(AssertionError.class);
  }

  /** Where it begins when agents are there already, their start is no parting. */
  @Test
  void traceOfAPlaneThatRunsAlready_isReplayed() throws Exception {
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    try (Plane plane = shop("", 1).start()) {
      plane.agent("/shop").command("sell", "tea");
      plane.awaitQuiet();
      try (Tracing tracing = plane.trace(recorder)) {
        assertThat(tracing).isNotNull();
        plane.agent("/shop").command("sell", "cake");
        plane.awaitQuiet();
      }
    }
    Replayed replayed = replayed(recorder.recorded(), "", 1, "cake");
    assertThat(replayed.followed()).isEqualTo(replayed.rootEvents()).isEqualTo(2);
    assertThat(replayed.differences())
        .singleElement()
        .asString()
        .contains("'writes sold: 1 -> 2', here is 'writes sold: 0 -> 1'");
  }

  @Test
  void traceWithoutItsBeginning_saysSoWhereItParts() throws Exception {
    Trace trace = recordedShop(new TraceRecorder(8).withValues());
    assertThat(replayed(trace, "", 1, "tea").parting()).contains("(the trace lacks its first ");
  }

  @Test
  void replay_isPlayedWithTheSeedThatItIsGiven() throws Exception {
    List<Integer> drawn = new ArrayList<>();
    Simulation.of(recordedShop())
        .withSeed(7)
        .play(simulation -> drawn.add(simulation.random().nextInt()));
    Simulation.run(7, simulation -> drawn.add(simulation.random().nextInt()));
    assertThat(drawn).hasSizeGreaterThan(1).containsOnly(drawn.getLast());
  }
}
