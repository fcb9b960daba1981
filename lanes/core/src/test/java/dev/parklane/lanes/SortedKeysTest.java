package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law M9: a key that the order of a sorted lane cannot compare is refused by name. */
@Timeout(60)
class SortedKeysTest {
  private static final String REFUSAL =
      "[PL-M9.4] lane '%s' of /sorted: it takes java.lang.Integer, and was sent the"
          + " java.lang.String 'x'; give it a key that its order can compare with the others";

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

  @SuppressWarnings({"unchecked", "rawtypes"}) // keys of any class, as a guest gives them
  private static final class Sorted extends Agent {
    final MapLane<Object, Integer> lane = (MapLane) MapLane.<Integer, Integer>sorted(this, "lane");
    final MapStore<Object, Integer> store =
        (MapStore) MapStore.<Integer, Integer>sorted(this, "store");
    final MapLane<Object, Integer> empty =
        (MapLane) MapLane.<Integer, Integer>sorted(this, "empty");
    final JoinValueLane<Object, Integer> values =
        (JoinValueLane) JoinValueLane.<Integer, Integer>sorted(this, "values");
    final JoinMapLane<String, Object, Integer> maps =
        (JoinMapLane) JoinMapLane.<String, Integer, Integer>sorted(this, "maps");
    final MapLink<Object, Integer> link =
        (MapLink)
            MapLink.sorted(
                this,
                agent("/source").mapLane("ints"),
                (a, b) -> ((Integer) a).compareTo((Integer) b));

    AgentRef source() {
      return agent("/source");
    }

    @Override
    protected void onStart() {
      lane.put(1, 1);
      store.put(1, 1);
    }
  }

  private static final class Source extends Agent {
    final MapLane<Object, Integer> ints = new MapLane<>(this, "ints", Map.of(1, 1));
    final MapLane<Object, Integer> texts = new MapLane<>(this, "texts", Map.of("x", 2));
  }

  @AutoClose
  private final Plane plane =
      Plane.builder()
          .route("/sorted", Sorted::new, o -> o.withFailurePolicy(FailurePolicy.resume()))
          .route("/source", Source::new)
          .onDeadLetter(letters::add)
          .listener(
              new PlaneListener() {
                @Override
                public void cascadeEnded(CascadeReport cascade) {
                  if (cascade.failure() != null) {
                    failures.add(cascade.failure());
                  }
                }
              })
          .start();

  private interface Act {
    void on(Sorted agent) throws Exception;
  }

  private void run(Act act) throws InterruptedException {
    plane
        .agent("/sorted")
        .ask(
            Sorted.class,
            agent -> {
              act.on(agent);
              return true;
            });
    plane.awaitQuiet();
  }

  private static void assertRefused(String lane, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ClassCastException.class)
        .hasMessage(REFUSAL.formatted(lane));
  }

  @Test
  void keyOfAnotherClass_isRefusedByEveryCall_andNothingHasChanged_M9() throws Exception {
    run(agent -> {
      for (MapLane<Object, Integer> lane : List.of(agent.lane, agent.store)) {
        assertRefused(lane.name(), () -> lane.get("x"));
        assertRefused(lane.name(), () -> lane.containsKey("x"));
        assertRefused(lane.name(), () -> lane.put("x", 1));
        assertRefused(lane.name(), () -> lane.remove("x"));
        assertRefused(lane.name(), () -> lane.compute("x", (key, before) -> 1));
        assertThat(lane.get()).isEqualTo(Map.of(1, 1));
      }
    });
  }

  @Test
  void firstKeyThatTheOrderCannotCompare_isRefused_M9() throws Exception {
    run(agent -> {
      assertThatThrownBy(() -> agent.empty.put(new Object[0], 1))
          .isInstanceOf(ClassCastException.class)
          .hasMessageStartingWith(
              "[PL-M9.4] lane 'empty' of /sorted: its order cannot compare the [Ljava.lang.Object; ");
      assertThat(agent.empty.isEmpty()).isTrue();
    });
  }

  @Test
  void joinsOfAnotherClass_failByName_M9() throws Exception {
    run(agent -> agent.maps.link("ints", agent.source().mapLane("ints")));
    run(agent -> {
      assertThat(agent.maps.get()).isEqualTo(Map.of(1, 1));
      assertRefused("maps", () -> agent.maps.get("x"));
      assertRefused("maps", () -> agent.maps.remove("x"));
    });
    plane.agent("/source").mapLane("ints").put("x", 2);
    plane.awaitQuiet();
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).hasMessage(REFUSAL.formatted("maps")));
    run(agent -> assertThat(agent.maps.get()).isEqualTo(Map.of(1, 1)));
  }

  @Test
  void writeOfAnotherClass_fromOutside_isADeadLetter_andFailsNobody_M9() throws Exception {
    run(agent -> {});
    MapLaneRef<Object, Integer> lane = plane.agent("/sorted").mapLane("lane");
    lane.put("x", 1);
    lane.remove("x");
    plane.awaitQuiet();
    assertThat(letters)
        .hasSize(2)
        .allSatisfy(letter ->
            assertThat(letter.detail())
                .isEqualTo(
                    "lane 'lane' of /sorted: it takes java.lang.Integer, and was sent the"
                        + " java.lang.String 'x'"));
    assertThat(lane.get()).isEqualTo(Map.of(1, 1));
    assertRefused("lane", () -> lane.get("x"));
    assertThat(lane.get(1)).isEqualTo(1);
  }

  @Test
  void stateOfAnotherClass_toASortedLink_failsByName_M9() throws Exception {
    run(agent -> agent.link.open());
    run(agent -> assertThat(agent.link.get()).isEqualTo(Map.of(1, 1)));
    plane.agent("/source").mapLane("ints").put("x", 2);
    plane.awaitQuiet();
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(failure ->
            assertThat(failure)
                .hasMessageStartingWith("[PL-M9.4] ")
                .hasMessageContaining(
                    "it takes java.lang.Integer, and was sent the java.lang.String 'x'"));
    run(agent -> assertThat(agent.link.get()).isEqualTo(Map.of(1, 1)));
  }
}
