package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Laws L1, V4, D5: lanes that are declared while their agent runs, and what a store has of them.
 */
@Timeout(60)
class LateLanesTest {
  private static final String URI = "/late";
  private static final LaneKey<Integer> LENGTH = LaneKey.of("length", Integer.class);
  private static final MapLaneKey<String, Integer> AGES =
      MapLaneKey.of("ages", String.class, Integer.class);
  private static final Codec<Integer> AS_TEXT =
      Codecs.via(Integer.class, Codecs.STRING, String::valueOf, Integer::valueOf);
  private static final String REFUSAL =
      "[PL-D5.20] lane 'length' of /late has what the store of its agent holds of it already; give"
          + " it codec(...) or asTransient() where you declare it, before it is used";

  private final InMemoryStore store = new InMemoryStore();

  private interface Act {
    void on(Declarer agent) throws Exception;
  }

  private static final class Declarer extends Agent {
    final ValueLane<Integer> first = new ValueLane<>(this, LaneKey.of("first", Integer.class), 0);

    void checks() {
      checkpoint();
    }
  }

  /** Runs each in a cascade of its own, in a fresh instance. */
  private void run(Act... acts) throws InterruptedException {
    try (Plane plane =
        Plane.builder()
            .route(
                URI,
                Declarer::new,
                o -> o.withStore(store).withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      for (Act act : acts) {
        plane
            .agent(URI)
            .ask(
                Declarer.class,
                agent -> {
                  act.on(agent);
                  return true;
                });
      }
    }
  }

  private void keep(int length) throws InterruptedException {
    run(agent -> new ValueLane<>(agent, LENGTH, 0).set(length));
  }

  @Test
  void valueLaneByKey_thatIsTransient_hasItsFirstValue_L1() throws Exception {
    keep(7);
    run(agent -> assertThat(new ValueLane<>(agent, LENGTH, 1).asTransient().get()).isEqualTo(1));
    run(agent -> assertThat(new ValueStore<>(agent, LENGTH, 1).asTransient().get()).isEqualTo(1));
  }

  @Test
  void mapLaneByKey_thatIsTransient_hasItsFirstEntries_L1() throws Exception {
    run(agent -> new MapLane<>(agent, AGES).put("ada", 36));
    run(agent ->
        assertThat(new MapLane<>(agent, AGES, Map.of("bob", 1)).asTransient().get())
            .isEqualTo(Map.of("bob", 1)));
    run(agent -> assertThat(new MapStore<>(agent, AGES).asTransient().isEmpty()).isTrue());
  }

  @Test
  void laneByKey_withAnotherCodec_isReadInItsForm_D5() throws Exception {
    run(agent -> new ValueLane<>(agent, "length", 0).codec(AS_TEXT).set(7));
    run(agent -> assertThat(new ValueLane<>(agent, LENGTH, 0).codec(AS_TEXT).get()).isEqualTo(7));
    run(agent ->
        new MapLane<String, Integer>(agent, "ages").codec(Codecs.STRING, AS_TEXT).put("ada", 36));
    run(agent ->
        assertThat(new MapLane<>(agent, AGES).codec(Codecs.STRING, AS_TEXT).get("ada"))
            .isEqualTo(36));
  }

  @Test
  void observersOfALateLane_areNoUseOfIt_L1() throws Exception {
    keep(7);
    List<Integer> told = new ArrayList<>();
    run(agent -> {
      ValueLane<Integer> lane = new ValueLane<>(agent, LENGTH, 1).onEvent(told::add);
      lane.observation();
      assertThat(lane.asTransient().get()).isEqualTo(1);
    });
    assertThat(told).isEmpty();
  }

  @Test
  void lateLaneThatNobodyUses_isRestoredWhenItsCascadeEnds_L1() throws Exception {
    keep(7);
    List<ValueLane<Integer>> lanes = new ArrayList<>();
    run(
        agent -> lanes.add(new ValueLane<>(agent, LENGTH, 0)),
        agent -> assertThat(lanes.getFirst().get()).isEqualTo(7));
    try (Plane plane = Plane.builder().route(URI, Declarer::new, o -> o.withStore(store)).start()) {
      plane.agent(URI).ask(Declarer.class, agent -> new ValueLane<>(agent, LENGTH, 0));
      assertThat(plane.agent(URI).get(LENGTH)).isEqualTo(7);
    }
  }

  @Test
  void lateLaneThatNobodyUses_isRestoredAtACheckpoint_L1_F10() throws Exception {
    keep(7);
    run(agent -> {
      ValueLane<Integer> lane = new ValueLane<>(agent, LENGTH, 0);
      agent.checks();
      assertThatThrownBy(lane::asTransient).hasMessage(REFUSAL);
      assertThat(lane.get()).isEqualTo(7);
    });
  }

  @Test
  void lateLaneThatCannotBeRead_failsItsCascade_usedOrNot_andItsBytesStay_D5() throws Exception {
    run(agent -> new ValueLane<>(agent, "length", "").codec(Codecs.STRING).set("seven"));
    byte[] before = store.load(URI).value("length");
    assertThatThrownBy(() -> run(agent -> new ValueLane<>(agent, LENGTH, 0)))
        .isInstanceOf(AgentFailedException.class)
        .hasMessageContaining("[PL-D5] lane 'length' of /late cannot be restored");
    assertThatThrownBy(() ->
            run(agent -> {
              ValueLane<Integer> lane = new ValueLane<>(agent, LENGTH, 0);
              assertThatThrownBy(lane::get).hasMessageContaining("cannot be restored");
              lane.set(1);
            }))
        .isInstanceOf(AgentFailedException.class)
        .hasMessageContaining("[PL-D5] lane 'length' of /late cannot be restored");
    assertThat(store.load(URI).value("length")).isEqualTo(before);
  }

  @Test
  void codecAfterAUse_isRefused_andWhatWasWrittenStays_D5() throws Exception {
    keep(7);
    run(agent -> {
      ValueLane<Integer> lane = new ValueLane<>(agent, LENGTH, 0);
      lane.set(8);
      assertThatThrownBy(() -> lane.codec(AS_TEXT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(REFUSAL);
      assertThatThrownBy(lane::asTransient).hasMessage(REFUSAL);
      assertThat(lane.get()).isEqualTo(8);
    });
    run(agent -> assertThat(new ValueLane<>(agent, LENGTH, 0).get()).isEqualTo(8));
    run(agent -> {
      MapLane<String, Integer> map = new MapLane<>(agent, AGES);
      map.put("ada", 36);
      assertThatThrownBy(() -> map.codec(Codecs.STRING, AS_TEXT))
          .hasMessageStartingWith("[PL-D5.20] lane 'ages' of /late ");
    });
  }

  @Test
  void laneOfTheConstructor_isDeclaredThereForGood_D5() throws Exception {
    run(agent ->
        assertThatThrownBy(agent.first::asTransient)
            .hasMessageStartingWith("[PL-D5.20] lane 'first' of /late "));
  }

  @Test
  void laneClosedAndDeclaredAnewInOneCascade_beginsAnew_F2() throws Exception {
    keep(7);
    run(
        agent -> {
          ValueLane<Integer> lane = new ValueLane<>(agent, LENGTH, 0);
          lane.close();
          new ValueLane<>(agent, LENGTH, 1);
        },
        agent -> assertThat(agent.uri()).isEqualTo(URI));
    assertThat(store.load(URI).lanes()).doesNotContain("length");
  }
}
