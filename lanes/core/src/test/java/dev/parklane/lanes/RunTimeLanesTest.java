package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes that are opened at any moment in a turn, and closed again (laws E8, F2, O4). */
@Timeout(60)
class RunTimeLanesTest {
  private static List<Lane> openAll(Watcher agent) {
    DemandLane<Integer> demand = new DemandLane<>(agent, "demand");
    DemandMapLane<String, Integer> demandMap = new DemandMapLane<>(agent, "demandMap");
    demand.onCue(() -> 1);
    demandMap.keys(() -> List.of("k")).onCueKey(key -> 1);
    return List.of(
        new ValueLane<>(agent, "value", 0),
        MapLane.<String, Integer>sorted(agent, "map"),
        new CommandLane<Integer>(agent, "command").onCommand(v -> {}),
        new SupplyLane<Integer>(agent, "supply"),
        demand,
        demandMap,
        new ValueStore<>(agent, "valueStore", 0),
        new MapStore<String, Integer>(agent, "mapStore"),
        new JoinValueLane<String, Integer>(agent, "joinValue"),
        new JoinMapLane<String, String, Integer>(agent, "joinMap"));
  }

  /** E8, O4. */
  @Test
  void laneOfAnyKind_opensInATurn_andWhenItIsClosedIsRefusedByName() {
    try (LinkStage stage = new LinkStage()) {
      List<Lane> lanes = new ArrayList<>();
      stage.watcher(w -> lanes.addAll(openAll(w)));
      stage.watcher(w -> {
        assertThatThrownBy(() -> new ValueLane<>(w, "value", 0))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("has a lane 'value' already");
        lanes.forEach(Lane::close);
        openAll(w).forEach(Lane::close); // the names are free again
      });
      stage.watcher(w -> {
        for (Lane lane : lanes) {
          assertThat(AgentContext.current().lane(lane.name())).isNull();
          assertThatThrownBy(lane::close)
              .isInstanceOf(LaneAccessException.class)
              .hasMessageStartingWith("[PL-F7] lane '" + lane.name() + "' of /watcher/x is closed");
        }
        assertThatThrownBy(() -> value(lanes).set(1)).isInstanceOf(LaneAccessException.class);
        assertThatThrownBy(() -> value(lanes).get()).isInstanceOf(LaneAccessException.class);
      });
      stage.plane.agent("/watcher/x").command("command", 1);
      stage.quiet();
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NO_LANE);
    }
  }

  @SuppressWarnings("unchecked")
  private static ValueLane<Integer> value(List<Lane> lanes) {
    return (ValueLane<Integer>) lanes.getFirst();
  }

  /** F2: a cascade that fails has neither opened nor closed a lane. */
  @Test
  void failedCascade_hasNeitherOpenedNorClosed() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> new ValueLane<>(w, "old", 3));
      assertThatThrownBy(() ->
              stage.watcher(w -> {
                lane("old").close();
                new ValueLane<>(w, "new", 4);
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.watcher(w -> {
        assertThat(AgentContext.current().lane("new")).isNull();
        assertThat(((ValueLane<?>) lane("old")).get()).isEqualTo(3);
      });
    }
  }

  private static Lane lane(String name) {
    return Objects.requireNonNull(AgentContext.current().lane(name));
  }

  /** J1: links to a lane that is closed are told that it has ended; L4: and hold nobody. */
  @Test
  void laneThatIsClosed_endsItsLinks_afterWhatItSaidBefore() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/watcher/other";
      stage.run(Watcher.class, uri, w -> new ValueLane<>(w, "late", 0));
      stage.watcher(w ->
          stage
              .noting(new ValueLink<>(w, stage.plane.agent(uri).lane("late", Integer.class)))
              .open());
      stage.run(
          Watcher.class,
          uri,
          w -> {
            same((ValueLane<?>) lane("late"));
            lane("late").close();
          });
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "event 0", "set 0>0", "unlinked");
    }
  }

  private static <T> void same(ValueLane<T> lane) {
    lane.set(lane.get());
  }
}
