package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Quiet;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;
import dev.parklane.testkit.recorded.Input;
import dev.parklane.testkit.recorded.Inputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces of live planes that become scenarios (law E10). */
@Timeout(60)
class IncidentTest {
  private enum Colour {
    RED,
    GREEN
  }

  private record Order(String thing, long pieces, Colour colour) {}

  private static final LaneKey<Order> ORDER = LaneKey.of("order", Order.class);
  private static final LaneKey<Long> LIMIT = LaneKey.of("limit", Long.class);

  /** An agent that is reached in every way. */
  private static final class Desk extends Agent {
    private final List<Object> seen;
    private final CommandLane<Order> order = new CommandLane<>(this, ORDER);
    private final ValueLane<Long> limit = new ValueLane<>(this, LIMIT, 0L);

    Desk(List<Object> seen) {
      this.seen = seen;
      new CommandLane<>(this, "say", String.class).onCommand(this::say);
      order.onCommand(seen::add);
      limit.onEvent(seen::add);
    }

    private void say(String what) {
      seen.add(what);
      switch (what) {
        case "tell" -> agent("/desk/2").command("say", "told");
        case "work" -> suspend(() -> 1, seen::add);
        case "publish" -> bus().publish("news", "from inside");
        default -> {}
      }
    }

    @Override
    protected void onStart() {
      String self = uri();
      bus().subscribe("news", String.class, news -> seen.add(self + " reads " + news));
      if (self.endsWith("1")) {
        bus().endpoint("desk", String.class, (Request<String> asked) -> asked.answer(self));
      }
    }

    @Override
    protected void onStop() {
      seen.add(uri() + " stops");
    }
  }

  private static PlaneBuilder desks(List<Object> seen) {
    return Plane.builder().route("/desk/:n", () -> new Desk(seen));
  }

  @FunctionalInterface
  private interface Sender {
    void send(Plane plane) throws Exception;
  }

  private static Trace recorded(List<Object> seen, Sender sender) throws Exception {
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    try (Plane plane = desks(seen).start();
        Tracing tracing = plane.trace(recorder)) {
      assertThat(tracing).isNotNull();
      sender.send(plane);
      plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofSeconds(30));
    }
    return recorder.recorded();
  }

  /** All that comes from outside, one after the other. */
  private static void all(Plane plane) throws Exception {
    plane.agent("/desk/1").command(ORDER, new Order("tea, hot", 3, Colour.GREEN));
    plane.awaitQuiet();
    plane.agent("/desk/2").command("say", "hello");
    plane.agent("/desk/1").set(LIMIT, 7L);
    plane.awaitQuiet();
    plane.bus().publish("news", "from outside");
    plane.awaitQuiet();
    plane.agent("/desk/1").command("say", "tell");
    plane.awaitQuiet();
    plane.agent("/desk/1").command("say", "publish");
    plane.awaitQuiet();
    assertThat(plane.bus().request("desk", "who", String.class, Duration.ofDays(1)))
        .isEqualTo("/desk/1");
    plane.agent("/desk/2").stop();
    plane.awaitQuiet();
  }

  @Test
  void everythingThatCameFromOutside_isSentAgain_andNothingElse() throws Exception {
    List<Object> there = new CopyOnWriteArrayList<>();
    Trace trace = recorded(there, IncidentTest::all);
    there.removeLast(); // what came as the plane was closed
    List<Object> here = new ArrayList<>();
    Incident incident = Incident.of(Trace.parse(trace.toString())).with(ORDER, LIMIT);
    Replayed replayed =
        Simulation.of(trace)
            .play(
                incident.on(
                    () -> {
                      here.clear();
                      return desks(here);
                    },
                    plane -> {
                      assertThat(here).isEqualTo(there);
                      assertThat(plane.deadLetters()).isZero();
                    }));
    replayed.requireSame();
    assertThat(incident.notReplayed()).isEmpty();
    assertThat(there).contains(new Order("tea, hot", 3, Colour.GREEN), 7L, "told");
  }

  @Test
  void whatCannotBeSentAgain_isTold() throws Exception {
    Trace trace =
        recorded(
            new CopyOnWriteArrayList<>(),
            plane -> {
              plane.agent("/desk/1").command("say", "work");
              plane.agent("/desk/1").ask(Desk.class, desk -> 1);
              plane.agent("/desk/1").ask(Desk.class, desk -> 2);
              plane.agent("/desk/1").command("say", "x".repeat(200));
              plane.agent("/desk/1").command(ORDER, new Order("tea", 1, Colour.RED));
            });
    Incident incident = Incident.of(trace);
    assertThat(incident.notReplayed())
        .hasSize(4)
        .contains("not replayed: what /desk/1 was asked from outside: a question is code (2 times)")
        .contains("not replayed: what work came to that /desk/1 has suspended: it is done again")
        .anyMatch(
            line -> line.contains("say \"xxx") && line.endsWith("give its type or a function"))
        .anyMatch(line -> line.contains("order Order[thing=tea, pieces=1, colour=RED]: its value"));
    List<Object> here = new ArrayList<>();
    Trace played = Simulation.run(1, incident.on(() -> desks(here)));
    assertThat(here).containsExactly("work", 1, "/desk/1 stops");
    assertThat(
            played.entries().stream()
                .filter(TraceEntry.Note.class::isInstance)
                .map(note -> ((TraceEntry.Note) note).text()))
        .isEqualTo(incident.notReplayed());
    here.clear();
    Replayed replayed =
        Simulation.of(trace).play(simulation -> incident.on(() -> desks(here)).play(simulation));
    assertThat(replayed.notReplayed()).isEqualTo(incident.notReplayed());
    assertThat(replayed.parting()).contains("the trace goes on with '/desk/1 ask'");
  }

  @Test
  void valuesThatCannotBeRead_areMadeByAFunction() throws Exception {
    String longText = "x".repeat(200);
    Trace trace =
        recorded(
            new CopyOnWriteArrayList<>(), plane -> plane.agent("/desk/1").command("say", longText));
    List<Object> here = new ArrayList<>();
    Incident incident =
        Incident.of(trace)
            .with((to, lane, text) -> {
              assertThat(to + " " + lane + " " + text)
                  .startsWith("/desk/1 say \"xxx")
                  .endsWith("...");
              return longText;
            });
    Simulation.run(1, incident.on(() -> desks(here)));
    assertThat(here).startsWith(longText);
    assertThat(incident.notReplayed()).isEmpty();
  }

  @Test
  void traceWithoutValues_needsAFunctionForThem() {
    Trace trace =
        Trace.parse(
            "/desk/1 <- onStart\n/desk/1 succeeds\n/desk/1 <- say.onCommand\n/desk/1 succeeds");
    assertThat(Incident.of(trace).notReplayed())
        .containsExactly("not replayed: command to /desk/1 say: its value was not recorded");
    List<Object> here = new ArrayList<>();
    Scenario again = Incident.of(trace).with((to, lane, text) -> "hi").on(() -> desks(here));
    assertThat(Simulation.of(trace).play(again).isComplete()).isTrue();
    assertThat(here).startsWith("hi");
  }

  @Test
  void check_thatFails_failsTheRun() {
    Trace trace = Trace.parse("/desk/1 <- say.onCommand \"hi\"\n/desk/1 succeeds");
    Scenario scenario =
        Incident.of(trace)
            .on(
                () -> desks(new ArrayList<>()),
                plane -> assertThat(plane.agents()).as("agents").isZero());
    assertThatThrownBy(() -> Simulation.run(1, scenario))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("[agents]");
  }

  /** What a journal may have one day. */
  @Test
  void inputsWithTimes_areSentAtThese() {
    List<Object> here = new ArrayList<>();
    Inputs inputs =
        new Inputs() {
          @Override
          public List<Input> all() {
            return List.of(
                said(Duration.ofSeconds(2), "one"),
                said(Duration.ofSeconds(2), "two"),
                said(Duration.ofHours(1), "three"));
          }

          @Override
          public List<String> others() {
            return List.of("what it has lost");
          }
        };
    Simulation.run(
        1,
        simulation ->
            Incident.of(inputs)
                .on(
                    () -> Plane.builder().route("/clock", () -> new Times(here)),
                    plane -> {
                      assertThat(here)
                          .containsExactly("one at PT2S", "two at PT2S", "three at PT1H");
                      assertThat(simulation.trace().toString())
                          .startsWith("note not replayed: what it has lost");
                    })
                .play(simulation));
    assertThat(here).hasSize(3);
  }

  private static Input said(Duration time, String what) {
    return new Input(time, Input.Kind.COMMAND, "/clock", "say", what, null);
  }

  private static final class Times extends Agent {
    Times(List<Object> seen) {
      new CommandLane<>(this, "say", String.class)
          .onCommand(what -> seen.add(what + " at " + Duration.ofNanos(clock().nanos())));
    }
  }
}
