package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws F2, F3, L1, L2, V4, M8: what a store keeps of an agent. */
@Timeout(60)
class StoreLawsTest {
  private static final String URI = "/kept";

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final Shelf store = new Shelf();

  /** An in-memory store that tells of its commits, and fails when it is told to. */
  private static final class Shelf implements StateStore {
    final InMemoryStore kept = new InMemoryStore();
    final List<List<StateChange>> commits = Collections.synchronizedList(new ArrayList<>());
    volatile boolean failing;

    @Override
    public SavedState load(String agent) {
      return kept.load(agent);
    }

    @Override
    public void commit(String agent, List<StateChange> changes) {
      if (failing) {
        throw new IllegalStateException("the shelf is full");
      }
      commits.add(List.copyOf(changes));
      kept.commit(agent, changes);
    }
  }

  private final class Kept extends Agent {
    final ValueLane<Integer> value =
        new ValueLane<>(this, "value", 1).codec(Codecs.INTEGER).onEvent(v -> note("value " + v));
    final MapLane<String, Integer> map =
        new MapLane<String, Integer>(this, "map")
            .codec(Codecs.STRING, Codecs.INTEGER)
            .onUpdate((m, k, p, v) -> note("map " + k + "=" + v));
    final MapStore<String, Integer> sorted =
        MapStore.<String, Integer>sorted(this, "sorted").codec(Codecs.STRING, Codecs.INTEGER);
    final ValueStore<String> secret = new ValueStore<>(this, "secret", "none").codec(Codecs.STRING);
    final ValueLane<Integer> fleeting = new ValueLane<>(this, "fleeting", 1).asTransient();
    final ValueLane<Integer> codecFirst =
        new ValueLane<>(this, "codecFirst", 1).codec(Codecs.INTEGER).asTransient();
    final ValueLane<Integer> codecLast =
        new ValueLane<>(this, "codecLast", 1).asTransient().codec(Codecs.INTEGER);
    final CommandLane<String> door = new CommandLane<>(this, "door");
    final Object seenInConstructor = value.get();

    @Override
    protected void onStart() {
      note("onStart " + value.get() + " " + map.get());
    }

    @Override
    protected void onStop() {
      secret.set("stopped");
    }
  }

  private void note(String what) {
    trace.add(what);
  }

  private interface Act {
    void run(Kept kept) throws Exception;
  }

  private Plane plane(UnaryOperator<AgentOptions> options) {
    return Plane.builder().route(URI, Kept::new, o -> options.apply(o.withStore(store))).start();
  }

  private static void run(Plane plane, Act act) {
    AgentRef ref = plane.agent(URI);
    try {
      ref.ask(
          Kept.class,
          kept -> {
            act.run(kept);
            return true;
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** L1, V4: restored after the constructor and before onStart, and nothing is triggered. */
  @Test
  void freshInstance_hasWhatTheStoreKept_beforeOnStart_andTriggersNothing() {
    try (Plane plane = plane(o -> o)) {
      run(
          plane,
          kept -> {
            kept.value.set(5);
            kept.map.put("b", 2);
            kept.map.put("a", 1);
            kept.sorted.put("z", 26);
            kept.sorted.put("y", 25);
            kept.secret.set("s");
            kept.fleeting.set(9);
          });
    }
    trace.clear();
    try (Plane plane = plane(o -> o)) {
      run(
          plane,
          kept -> {
            assertThat(kept.seenInConstructor).isEqualTo(1);
            assertThat(kept.sorted.get()).isEqualTo(Map.of("y", 25, "z", 26));
            assertThat(kept.sorted.get().keySet()).containsExactly("y", "z");
            assertThat(kept.secret.get())
                .isEqualTo("stopped"); // L2: what onStop has changed is kept
            assertThat(kept.fleeting.get()).isEqualTo(1); // it takes no part
          });
    }
    assertThat(trace).containsExactly("onStart 5 {b=2, a=1}");
  }

  /** M8: the order of insertion outlives the agent, and goes on behind it. */
  @Test
  void mapInOrderOfInsertion_keepsItsOrder_overSeveralLives() {
    for (List<String> keys : List.of(List.of("c", "a"), List.of("d", "b"), List.of("0"))) {
      try (Plane plane = plane(o -> o)) {
        run(
            plane,
            kept -> {
              kept.map.remove("c");
              keys.forEach(key -> kept.map.put(key, 1));
            });
      }
    }
    try (Plane plane = plane(o -> o)) {
      run(plane, kept -> assertThat(kept.map.get().keySet()).containsExactly("a", "d", "b", "0"));
    }
  }

  /** F2: one atomic batch for each cascade, of the last of each value and key. */
  @Test
  void cascade_isOneCommit_withTheLastOfEachValueAndKey() {
    try (Plane plane = plane(o -> o)) {
      run(
          plane,
          kept -> {
            kept.value.set(2);
            kept.value.set(3);
            kept.map.put("gone", 1);
            kept.map.remove("gone");
            kept.secret.get();
          });
      assertThat(store.commits)
          .containsExactly(List.of(new StateChange.ValueSet("value", Codecs.INTEGER.encode(3))));
      run(
          plane,
          kept -> {
            kept.fleeting.set(2);
            kept.codecFirst.set(2);
            kept.codecLast.set(2);
          });
      assertThat(store.commits).hasSize(1);
    }
  }

  /** F2: a cascade that fails leaves the store as it was. */
  @Test
  void failedCascade_leavesTheStoreAsItWas_andTheNextInstanceStartsFromIt() {
    try (Plane plane = plane(o -> o)) {
      run(plane, kept -> kept.value.set(7));
      assertThatThrownBy(() ->
              run(
                  plane,
                  kept -> {
                    kept.value.set(8);
                    kept.map.put("a", 1);
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      run(
          plane,
          kept -> {
            assertThat(kept.value.get()).isEqualTo(7);
            assertThat(kept.map.get()).isEmpty();
          });
    }
  }

  /** F2: a store that fails, fails the cascade: nothing is changed, and nothing leaves. */
  @Test
  void storeThatFails_failsTheCascade() {
    try (Plane plane = plane(o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      run(plane, kept -> kept.value.set(7));
      store.failing = true;
      assertThatThrownBy(() ->
              run(
                  plane,
                  kept -> {
                    kept.value.set(8);
                    kept.map.put("a", 1);
                    plane.agent(URI).command("door", "must not be");
                  }))
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseMessage("the shelf is full");
      store.failing = false;
      run(
          plane,
          kept -> {
            assertThat(kept.value.get()).isEqualTo(7);
            assertThat(kept.map.get()).isEmpty();
          });
      assertThat(plane.deadLetters()).isZero(); // the door has no handler, and was not reached
    }
  }

  /** F2, D5: what has no form in the store is refused by the name of its lane; nothing changes. */
  @Test
  void text_thatHasNoUtf8_failsTheCascade_byTheNameOfItsLane() {
    try (Plane plane = plane(o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      run(plane, kept -> kept.secret.set("kept"));
      int commits = store.commits.size();
      assertThatThrownBy(() ->
              run(
                  plane,
                  kept -> {
                    kept.value.set(8);
                    kept.secret.set("lost\uD83D");
                  }))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("lane 'secret' of /kept cannot be kept: ")
          .hasMessageContaining("a text of 5 chars has no UTF-8");
      assertThatThrownBy(() -> run(plane, kept -> kept.map.put("\uDE00", 1)))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("lane 'map' of /kept cannot be kept: ")
          .hasMessageContaining("a text of 1 chars has no UTF-8");
      run(
          plane,
          kept -> {
            assertThat(kept.value.get()).isEqualTo(1);
            assertThat(kept.secret.get()).isEqualTo("kept");
            assertThat(kept.map.get()).isEmpty();
          });
      assertThat(store.commits).hasSize(commits);
    }
  }

  /** F3: restart makes a fresh instance from the store. */
  @Test
  void restart_isFromTheStore() throws Exception {
    try (Plane plane =
        plane(o ->
            o.withFailurePolicy(FailurePolicy.restart(3, Duration.ofHours(1), Backoff.NONE)))) {
      run(
          plane,
          kept -> {
            kept.value.set(7);
            kept.fleeting.set(7);
          });
      assertThatThrownBy(() ->
              run(
                  plane,
                  kept -> {
                    kept.value.set(8);
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      run(
          plane,
          kept -> {
            assertThat(kept.value.get()).isEqualTo(7);
            assertThat(kept.fleeting.get()).isEqualTo(1);
          });
    }
  }

  private static final class Forgetful extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 1);
  }

  /** A lane that would silently be lost is refused, by name. */
  @Test
  void laneWithoutACodec_inAnAgentWithAStore_isRefused() {
    try (Plane plane =
        Plane.builder().route("/forgetful", Forgetful::new, o -> o.withStore(store)).start()) {
      assertThatThrownBy(() -> plane.agent("/forgetful").ask(Forgetful.class, f -> f.value.get()))
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseMessage(
              "[PL-D5.3] lane 'value' of /forgetful cannot be kept by the store of its agent: it has no"
                  + " codec; give it one with codec(...), or declare it asTransient()");
    }
  }

  /** Bytes that cannot be read are an error of the start, and stay as they are. */
  @Test
  void storedBytes_thatCannotBeRead_failTheStart() {
    store.kept.commit(URI, List.of(new StateChange.ValueSet("value", new byte[] {1})));
    try (Plane plane = plane(o -> o)) {
      assertThatThrownBy(() -> run(plane, kept -> {}))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("/kept could not be started");
    }
    assertThat(store.kept.load(URI).value("value")).containsExactly(1);
  }

  /** Lanes that are opened at run time are kept like others, and forgotten when they are closed. */
  @Test
  void laneOpenedAtRunTime_isRestoredWhereItIsOpened_andForgottenWhenItIsClosed() {
    try (Plane plane = plane(o -> o)) {
      run(
          plane,
          kept -> {
            ValueLane<Integer> late = new ValueLane<>(kept, "late", 0).codec(Codecs.INTEGER);
            late.set(4);
            MapLane<String, Integer> map =
                new MapLane<String, Integer>(kept, "lateMap").codec(Codecs.STRING, Codecs.INTEGER);
            map.put("k", 1);
          });
    }
    try (Plane plane = plane(o -> o)) {
      run(
          plane,
          kept -> {
            ValueLane<Integer> late =
                new ValueLane<>(kept, "late", 0)
                    .onEvent(v -> note("must not be"))
                    .codec(Codecs.INTEGER);
            assertThat(late.get()).isEqualTo(4);
            assertThat(trace).doesNotContain("must not be");
            late.set(5);
            late.close();
            MapLane<String, Integer> map =
                new MapLane<String, Integer>(kept, "lateMap").codec(Codecs.STRING, Codecs.INTEGER);
            assertThat(map.get()).isEqualTo(Map.of("k", 1));
            map.close();
          });
      run(
          plane,
          kept ->
              assertThat(new ValueLane<>(kept, "late", 0).codec(Codecs.INTEGER).get()).isZero());
    }
    assertThat(store.kept.load(URI).lanes()).containsExactly("secret");
  }

  /** A lane that is opened without a codec is found when its cascade ends, and not opened. */
  @Test
  void laneOpenedAtRunTime_withoutACodec_failsItsCascade() {
    try (Plane plane = plane(o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      assertThatThrownBy(() -> run(plane, kept -> new ValueLane<>(kept, "late", 0)))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("lane 'late' of /kept cannot be kept");
      run(plane, kept -> new ValueLane<>(kept, "late", 0).asTransient());
    }
  }
}
