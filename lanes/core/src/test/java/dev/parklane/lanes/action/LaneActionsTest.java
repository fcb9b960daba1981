package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.MapLink;
import dev.parklane.lanes.ValueLink;
import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.runtime.LaneAccessException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every operation on lanes obeys the laws of the method that it stands for. */
@Timeout(60)
class LaneActionsTest {
  @AutoClose
  private final ActionStage stage =
      new ActionStage(desk ->
          desk.stock
              .onUpdate((map, key, was, now) -> desk.note(map + " " + key + " " + was + ">" + now))
              .onRemove((map, key, was) -> desk.note(map + " " + key + " -" + was))
              .onClear(before -> desk.note("clear " + before)));

  private ComposedHandler<Desk> noteState() {
    return ON.get(Desk::count)
        .join(ON.entries(d -> d.stock), (count, stock) -> count + " " + stock)
        .andThen(stage::noting);
  }

  /** E3, V1, E9: what a write set off has happened before the next action is run. */
  @Test
  void set_andUpdate_runTheirObserversBeforeTheNextAction() {
    stage.desk(desk -> {
      desk.count.onEvent(n -> desk.note("event " + n + " over " + desk.twin.get()));
      desk.count.onSet((n, was) -> desk.twin.set(n * 10));
    });
    stage.run(
        ON.set(Desk::count, 3)
            .followedBy(ON.update(Desk::count, n -> n + 1))
            .followedBy(ON.get(d -> d.twin))
            .andThen(twin -> stage.noting("twin " + twin)));
    assertThat(stage.trace).containsExactly("event 3 over 0", "event 4 over 30", "twin 40");
  }

  /** V3: a re-entrant set nests. */
  @Test
  void set_fromItsOwnObserver_nests() {
    stage.desk(desk ->
        desk.count
            .onEvent(
                ON.handler(n ->
                    stage
                        .noting("E" + n)
                        .followedBy(
                            ON.whenPresent(
                                Optional.of(n + 1).filter(next -> next < 4),
                                next -> ON.set(Desk::count, next)))))
            .onSet(ON.setHandler((n, was) -> stage.noting("S(" + n + "," + was + ")"))));
    stage.run(ON.set(Desk::count, 1));
    assertThat(stage.trace).containsExactly("E1", "E2", "E3", "S(3,2)", "S(2,1)", "S(1,0)");
    assertThat((int) stage.run(ON.get(Desk::count))).isEqualTo(3);
  }

  /** M1 to M4. */
  @Test
  void put_remove_compute_andClear_areThoseOfTheLane() {
    stage.run(
        ON.sequentially(
            List.of(
                ON.put(d -> d.stock, "a", 1),
                ON.remove(d -> d.stock, "absent"),
                ON.compute(d -> d.stock, "a", (key, was) -> was == null ? 9 : was + 1),
                ON.compute(d -> d.stock, "b", (key, was) -> was == null ? 5 : null),
                ON.compute(d -> d.stock, "b", (key, was) -> was == null ? 5 : null),
                ON.compute(d -> d.stock, "b", (key, was) -> null),
                ON.remove(d -> d.stock, "a"),
                ON.clear(d -> d.stock))));
    assertThat(stage.trace)
        .containsExactly(
            "{a=1} a null>1",
            "{a=2} a 1>2",
            "{a=2, b=5} b null>5",
            "{a=2} b -5",
            "{} a -2",
            "clear {}");
  }

  /** M5, M6. */
  @Test
  void replaceAll_take_andDrop_areThoseOfTheLane() {
    Map<String, Integer> entries = new LinkedHashMap<>();
    entries.put("b", 2);
    entries.put("a", 1);
    entries.put("c", 3);
    stage.run(
        ON.sequentially(
            List.of(
                ON.replaceAll(d -> d.stock, entries),
                ON.drop(d -> d.stock, 1),
                ON.take(d -> d.stock, 1))));
    assertThat(stage.trace)
        .containsExactly(
            "clear {}",
            "{b=2} b null>2",
            "{b=2, a=1} a null>1",
            "{b=2, a=1, c=3} c null>3",
            "{b=2, c=3} a -1",
            "{b=2} c -3");
  }

  /** M7, E9: live when it is run, a snapshot from then on. */
  @Test
  void entries_andGetOfAKey_areRead_whenTheyAreRun() {
    HandlerAction<Desk, Optional<Integer>> a = ON.get(d -> d.stock, "a");
    HandlerAction<Desk, Both<Map<String, Integer>, Optional<Integer>>> both =
        ON.entries(d -> d.stock).join(ON.put(d -> d.stock, "a", 7).followedBy(a));
    Both<Map<String, Integer>, Optional<Integer>> result = stage.run(both);
    assertThat(result.first()).isEmpty();
    assertThat(result.second()).contains(7);
    assertThat(stage.run(ON.get(d -> d.stock, "b"))).isEmpty();
  }

  /** F2. */
  @Test
  void failedCascade_leavesNothingOfWhatItsActionsDid() {
    stage.desk(desk -> desk.order.onCommand(ON.handler(order -> ON.put(d -> d.stock, order, 1))));
    assertThatThrownBy(() ->
            stage.run(
                ON.sequentially(
                    List.of(
                        ON.set(Desk::count, 9),
                        ON.command(d -> d.order, "x"),
                        noteState(),
                        ON.command("/desk/b", "order", "y"),
                        ON.fail(new IllegalStateException("on purpose"))))))
        .hasRootCauseMessage("on purpose");
    stage.run(noteState());
    stage.quiet();
    assertThat(stage.trace).containsExactly("{x=1} x null>1", "9 {x=1}", "0 {}");
  }

  /** C1: from inside it is run before the next action. */
  @Test
  void command_fromInside_runsItsHandlersBeforeTheNextAction() {
    stage.desk(desk -> desk.order.onCommand(ON.handler(order -> stage.noting("order " + order))));
    stage.run(ON.command(d -> d.order, "x").followedBy(stage.noting("after")));
    assertThat(stage.trace).containsExactly("order x", "after");
  }

  /** C2: of several cues the value that was computed last is sent. */
  @Test
  void cue_computesAndSends() {
    stage.desk(desk -> {
      desk.report.onCue(ON.cueHandler(ON.get(Desk::count).map(n -> n * 100)));
      new ValueLink<>(desk, stage.plane.agent("/desk/a").lane("report", Integer.class))
          .onSynced(ON.handler(n -> stage.noting("synced " + n)))
          .onEvent(ON.handler(n -> stage.noting("report " + n)))
          .onSet(ON.linkSetHandler((n, was) -> stage.noting(was + ">" + n)))
          .open();
    });
    stage.quiet();
    stage.run(
        ON.sequentially(
            List.of(
                ON.set(Desk::count, 1),
                ON.cue(d -> d.report),
                ON.set(Desk::count, 2),
                ON.cue(d -> d.report))));
    stage.quiet();
    assertThat(stage.trace).containsExactly("synced 0", "report 200", "0>200");
  }

  /** C3, M1 to M3 through a link. */
  @Test
  void cueOfAKey_computesAndSends_valueOrRemoval() {
    stage.run(ON.put(d -> d.stock, "a", 1).followedBy(ON.put(d -> d.stock, "b", 2)));
    stage.desk(desk -> {
      desk.prices
          .keys(ON.keysHandler(ON.entries(d -> d.stock).map(Map::keySet)))
          .onCueKey(ON.cueKeyHandler(key -> ON.get(d -> d.stock, key)));
      new MapLink<>(
              desk, stage.plane.agent("/desk/a").mapLane("prices", String.class, Integer.class))
          .onLinked(stage.noting("linked"))
          .onSynced(ON.handler(map -> stage.noting("synced " + map)))
          .onUpdate(
              ON.updateHandler(
                  (map, key, was, now) -> stage.noting(map + " " + key + " " + was + "->" + now)))
          .onRemove(ON.removeHandler((map, key, was) -> stage.noting(map + " without " + key)))
          .open();
    });
    stage.quiet();
    stage.trace.removeIf(line -> line.contains(">") && !line.contains("->"));
    stage.run(
        ON.compute(d -> d.stock, "a", (key, was) -> 5).followedBy(ON.cue(d -> d.prices, "a")));
    stage.run(ON.remove(d -> d.stock, "b").followedBy(ON.cue(d -> d.prices, "b")));
    stage.quiet();
    assertThat(stage.trace)
        .containsExactly(
            "linked",
            "synced {a=1, b=2}",
            "{a=5, b=2} a 1>5",
            "{a=5, b=2} a 1->5",
            "{a=5} b -2",
            "{a=5} without b");
  }

  /** C4: each, in order. */
  @Test
  void supply_isSentToTheLinks_inOrder() {
    stage.desk(desk ->
        new EventLink<>(desk, stage.plane.agent("/desk/a").lane("feed", String.class))
            .onEvent(ON.handler(text -> stage.noting("told " + text)))
            .open());
    stage.quiet();
    stage.run(
        ON.sequentially(
            List.of(ON.supply(d -> d.feed, "x"), ON.supply(d -> d.feed, "x"), noteState())));
    stage.quiet();
    assertThat(stage.trace).containsExactly("0 {}", "told x", "told x");
  }

  /** E8: in the constructor lanes are read, not written; by actions as by methods. */
  @Test
  void write_inTheConstructor_isRefused() throws Exception {
    try (ActionStage constructing =
        new ActionStage(desk -> {
          try {
            desk.note("count " + ON.get(Desk::count).run(desk));
            assertThatThrownBy(() -> ON.set(Desk::count, 1).run(desk))
                .isInstanceOf(LaneAccessException.class);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        })) {
      constructing.run(ON.get(Desk::count).andThen(n -> constructing.noting("then " + n)));
      assertThat(constructing.trace).containsExactly("count 0", "then 0");
    }
  }
}
