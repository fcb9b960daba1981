package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law E8, of every operation of every kind of lane, with observers and without. */
@Timeout(60)
class OutOfTurnLawsTest {
  private static final class Every extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 1);
    final MapLane<String, Integer> map = new MapLane<>(this, "map");
    final CommandLane<Integer> command = new CommandLane<>(this, "command");
    final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
    final DemandLane<Integer> demand = new DemandLane<Integer>(this, "demand").onCue(() -> 1);
    final DemandMapLane<String, Integer> demands =
        new DemandMapLane<String, Integer>(this, "demands")
            .keys(() -> Set.of("a"))
            .onCueKey(key -> 1);
    final JoinValueLane<String, Integer> values = new JoinValueLane<>(this, "values");
    final JoinMapLane<String, String, Integer> maps = new JoinMapLane<>(this, "maps");
    final LaneRef<Integer> aValue = agent("/other").lane("value", Integer.class);
    final MapLaneRef<String, Integer> aMap =
        agent("/other").mapLane("map", String.class, Integer.class);
  }

  static List<Arguments> operations() {
    return List.of(
        of("value", "get", every -> every.value.get()),
        of("value", "set", every -> every.value.set(2)),
        of("value", "update", every -> every.value.update(value -> value + 1)),
        of("value", "onEvent", every -> every.value.onEvent(value -> {})),
        of("value", "onSet", every -> every.value.onSet((value, previous) -> {})),
        of("map", "get", every -> every.map.get()),
        of("map", "get(key)", every -> every.map.get("a")),
        of("map", "containsKey", every -> every.map.containsKey("a")),
        of("map", "size", every -> every.map.size()),
        of("map", "isEmpty", every -> every.map.isEmpty()),
        of("map", "put", every -> every.map.put("b", 2)),
        of("map", "remove", every -> every.map.remove("a")),
        of("map", "compute", every -> every.map.compute("a", (key, value) -> null)),
        of("map", "clear", every -> every.map.clear()),
        of("map", "replaceAll", every -> every.map.replaceAll(Map.of("b", 2))),
        of("map", "take", every -> every.map.take(0)),
        of("map", "drop", every -> every.map.drop(1)),
        of("command", "command", every -> every.command.command(1)),
        of("supply", "supply", every -> every.supply.supply(1)),
        of("demand", "cue", every -> every.demand.cue()),
        of("demands", "cue", every -> every.demands.cue("a")),
        of("values", "link", every -> every.values.link("a", every.aValue)),
        of("values", "links", every -> every.values.links()),
        of("values", "unlink", every -> every.values.unlink("a")),
        of("values", "unlinkAndDelete", every -> every.values.unlinkAndDelete("a")),
        of("values", "backoff", every -> every.values.backoff(Backoff.NONE)),
        of("values", "onEnd", every -> every.values.onEnd((link, why) -> JoinAnswer.RETRY)),
        of("maps", "link", every -> every.maps.link("a", every.aMap)),
        of("maps", "links", every -> every.maps.links()),
        of("maps", "unlink", every -> every.maps.unlink("a")),
        of("maps", "unlinkAndDelete", every -> every.maps.unlinkAndDelete("a")),
        of("maps", "backoff", every -> every.maps.backoff(Backoff.NONE)),
        of("maps", "onEnd", every -> every.maps.onEnd((link, why) -> JoinAnswer.RETRY)));
  }

  private static Arguments of(String lane, String operation, Consumer<Every> call) {
    return Arguments.of(lane, operation, call);
  }

  /** E8: refused by name, and nothing is changed. */
  @ParameterizedTest(name = "{0}.{1}")
  @MethodSource("operations")
  void operation_outOfTurn_isRefused_andChangesNothing(
      String lane, String operation, Consumer<Every> call) {
    try (LaneStage<Every> stage = new LaneStage<>(Every.class, Every::new)) {
      List<Every> leaked = new ArrayList<>();
      stage.run(every -> {
        every.map.put("a", 1);
        leaked.add(every);
      });
      assertThatThrownBy(() -> call.accept(leaked.getFirst()))
          .isInstanceOf(LaneAccessException.class)
          .hasMessageContaining("'" + lane + "'")
          .hasMessageContaining(LaneStage.URI)
          .hasMessageContaining("'" + Thread.currentThread().getName() + "'");
      stage.run(every -> {
        assertThat(every.value.get()).isEqualTo(1);
        assertThat(every.map.get()).isEqualTo(Map.of("a", 1));
        assertThat(every.values.links()).isEmpty();
        assertThat(every.maps.links()).isEmpty();
      });
    }
  }
}
