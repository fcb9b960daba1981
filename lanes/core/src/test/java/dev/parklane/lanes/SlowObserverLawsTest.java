package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LaneRef;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law J6: an observer that is slow, and a program that writes too fast (law O3). */
@Timeout(60)
class SlowObserverLawsTest {
  private static LaneRef<Integer> lane(Watcher watcher, String name) {
    return watcher.source("a").lane(name, Integer.class);
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
      int value =
          stage
              .home("/source/a")
              .agent("/source/a")
              .ask(LinkStage.Source.class, s -> s.value.get());
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
      watchMap(stage, slow, go);
      stage.source(s -> s.map.put("old", 0));
      stage.trace.clear();
      block(stage, slow);
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
      watchMap(stage, slow, go);
      stage.trace.clear();
      block(stage, slow);
      change(stage, "a", 1);
      clear(stage);
      change(stage, "b", 2);
      clear(stage);
      change(stage, "c", 3);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("clear {}", "{c=3} c null>3");
    }
  }

  /** M8, J6: a key that went and has come again meanwhile is behind the others, as in the lane. */
  @Test
  void slowObserver_ofAMapWhoseKeyGoesAndComesAgain_hasTheOrderOfTheLane() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      watchMap(stage, slow, go);
      change(stage, "a", 0);
      change(stage, "b", 0);
      stage.quiet();
      stage.trace.clear();
      block(stage, slow);
      change(stage, "a", null);
      change(stage, "a", 1);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("{b=0} a -0", "{b=0, a=1} a null>1");
    }
  }

  /** J6: a clear takes away all that waits, also what waits under something newer. */
  @Test
  void slowObserver_ofAMapThatIsCleared_isNotToldOfARemovalBeforeIt() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      watchMap(stage, slow, go);
      change(stage, "a", 0);
      change(stage, "b", 0);
      stage.quiet();
      stage.trace.clear();
      block(stage, slow);
      change(stage, "a", null);
      change(stage, "a", 1);
      change(stage, "a", null);
      clear(stage);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("clear {a=0, b=0}");
    }
  }

  /** J6: past its backlog an event link fails, loudly, after what was kept. */
  @Test
  void slowObserver_ofASupply_getsAllUpToTheBacklog_thenTheLinkFails() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        blocking(w, slow, go);
        stage.noting(new EventLink<>(w, lane(w, "supply"))).backlog(3).open();
      });
      block(stage, slow);
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
      int value =
          stage
              .home("/narrow/a")
              .agent("/narrow/a")
              .ask(LinkStage.Source.class, s -> s.value.get());
      assertThat(value).isEqualTo(2_000);
      assertThat(stage.deadLetters).isEmpty();
      assertThatThrownBy(() ->
              new ValueLink<>(client, stage.plane.agent("/source/a").lane("value", Integer.class))
                  .set(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is not open; open it before you write through it");
    }
  }

  /** Has the watcher link to the map of the source; a handler of it can be held. */
  private static void watchMap(LinkStage stage, CountDownLatch slow, CountDownLatch go) {
    stage.watcher(w -> {
      blocking(w, slow, go);
      stage
          .noting(new MapLink<>(w, w.source("a").mapLane("map", String.class, Integer.class)))
          .open();
    });
  }

  /** Holds the watcher in a handler; returns when it has begun. */
  private static void block(LinkStage stage, CountDownLatch slow) throws InterruptedException {
    stage.plane.agent("/watcher/x").command("block", 0);
    slow.await();
  }

  private static void clear(LinkStage stage) throws InterruptedException {
    stage
        .plane
        .agent("/source/a")
        .ask(
            LinkStage.Source.class,
            s -> {
              s.map.clear();
              return 0;
            });
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

  /** J7: a state that was asked for takes in what is pending; what is newer comes after it. */
  @Test
  void slowObserver_thatAsksForTheState_isToldIt_andThenWhatIsNewer() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch[] go = {new CountDownLatch(1), new CountDownLatch(1)};
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        ValueLink<Integer> link = stage.noting(new ValueLink<>(w, lane(w, "value"))).open();
        new CommandLane<Integer>(w, "block")
            .onCommand(v -> {
              if (v == 0) {
                link.sync(); // leaves with this cascade
              }
              (v == 0 ? first : second).countDown();
              go[v].await();
            });
      });
      stage.trace.clear();
      AgentRef watcher = stage.plane.agent("/watcher/x");
      watcher.command("block", 0);
      watcher.command("block", 1);
      first.await();
      set(stage, 1);
      go[0].countDown();
      second.await();
      set(stage, 2); // the source has told its state before
      go[1].countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("synced 1", "event 2", "set 1>2");
    }
  }

  private static void set(LinkStage stage, int value) throws InterruptedException {
    stage
        .plane
        .agent("/source/a")
        .ask(
            LinkStage.Source.class,
            s -> {
              s.value.set(value);
              return 0;
            });
  }

  /** Gives the watcher a lane whose handler says that it has begun, and waits. */
  private static void blocking(Watcher watcher, CountDownLatch slow, CountDownLatch go) {
    new CommandLane<Integer>(watcher, "block")
        .onCommand(v -> {
          slow.countDown();
          go.await();
        });
  }
}
