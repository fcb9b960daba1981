package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.store.Codecs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law H2: the class that a lane asks for, where a caller's language has no classes like Java's. */
@Timeout(60)
class ArgumentTypeTest {
  private static final class Holder extends Agent {
    final ValueLane<Object> value = new ValueLane<>(this, "value", 1L);
    final MapLane<Object, Object> map = new MapLane<>(this, "map");
    final MapLane<Long, Double> typed =
        new MapLane<Long, Double>(this, "typed").codec(Codecs.LONG, Codecs.DOUBLE);
    final CommandLane<Long> command = new CommandLane<>(this, "command", Long.class);
    final CommandLane<Object> any = new CommandLane<>(this, "any");
    final SupplyLane<Long> supply = new SupplyLane<Long>(this, "supply").codec(Codecs.LONG);
    final JoinValueLane<Long, Double> join =
        new JoinValueLane<Long, Double>(this, "join").codec(Codecs.LONG, Codecs.DOUBLE);
    final JoinMapLane<Object, Long, Double> merged = new JoinMapLane<>(this, "merged");
    final DemandMapLane<Long, Double> demand =
        new DemandMapLane<Long, Double>(this, "demand").codec(Codecs.LONG, Codecs.DOUBLE);
  }

  private final LaneStage<Holder> stage = new LaneStage<>(Holder.class, Holder::new);

  @Test
  void laneWithACodec_asksForTheTypeOfThat() {
    try (stage) {
      stage.run(holder -> {
        assertThat(holder.typed.argumentType("put", 0)).isEqualTo(Long.class);
        assertThat(holder.typed.argumentType("put", 1)).isEqualTo(Double.class);
        assertThat(holder.supply.argument("supply", 0).type()).isEqualTo(Long.class);
        assertThat(holder.demand.argument("cue", 0).type()).isEqualTo(Long.class);
        assertThat(holder.command.argument("command", 0).type()).isEqualTo(Long.class);
      });
    }
  }

  @Test
  void laneWithoutACodec_asksForTheClassOfWhatItHolds() {
    try (stage) {
      stage.run(holder -> {
        assertThat(holder.value.argumentType("set", 0)).isEqualTo(Long.class);
        holder.value.set("text");
        assertThat(holder.value.argumentType("set", 0)).isEqualTo(String.class);
        assertThat(holder.map.argumentType("put", 0)).isNull();
        holder.map.put((short) 1, 0.5);
        assertThat(holder.map.argumentType("put", 0)).isEqualTo(Short.class);
        assertThat(holder.map.argumentType("put", 1)).isEqualTo(Double.class);
        assertThat(holder.any.argument("command", 0).type()).isNull();
      });
    }
  }

  /** What a link is known by is a key of a join of values; of one of maps it is its own. */
  @Test
  void linkOfAJoin_isAskedForInTheTypeOfTheLinks() {
    try (stage) {
      stage.run(holder -> {
        for (String method : List.of("link", "relink", "unlink", "unlinkAndDelete", "remove")) {
          assertThat(holder.join.argumentType(method, 0)).as(method).isEqualTo(Long.class);
        }
        assertThat(holder.join.argumentType("link", 1)).isNull();
        assertThat(holder.join.argument("unlink", 0).type()).isEqualTo(Long.class);
        assertThat(holder.merged.argumentType("unlink", 0)).isNull();
        holder.merged.link(1L, AgentContext.current().agent("/agent").mapLane("typed"));
        assertThat(holder.merged.argumentType("unlink", 0)).isEqualTo(Long.class);
      });
    }
  }

  /** M9: entries that replace all are each looked at, as those that are put. */
  @Test
  void entriesThatReplaceAll_areFitted_orRefused() {
    try (stage) {
      stage.run(holder -> {
        assertThat(holder.typed.given("replaceAll", 0, Map.of(1, 2))).isEqualTo(Map.of(1L, 2.0));
        assertThatThrownBy(() -> holder.typed.given("replaceAll", 0, Map.of("one", 2)))
            .hasMessage(
                "[PL-M9.3] lanes.typed.put: it takes java.lang.Long, and was sent the java.lang.String 'one'");
      });
    }
  }

  /** A count of keys is no key. */
  @Test
  void methodThatTakesNoneOfWhatTheLaneHolds_asksForNothing() {
    try (stage) {
      stage.run(holder -> {
        assertThat(holder.typed.argumentType("take", 0)).isNull();
        assertThat(holder.demand.argument("keys", 0).type()).isNull();
      });
    }
  }
}
