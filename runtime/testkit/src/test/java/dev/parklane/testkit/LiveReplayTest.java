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
}
