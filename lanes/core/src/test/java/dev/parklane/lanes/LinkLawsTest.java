package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.LaneRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J1, J7, O1, O4: what links are told, and what they write. */
@Timeout(60)
class LinkLawsTest {
  private static LaneRef<Integer> lane(Watcher watcher, String name) {
    return watcher.source("a").lane(name, Integer.class);
  }

  /** J1: linked, synced, then events, then unlinked. */
  @Test
  void valueLink_isToldInOrder_linkedSyncedEventsUnlinked() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> s.value.set(1));
      stage.watcher(w -> stage.noting(new ValueLink<>(w, lane(w, "value"))).open());
      stage.source(s -> s.value.set(2));
      stage.source(s -> s.value.set(3));
      stage.source(LinkStage.Source::end);
      assertThat(stage.trace)
          .containsExactly(
              "linked", "synced 1", "event 2", "set 1>2", "event 3", "set 2>3", "unlinked");
    }
  }

  /** J1, V2: all handlers of onEvent before all of onSet. */
  @Test
  void valueLink_withSeveralHandlers_callsOnEventBeforeOnSet_eachInOrder() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, lane(w, "value"))
              .onSet((v, p) -> stage.note("set a"))
              .onEvent(v -> stage.note("event a"))
              .onSet((v, p) -> stage.note("set b"))
              .onEvent(v -> stage.note("event b"))
              .open());
      stage.source(s -> s.value.set(1));
      assertThat(stage.trace).containsExactly("event a", "event b", "set a", "set b");
    }
  }

  /** J1, M1 to M3, M7. */
  @Test
  void mapLink_isToldEachKindOfEvent_withSnapshots() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> s.map.put("a", 1));
      stage.watcher(w ->
          stage
              .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
              .open());
      stage.source(s -> s.map.put("b", 2));
      stage.source(s -> s.map.put("a", 1));
      stage.source(s -> s.map.remove("a"));
      stage.source(s -> s.map.remove("a"));
      stage.source(s -> s.map.clear());
      stage.source(s -> s.map.clear());
      assertThat(stage.trace)
          .containsExactly(
              "linked",
              "synced {a=1}",
              "{a=1, b=2} b null>2",
              "{a=1, b=2} a 1>1",
              "{b=2} a -1",
              "clear {b=2}",
              "clear {}");
    }
  }

  /** C1, C4, J6: every command and every supplied value is told, none merged, in order. */
  @Test
  void eventLink_isToldEveryCommandAndEverySupply_inOrder() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        stage.noting(new EventLink<>(w, lane(w, "supply"))).open();
        new EventLink<>(w, lane(w, "command")).onEvent(v -> stage.note("command " + v)).open();
      });
      stage.source(s -> {
        s.supply.supply(1);
        s.command.command(5);
        s.supply.supply(1);
        s.supply.supply(2);
      });
      stage.plane.agent("/source/a").command("command", 6);
      stage.quiet();
      assertThat(stage.trace)
          .containsExactly("linked", "event 1", "command 5", "event 1", "event 2", "command 6");
    }
  }

  /** O1: what one cascade sends to one agent over several lanes arrives in the order sent. */
  @Test
  void events_ofSeveralLanesOfOneCascade_arriveInTheOrderMade_amongCommandsToo() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new ValueLink<>(w, lane(w, "value")).onEvent(v -> stage.note("value " + v)).open();
        new EventLink<>(w, lane(w, "supply")).onEvent(v -> stage.note("supply " + v)).open();
        new CommandLane<Integer>(w, "door").onCommand(v -> stage.note("door " + v));
      });
      stage.source(s -> {
        s.supply.supply(1);
        stage.plane.agent("/watcher/x").command("door", 2);
        s.value.set(3);
        s.supply.supply(4);
      });
      assertThat(stage.trace).containsExactly("supply 1", "door 2", "value 3", "supply 4");
    }
  }

  /** O1: a link sees states between cascades only, and nothing of a failed one. */
  @Test
  void valueLink_isToldTheLastValueOfACascade_andNothingOfAFailedOne() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/resuming/a";
      stage.watcher(w ->
          new ValueLink<>(w, stage.plane.agent(uri).lane("value", Integer.class))
              .onEvent(v -> stage.note("event " + v))
              .open());
      stage.run(
          LinkStage.Source.class,
          uri,
          s -> {
            s.value.set(1);
            s.value.set(2);
          });
      assertThatThrownBy(() ->
              stage.run(
                  LinkStage.Source.class,
                  uri,
                  s -> {
                    s.value.set(3);
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      stage.quiet();
      stage.run(LinkStage.Source.class, uri, s -> s.supply.supply(0));
      assertThat(stage.trace).containsExactly("event 2");
    }
  }

  /** J1: events before synced change the state silently, unless they are asked for. */
  @Test
  void linkThatIsNotSynced_changesItsStateSilently_untilItIs() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] silent = new ValueLink<?>[1];
      stage.watcher(
          w -> silent[0] = stage.noting(new ValueLink<>(w, lane(w, "value"))).linkOnly().open());
      stage.source(s -> s.value.set(1));
      assertThat(stage.trace).containsExactly("linked");
      stage.watcher(w -> {
        stage.note("state " + silent[0].get());
        silent[0].sync();
      });
      stage.source(s -> s.value.set(2));
      assertThat(stage.trace)
          .containsExactly("linked", "state 1", "synced 1", "event 2", "set 1>2");
    }
  }

  /** J1. */
  @Test
  void linkThatIsNotSynced_andAsksForEarlyEvents_isToldThem() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(
          w -> stage.noting(new ValueLink<>(w, lane(w, "value"))).linkOnly().earlyEvents().open());
      stage.source(s -> s.value.set(1));
      assertThat(stage.trace).containsExactly("linked", "event 1", "set null>1");
    }
  }

  /** A value of another type than the reference says is refused with both types. */
  @Test
  void laneRef_withAnotherType_saysBoth() {
    try (LinkStage stage = new LinkStage()) {
      LaneRef<String> ref = stage.plane.agent("/source/a").lane("value", String.class);
      assertThatThrownBy(() -> ref.cast(3))
          .isInstanceOf(ClassCastException.class)
          .hasMessage(
              "[PL-M9.2] lane 'value' of /source/a holds a java.lang.Integer, and was taken for"
                  + " java.lang.String");
      stage.watcher(w -> new ValueLink<>(w, ref).onSynced(v -> stage.note("synced")).open());
      assertThat(stage.trace).isEmpty(); // its cascade has failed, and the watcher resumes
    }
  }

  /** O1: writes through a link leave with the cascade, in order, and are root events there. */
  @Test
  void writesThroughLinks_reachTheLane() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        ValueLink<Integer> value = new ValueLink<>(w, lane(w, "value")).open();
        MapLink<String, Integer> map =
            new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)).open();
        EventLink<Integer> command = new EventLink<>(w, lane(w, "command")).open();
        EventLink<Integer> supply = new EventLink<>(w, lane(w, "supply")).open();
        map.put("a", 1);
        map.put("b", 2);
        map.remove("a");
        value.set(5);
        supply.command(9);
        command.command(6);
      });
      stage.source(s -> stage.note(s.map.get() + " " + s.value.get()));
      assertThat(stage.trace).containsExactly("{b=2} 6");
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason, DeadLetter::value)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(DeadLetter.Reason.NO_COMMAND, 9));
    }
  }

  /** A program outside the agents links as well, and gets the same order. */
  @Test
  void client_linksFromItsOwnThreads_inTheSameOrder() throws Exception {
    try (LinkStage stage = new LinkStage();
        Client client = stage.plane.client()) {
      ValueLink<Integer> link =
          stage.noting(
              new ValueLink<>(client, stage.plane.agent("/source/a").lane("value", Integer.class)));
      link.open();
      stage.quiet();
      stage.source(s -> s.value.set(4));
      assertThat(link.get()).isEqualTo(4);
      link.set(5);
      stage.quiet();
      assertThat(link.get()).isEqualTo(5);
      link.close();
      stage.quiet();
      stage.source(s -> s.value.set(6));
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "event 4", "set 0>4", "event 5", "set 4>5");
    }
  }

  /** E8: a link of an agent is for its turn. */
  @Test
  void linkOfAnAgent_touchedFromElsewhere_isRefused() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> link[0] = new ValueLink<>(w, lane(w, "value")));
      assertThatThrownBy(() -> link[0].open())
          .isInstanceOf(LaneAccessException.class)
          .hasMessageContaining("link of /watcher/x to lane 'value' of /source/a: open()");
      assertThat(stage.trace).isEqualTo(List.of());
    }
  }

  /** J7: the state of one point, each key once, whatever is written behind it. */
  @Test
  void sync_isTheStateBetweenTwoCascades() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> s.map.replaceAll(Map.of("a", 1)));
      stage.watcher(w -> {
        stage
            .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
            .open();
        MapLink<String, Integer> writer =
            new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)).open();
        writer.put("b", 2);
        writer.put("a", 3);
      });
      assertThat(stage.trace.subList(0, 2)).containsExactly("linked", "synced {a=1}");
      assertThat(stage.trace).last().isEqualTo("{a=3, b=2} a 1>3");
    }
  }

  /** Nobody outside the agent can reach a store: what a link writes to one is a dead letter. */
  @Test
  void store_writtenThroughALink_staysAsItIs() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new ValueLink<>(w, lane(w, "secret")).open().set(99);
        new MapLink<>(w, w.source("a").mapLane("secretMap", String.class, Integer.class))
            .open()
            .put("k", 99);
      });
      stage.source(s -> {
        assertThat(s.secret.get()).isEqualTo(7);
        assertThat(s.secretMap.get()).isEmpty();
      });
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              DeadLetter.Reason.NO_LINK,
              DeadLetter.Reason.NO_COMMAND,
              DeadLetter.Reason.NO_LINK,
              DeadLetter.Reason.NO_COMMAND);
    }
  }

  /** M8: a key that was removed and put again in one cascade stands last at the other end too. */
  @Test
  void key_removedAndPutAgain_standsLastInTheLinkAsWell() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        s.map.put("a", 1);
        s.map.put("b", 2);
      });
      stage.watcher(w ->
          stage
              .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
              .open());
      stage.source(s -> {
        s.map.remove("a");
        s.map.put("a", 3);
      });
      assertThat(stage.trace)
          .containsExactly("linked", "synced {a=1, b=2}", "{b=2} a -1", "{b=2, a=3} a null>3");
    }
  }

  private static void change(
      LinkStage stage, String key, @org.jspecify.annotations.Nullable Integer value)
      throws InterruptedException {
    stage
        .plane
        .agent("/source/a")
        .ask(
            LinkStage.Source.class,
            s -> {
              if (value == null) {
                s.map.remove(key);
              } else {
                s.map.put(key, value);
              }
              return 0;
            });
  }
}
