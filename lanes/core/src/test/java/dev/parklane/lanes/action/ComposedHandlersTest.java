package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Composed handlers, registered for every event. */
@Timeout(60)
class ComposedHandlersTest {
  @AutoClose private final ActionStage stage = new ActionStage();

  /** What the README shows. */
  private static final class Names extends Agent {
    private final CommandLane<String> addName = new CommandLane<>(this, "addName");
    private final ValueLane<List<String>> accumulate =
        new ValueLane<>(this, "accumulate", List.of());
    private final ValueLane<Integer> length = new ValueLane<>(this, "length", 0);

    private final HandlerContext<Names> on = HandlerContext.of(Names.class);
    private final Consumer<String> log;

    Names(Consumer<String> log) {
      this.log = log;
      addName.onCommand(on.handler(this::add));
      accumulate.onEvent(on.handler(names -> on.set(n -> n.length, names.size())));
    }

    private ComposedHandler<Names> add(String name) {
      return on.update(n -> n.accumulate, names -> append(names, name))
          .followedBy(on.get(n -> n.length))
          .andThen(length -> on.effect(() -> log.accept(length + " names so far")));
    }

    private static List<String> append(List<String> names, String name) {
      return Stream.concat(names.stream(), Stream.of(name)).toList();
    }
  }

  /** E3: the names of the README. */
  @Test
  void names_composed_printWhatThePlainOnesPrint() {
    List<String> printed = new CopyOnWriteArrayList<>();
    try (Plane plane =
        Plane.builder().route("/names/:list", () -> new Names(printed::add)).start()) {
      AgentRef guests = plane.agent("/names/guests");
      guests.command("addName", "Ada");
      guests.command("addName", "Grace");
    }
    assertThat(printed).containsExactly("1 names so far", "2 names so far");
  }

  /** V2. */
  @Test
  void valueLane_runsComposedHandlers_ofOnEventAndOnSet() {
    stage.desk(desk ->
        desk.count
            .onSet(ON.setHandler((now, was) -> stage.noting("set " + was + ">" + now)))
            .onEvent(ON.handler(now -> stage.noting("event " + now))));
    stage.run(ON.set(Desk::count, 4));
    assertThat(stage.trace).containsExactly("event 4", "set 0>4");
  }

  /** M1 to M3. */
  @Test
  void mapLane_runsComposedHandlers_ofEachEvent() {
    stage.desk(desk ->
        desk.stock
            .onUpdate(
                ON.updateHandler(
                    (map, key, was, now) -> stage.noting(map + " " + key + " " + was + ">" + now)))
            .onRemove(
                ON.removeHandler((map, key, was) -> stage.noting(map + " " + key + " " + was)))
            .onClear(ON.clearHandler(before -> stage.noting("clear " + before))));
    stage.run(
        ON.sequentially(
            List.of(
                ON.put(d -> d.stock, "a", 1),
                ON.put(d -> d.stock, "b", 2),
                ON.remove(d -> d.stock, "a"),
                ON.clear(d -> d.stock))));
    assertThat(stage.trace)
        .containsExactly("{a=1} a null>1", "{a=1, b=2} b null>2", "{b=2} a 1", "clear {b=2}");
  }

  /** C1, E1. */
  @Test
  void commandLane_runsComposedHandlers() {
    stage.desk(desk ->
        desk.order.onCommand(
            ON.handler(text -> ON.uri().andThen(uri -> stage.noting(uri + " " + text)))));
    stage.plane.agent("/desk/a").command("order", "x");
    stage.quiet();
    assertThat(stage.trace).containsExactly("/desk/a x");
  }

  /** J1: a link's end. */
  @Test
  void link_runsComposedHandlers_ofItsEnds() {
    stage.desk(desk -> {
      AgentRef b = stage.plane.agent("/desk/b");
      new ValueLink<>(desk, b.lane("count", Integer.class))
          .onLinked(stage.noting("linked"))
          .onUnlinked(stage.noting("unlinked"))
          .open();
      new ValueLink<>(desk, b.lane("absent", Integer.class))
          .onFailed(ON.handler(cause -> stage.noting("failed")))
          .open();
    });
    stage.quiet();
    stage.plane.agent("/desk/b").stop();
    stage.quiet();
    assertThat(stage.trace).containsExactlyInAnyOrder("linked", "failed", "stopped", "unlinked");
  }

  /** J4: the answer is the result. */
  @Test
  void joinLane_runsAComposedHandler_ofTheEndOfALink() {
    stage.desk(desk -> {
      JoinValueLane<String, Integer> all = new JoinValueLane<>(desk, "all");
      all.onEnd(
              ON.endHandler((key, cause) ->
                  stage.noting("end of " + key + " " + cause).map(nothing -> JoinAnswer.DELETE)))
          .onUpdate(ON.updateHandler((map, key, was, now) -> stage.noting("" + map)))
          .onRemove(ON.removeHandler((map, key, was) -> stage.noting(map + " without " + key)));
      all.link("b", stage.plane.agent("/desk/b").lane("count", Integer.class));
    });
    stage.quiet();
    stage.plane.agent("/desk/b").stop();
    stage.quiet();
    assertThat(stage.trace).containsExactly("{b=0}", "stopped", "end of b null", "{} without b");
  }

  /** C2, C3: the value of a demand lane is the result, none of a key is a removal. */
  @Test
  void demandLanes_runComposedHandlers() {
    stage.desk(desk -> {
      desk.report.onCue(ON.cueHandler(stage.noting("onCue").map(nothing -> 1)));
      desk.prices
          .keys(ON.keysHandler(stage.noting("keys").map(nothing -> List.of("a"))))
          .onCueKey(
              ON.cueKeyHandler(
                  key -> stage.noting("onCueKey " + key).map(nothing -> Optional.empty())));
    });
    stage.run(ON.cue(d -> d.report).followedBy(ON.cue(d -> d.prices, "a")));
    assertThat(stage.trace).containsExactly("onCue", "onCueKey a");
  }

  @Test
  void functionsOfHandlers_thatGiveNull_failByName() {
    stage.desk(desk -> {
      desk.count.onEvent(ON.handler(n -> ActionStage.<ComposedHandler<Desk>>absent()));
      desk.twin.onSet(ON.setHandler((n, was) -> ActionStage.<ComposedHandler<Desk>>absent()));
      desk.stock
          .onUpdate(ON.updateHandler((map, key, was, now) -> ActionStage.absent()))
          .onRemove(ON.removeHandler((map, key, was) -> ActionStage.absent()))
          .onClear(
              ON.clearHandler(
                  (Map<String, Integer> before) -> ActionStage.<ComposedHandler<Desk>>absent()));
    });
    assertNullOf("handler(...)", ON.set(Desk::count, 1));
    assertNullOf("setHandler(...)", ON.set(d -> d.twin, 1));
    assertNullOf("updateHandler(...)", ON.put(d -> d.stock, "a", 1));
    assertNullOf("clearHandler(...)", ON.clear(d -> d.stock));
  }

  private void assertNullOf(String adapter, ComposedHandler<Desk> act) {
    assertThatThrownBy(() -> stage.run(act))
        .rootCause()
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith(
            "[PL-E3] the function of " + adapter + " in Desk /desk/a gave null");
  }
}
