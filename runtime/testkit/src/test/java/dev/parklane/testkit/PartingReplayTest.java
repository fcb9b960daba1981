package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a run parts from the trace of a live plane, and what it does otherwise. */
@Timeout(60)
class PartingReplayTest {
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
