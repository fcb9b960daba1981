package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.NoRouteException;
import dev.parklane.runtime.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J1, J6, J7: links between agents. */
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

  /** J6: a slow observer gets the latest value only, and holds nobody up. */
  @Test
  void slowObserver_ofAValue_getsTheLatest() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, lane(w, "value"))
              .onEvent(v -> {
                stage.note("event " + v);
                slow.countDown();
                go.await();
              })
              .open());
      stage.plane.agent("/source/a").command("command", 1);
      slow.await();
      for (int i = 2; i <= 1_000; i++) {
        stage.plane.agent("/source/a").command("command", i);
      }
      int value = stage.plane.agent("/source/a").ask(LinkStage.Source.class, s -> s.value.get());
      assertThat(value).isEqualTo(1_000);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("event 1", "event 1000");
    }
  }

  /** J6: the latest per key, in the place of the first; a key that came and went is not told. */
  @Test
  void slowObserver_ofAMap_getsTheLatestOfEachKey_inThePlaceOfTheFirst() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new CommandLane<Integer>(w, "block")
            .onCommand(v -> {
              slow.countDown();
              go.await();
            });
        stage
            .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
            .open();
      });
      stage.source(s -> s.map.put("old", 0));
      stage.trace.clear();
      stage.plane.agent("/watcher/x").command("block", 0);
      slow.await();
      change(stage, "a", 1);
      change(stage, "b", 1);
      change(stage, "gone", 1);
      change(stage, "a", 2);
      change(stage, "gone", null);
      change(stage, "old", null);
      change(stage, "old", 5);
      change(stage, "old", null);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace)
          .containsExactly(
              "{old=0, a=2} a null>2", "{old=0, a=2, b=1} b null>1", "{a=2, b=1} old -0");
    }
  }

  /** J6: a clear empties the queue. */
  @Test
  void slowObserver_ofAMapThatIsCleared_getsTheClearAndWhatCameAfter() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new CommandLane<Integer>(w, "block")
            .onCommand(v -> {
              slow.countDown();
              go.await();
            });
        stage
            .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
            .open();
      });
      stage.trace.clear();
      stage.plane.agent("/watcher/x").command("block", 0);
      slow.await();
      change(stage, "a", 1);
      stage
          .plane
          .agent("/source/a")
          .ask(
              LinkStage.Source.class,
              s -> {
                s.map.clear();
                return 0;
              });
      change(stage, "b", 2);
      stage
          .plane
          .agent("/source/a")
          .ask(
              LinkStage.Source.class,
              s -> {
                s.map.clear();
                return 0;
              });
      change(stage, "c", 3);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("clear {}", "{c=3} c null>3");
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

  /** J6: past its backlog an event link fails, loudly, after what was kept. */
  @Test
  void slowObserver_ofASupply_getsAllUpToTheBacklog_thenTheLinkFails() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        new CommandLane<Integer>(w, "block")
            .onCommand(v -> {
              slow.countDown();
              go.await();
            });
        stage.noting(new EventLink<>(w, lane(w, "supply"))).backlog(3).open();
      });
      stage.plane.agent("/watcher/x").command("block", 0);
      slow.await();
      stage
          .plane
          .agent("/source/a")
          .ask(
              LinkStage.Source.class,
              s -> {
                for (int i = 1; i <= 5; i++) {
                  s.supply.supply(i);
                }
                return 0;
              });
      go.countDown();
      stage.quiet();
      assertThat(stage.trace)
          .containsExactly(
              "linked", "event 1", "event 2", "event 3", "failed LinkOverflowException");
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason, DeadLetter::value)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(DeadLetter.Reason.LINK_OVERFLOW, 4));
    }
  }

  /** J1: the delays between attempts grow as the back-off says, and then it is over. */
  @Test
  void linkThatFailsAgainAndAgain_waitsLongerEachTime_andThenEnds() {
    try (LinkStage stage = new LinkStage()) {
      Retry retry = new Retry(3, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3)));
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "nothing"))
                  .onFailed(e -> stage.note("failed at " + stage.clock.now().getEpochSecond()))
                  .retry(retry)
                  .open());
      for (int second = 0; second < 20; second++) {
        stage.pass(Duration.ofSeconds(1));
      }
      assertThat(stage.trace)
          .containsExactly("failed at 0", "failed at 1", "failed at 3", "failed at 6");
      stage.watcher(w -> assertThat(link[0].isOpen()).isFalse());
    }
  }

  /** F2: a handler of a link that fails leaves the link's state as it was before the event. */
  @Test
  void handlerThatFails_leavesTheStateOfTheLinkAsItWas() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "value"))
                  .onSet((v, previous) -> {
                    stage.note(previous + ">" + v);
                    if (v == 2) {
                      throw new IllegalStateException("on purpose");
                    }
                  })
                  .open());
      for (int v = 1; v <= 3; v++) {
        int set = v;
        stage.source(s -> s.value.set(set));
        stage.note("state " + link[0].get());
      }
      assertThat(stage.trace).containsExactly("0>1", "state 1", "1>2", "state 1", "1>3", "state 3");
    }
  }

  /** L4: an agent that others link to is not idle, and is when they have gone. */
  @Test
  void agentWithLinksToIt_isNotIdle_untilTheyAreClosed() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/leaving/a";
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] = new ValueLink<>(w, stage.plane.agent(uri).lane("value", Integer.class)).open());
      stage.pass(Duration.ofSeconds(10));
      stage.pass(Duration.ofSeconds(10));
      assertThat(stage.plane.agents("/leaving/:name")).containsExactly(uri);
      stage.watcher(w -> link[0].close());
      stage.pass(Duration.ofSeconds(10));
      assertThat(stage.plane.agents("/leaving/:name")).isEmpty();
    }
  }

  /** J6: the backlog counts what waits, not what was. */
  @Test
  void observer_thatKeepsUp_isToldMoreThanItsBacklog() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> stage.noting(new EventLink<>(w, lane(w, "supply"))).backlog(2).open());
      for (int i = 1; i <= 3; i++) {
        int v = i;
        stage.source(s -> {
          s.supply.supply(v);
          s.supply.supply(v);
        });
      }
      assertThat(stage.trace)
          .containsExactly(
              "linked", "event 1", "event 1", "event 2", "event 2", "event 3", "event 3");
    }
  }

  /** J1: what an attempt that was given up has sent does not reach the next one. */
  @Test
  void linkThatIsOpenedAnew_isNotToldWhatTheLastAttemptHasPending() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        ValueLink<Integer> link =
            stage.noting(new ValueLink<>(w, lane(w, "value"))).earlyEvents().open();
        new CommandLane<Integer>(w, "anew")
            .onCommand(v -> {
              slow.countDown();
              go.await();
              link.close();
              link.open();
            });
      });
      stage.plane.agent("/watcher/x").command("anew", 0);
      slow.await();
      int set = stage.plane.agent("/source/a").ask(LinkStage.Source.class, LinkLawsTest::setFive);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("linked", "synced 0", "linked", "synced " + set);
    }
  }

  private static int setFive(LinkStage.Source source) {
    source.value.set(5);
    return source.value.get();
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

  /** J1, F3: a link is told why its lane's agent has failed, is made anew, and begins anew. */
  @Test
  void linkThatRetries_isMadeAnewAfterItsDelay_withoutAPreviousValue() {
    try (LinkStage stage = new LinkStage()) {
      Retry retry = new Retry(2, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(9)));
      stage.watcher(w ->
          stage
              .noting(new ValueLink<>(w, lane(w, "value")))
              .linkOnly()
              .earlyEvents()
              .retry(retry)
              .open());
      stage.source(s -> s.value.set(1));
      assertThatThrownBy(() ->
              stage.source(s -> {
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.quiet();
      stage.pass(Duration.ofMillis(999));
      stage.note("---");
      stage.pass(Duration.ofMillis(1));
      stage.source(s -> s.value.set(2));
      assertThat(stage.trace)
          .containsExactly(
              "linked",
              "event 1",
              "set null>1",
              "failed IllegalStateException",
              "---",
              "linked",
              "event 2",
              "set null>2");
    }
  }

  /** O4, J1: no route is an error at once; no lane, a store or another form is told. */
  @Test
  void linkToWhatIsNotThere_fails() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        assertThatThrownBy(
                () -> new ValueLink<>(w, w.source("a/b/c").lane("value", Integer.class)).open())
            .isInstanceOf(NoRouteException.class);
        stage.noting(new ValueLink<>(w, lane(w, "nothing"))).open();
        stage.noting(new ValueLink<>(w, lane(w, "secret"))).open();
        stage.noting(new EventLink<>(w, lane(w, "value"))).open();
      });
      assertThat(stage.trace)
          .containsExactly(
              "failed AgentFailedException",
              "failed AgentFailedException",
              "failed AgentFailedException");
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              DeadLetter.Reason.NO_LANE, DeadLetter.Reason.NO_LINK, DeadLetter.Reason.NO_LINK);
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
              "lane 'value' of /source/a holds a java.lang.Integer, and was taken for"
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

  /** F2: a cascade that fails has opened and closed no link. */
  @Test
  void failedCascade_takesItsOpeningAndClosingBack() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] links = new ValueLink<?>[2];
      stage.watcher(w -> links[0] = stage.noting(new ValueLink<>(w, lane(w, "value"))).open());
      assertThatThrownBy(() ->
              stage.watcher(w -> {
                links[0].close();
                links[1] = new ValueLink<>(w, lane(w, "value"));
                links[1].onSynced(v -> stage.note("must not be")).open();
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.source(s -> s.value.set(1));
      stage.watcher(w -> stage.note(links[0].isOpen() + " " + links[1].isOpen()));
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "event 1", "set 0>1", "true false");
    }
  }

  /** J1: a link that is closed is told nothing any more, and ends with its agent. */
  @Test
  void linkThatIsClosed_isToldNothing_andMayBeOpenedAgain() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> link[0] = stage.noting(new ValueLink<>(w, lane(w, "value"))).open());
      stage.watcher(w -> link[0].close());
      stage.source(s -> s.value.set(1));
      stage.watcher(w -> link[0].open());
      stage.source(s -> s.value.set(2));
      stage.watcher(Watcher::end);
      stage.source(s -> s.value.set(3));
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "linked", "synced 1", "event 2", "set 1>2");
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

  /** J1, F1: a link whose handler cannot take the state has failed, and may try again. */
  @Test
  void linkWhoseHandlerFailsOnTheState_fails_andRetries() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, lane(w, "value"))
              .onSynced(v -> {
                stage.note("synced " + v);
                if (v == 0) {
                  throw new IllegalStateException("on purpose");
                }
              })
              .onEvent(v -> stage.note("event " + v))
              .onFailed(cause -> stage.note("failed " + cause.getMessage()))
              .retry(new Retry(1, Backoff.constant(Duration.ofSeconds(1))))
              .open());
      stage.source(s -> s.value.set(1));
      stage.pass(Duration.ofSeconds(1));
      stage.source(s -> s.value.set(2));
      assertThat(stage.trace)
          .containsExactly("synced 0", "failed on purpose", "synced 1", "event 2");
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

  /** F2: handlers that a failed cascade has registered on a link are not there. */
  @Test
  void handlers_registeredInACascadeThatFails_areTakenBack() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> link[0] = new ValueLink<>(w, lane(w, "value")));
      assertThatThrownBy(() ->
              stage.watcher(w -> {
                stageNoting(stage, link[0]);
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.watcher(w -> {
        stageNoting(stage, link[0]);
        link[0].open();
      });
      assertThat(stage.trace).containsExactly("synced 0");
    }
  }

  private static void stageNoting(LinkStage stage, ValueLink<?> link) {
    link.onSynced(v -> stage.note("synced " + v));
  }

  /** J1: a link can be opened anew from the handler of its end. */
  @Test
  void link_mayBeOpenedAnewByTheHandlerOfItsEnd() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "value"))
                  .onSynced(v -> stage.note("synced " + v))
                  .onUnlinked(() -> link[0].open())
                  .open());
      stage.source(s -> s.value.set(1));
      stage.source(LinkStage.Source::end);
      stage.source(s -> s.value.set(2));
      stage.watcher(w -> assertThat(link[0].get()).isEqualTo(2));
      assertThat(stage.trace).containsExactly("synced 0", "synced 0");
    }
  }

  /** C2, F4: a link whose asking for the state fails is told so. */
  @Test
  void sync_thatFails_failsTheLink() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/resuming/a";
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              stage
                  .noting(new ValueLink<>(w, stage.plane.agent(uri).lane("demand", Integer.class)))
                  .linkOnly()
                  .open());
      stage.run(LinkStage.Source.class, uri, s -> s.computed = LinkStage.Source.FAILS);
      stage.watcher(w -> link[0].sync());
      assertThat(stage.trace).containsExactly("linked", "failed AgentFailedException");
    }
  }

  /** L5: a plane that drains does not wait for links that are made anew for ever. */
  @Test
  void closing_endsTheRetriesOfLinks() {
    LinkStage stage = new LinkStage();
    stage.watcher(w ->
        new ValueLink<>(w, lane(w, "nothing"))
            .onFailed(e -> stage.note("failed"))
            .retry(new Retry(Integer.MAX_VALUE, Backoff.constant(Duration.ofSeconds(1))))
            .open());
    stage.pass(Duration.ofSeconds(1));
    stage.close();
    assertThat(stage.trace).containsExactly("failed", "failed");
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
      assertThat(stage.trace).containsExactly("linked", "synced {a=1, b=2}", "{b=2, a=3} a 1>3");
    }
  }

  /** O3: a program that writes through a link waits for room; nothing it writes is lost. */
  @Test
  void client_thatWritesFasterThanItIsHandled_waits_andLosesNothing() throws Exception {
    try (LinkStage stage = new LinkStage();
        Client client = stage.plane.client()) {
      EventLink<Integer> link =
          new EventLink<>(client, stage.plane.agent("/narrow/a").lane("command", Integer.class))
              .open();
      for (int i = 1; i <= 2_000; i++) {
        link.command(i);
      }
      stage.quiet();
      int value = stage.plane.agent("/narrow/a").ask(LinkStage.Source.class, s -> s.value.get());
      assertThat(value).isEqualTo(2_000);
      assertThat(stage.deadLetters).isEmpty();
      assertThatThrownBy(() ->
              new ValueLink<>(client, stage.plane.agent("/source/a").lane("value", Integer.class))
                  .set(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is not open; open it before you write through it");
    }
  }
}
