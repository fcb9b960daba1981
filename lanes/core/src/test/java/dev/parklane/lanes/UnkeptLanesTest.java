package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law D5: an agent with lanes that its store cannot keep. */
@Timeout(60)
class UnkeptLanesTest {
  private record Owned(List<Socket> by) {}

  private static final class Owner extends Agent {
    final ValueLane<Integer> kept = new ValueLane<>(this, LaneKey.of("kept", int.class), 1);
    final ValueLane<Owned> owned =
        new ValueLane<>(this, LaneKey.of("owned", Owned.class), new Owned(List.of()));
    final MapLane<String, Integer> ages = new MapLane<>(this, "ages");
    final ValueLane<Integer> fleeting = new ValueLane<>(this, "fleeting", 1).asTransient();
    final ValueLane<Integer> count = new ValueLane<>(this, "count", 1);
  }

  /** D5: one error names all lanes that cannot be kept, and what stands in the way of a codec. */
  @Test
  void lanesThatCannotBeKept_areNamedTogether_withWhatHasNoCodec() {
    try (Plane plane =
        Plane.builder()
            .route("/owner", Owner::new, o -> o.withStore(new InMemoryStore()))
            .start()) {
      Throwable refusal =
          catchThrowable(() -> plane.agent("/owner").ask(Owner.class, o -> o.kept.get()));
      assertThat(refusal).isInstanceOf(AgentFailedException.class);
      assertThat(refusal.getCause())
          .hasMessageStartingWith(
              "[PL-D5.3] lane 'owned' of /owner cannot be kept by the store of its agent: it has no"
                  + " codec")
          .hasMessageContaining(Owned.class.getTypeName() + ".by[]: java.net.Socket has no codec;")
          .hasMessageEndingWith("; nor can 'ages', 'count'");
    }
  }
}
