package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws C2, C3: lanes whose values are computed when they are asked for. */
@Timeout(60)
class DemandLawsTest {
  private static final class Bare extends Agent {
    final DemandLane<Integer> demand = new DemandLane<>(this, "demand");
    final DemandMapLane<String, Integer> map = new DemandMapLane<>(this, "map");
  }

  /** C2: cue runs onCue as a trigger, and its value goes to the links. */
  @Test
  void cue_runsOnCue_beforeItReturns_andSendsItsValue() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          stage.noting(new ValueLink<>(w, w.source("a").lane("demand", Integer.class))).open());
      stage.source(s -> {
        s.value.set(5);
        s.demand.cue();
        assertThat(s.computed).isEqualTo(2);
        s.value.set(6);
      });
      assertThat(stage.trace).containsExactly("linked", "synced 1", "event 502", "set 1>502");
    }
  }

  /** C2: cue runs onCue, also where nobody is linked. */
  @Test
  void cue_withoutLinks_runsOnCueAllTheSame() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        s.demand.cue();
        assertThat(s.computed).isEqualTo(1);
      });
    }
  }

  /** C2: several cues of one cascade are answered by one value, computed last. */
  @Test
  void severalCues_ofOneCascade_areAnsweredByTheLastValue() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, w.source("a").lane("demand", Integer.class))
              .onEvent(v -> stage.note("event " + v))
              .open());
      stage.source(s -> {
        s.demand.cue();
        s.value.set(7);
        s.demand.cue();
      });
      assertThat(stage.trace).containsExactly("event 703");
    }
  }

  /** C2, J6: while a link is slow, likewise. */
  @Test
  void severalCues_whileALinkIsSlow_areAnsweredByTheLastValue() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, w.source("a").lane("demand", Integer.class))
              .onEvent(v -> {
                stage.note("event " + v);
                slow.countDown();
                go.await();
              })
              .open());
      stage.home("/source/a").agent("/source/a").ask(LinkStage.Source.class, DemandLawsTest::cue);
      slow.await();
      for (int i = 0; i < 5; i++) {
        stage.home("/source/a").agent("/source/a").ask(LinkStage.Source.class, DemandLawsTest::cue);
      }
      stage.quietElsewhere(); // what was cued is on its way no more
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("event 2", "event 7");
    }
  }

  private static int cue(LinkStage.Source source) {
    source.demand.cue();
    return source.computed;
  }

  /** C2: asking for the state computes it for who asks. */
  @Test
  void sync_computesAValue_forTheLinkThatAsks() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> {
        new ValueLink<>(w, w.source("a").lane("demand", Integer.class))
            .onSynced(v -> stage.note("other " + v))
            .onEvent(v -> stage.note("other event " + v))
            .open();
        link[0] =
            stage.noting(new ValueLink<>(w, w.source("a").lane("demand", Integer.class))).open();
      });
      stage.watcher(w -> link[0].sync());
      assertThat(stage.trace).containsExactly("other 1", "linked", "synced 2", "synced 3");
    }
  }

  /** C3: a value is an update of the key, none is a removal. */
  @Test
  void cueOfAKey_isAnUpdate_orARemovalWhereThereIsNone() {
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> s.map.put("a", 1));
      stage.watcher(w ->
          stage
              .noting(
                  new MapLink<>(w, w.source("a").mapLane("demandMap", String.class, Integer.class)))
              .open());
      stage.source(s -> {
        s.map.put("b", 2);
        s.demandMap.cue("b");
        s.demandMap.cue("none");
      });
      stage.source(s -> {
        s.map.remove("a");
        s.demandMap.cue("a");
      });
      assertThat(stage.trace)
          .containsExactly("linked", "synced {a=1}", "{a=1, b=2} b null>2", "{b=2} a -1");
    }
  }

  /** C3: sync asks keys once, and then each key once. */
  @Test
  void sync_ofADemandMap_asksKeysOnce_thenEachKeyOnce() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    try (LinkStage stage = new LinkStage()) {
      stage.run(
          Watcher.class,
          "/watcher/demanding",
          w -> {
            DemandMapLane<String, Integer> lane = new DemandMapLane<>(w, "lane");
            lane.keys(() -> {
              asked.add("keys");
              return List.of("a", "b", "a", "none");
            });
            lane.onCueKey(key -> {
              asked.add(key);
              return value(key);
            });
          });
      stage.watcher(w ->
          stage
              .noting(
                  new MapLink<>(
                      w,
                      stage
                          .plane
                          .agent("/watcher/demanding")
                          .mapLane("lane", String.class, Integer.class)))
              .open());
      assertThat(stage.trace).containsExactly("linked", "synced {a=1, b=1}");
    }
    assertThat(asked).containsExactly("keys", "a", "b", "none");
  }

  private static @Nullable Integer value(String key) {
    return key.equals("none") ? null : 1;
  }

  /** F2: what is computed in a cascade that fails does not leave. */
  @Test
  void cue_inACascadeThatFails_sendsNothing() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/resuming/a";
      stage.watcher(w ->
          new ValueLink<>(w, stage.plane.agent(uri).lane("demand", Integer.class))
              .onEvent(v -> stage.note("event " + v))
              .open());
      assertThatThrownBy(() ->
              stage.run(
                  LinkStage.Source.class,
                  uri,
                  s -> {
                    s.demand.cue();
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      stage.run(LinkStage.Source.class, uri, s -> s.value.set(1));
      assertThat(stage.trace).isEmpty();
    }
  }

  @Test
  void demandLane_withoutItsHandler_saysSo() {
    try (LaneStage<Bare> stage = new LaneStage<>(Bare.class, Bare::new)) {
      stage.run(bare -> {
        assertThatThrownBy(bare.demand::cue)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "[PL-C2.2] lane 'demand' of /agent has no handler; register one with onCue(...)");
        assertThatThrownBy(() -> bare.map.cue("k"))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "[PL-C3.2] lane 'map' of /agent has no handler; register one with onCueKey(...)");
      });
    }
  }
}
