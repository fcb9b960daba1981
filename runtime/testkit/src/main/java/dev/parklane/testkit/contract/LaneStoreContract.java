package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks of what a store keeps of a lane (laws D1, D5, L1, V4). Part of {@link LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneStoreContract<L extends Lane> extends LaneKind<L> {
  /**
   * After each restart the state is what it was, and goes on from there.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void state_isThereAfterEachRestart_L1() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    try (Stage<L> undisturbed = new Stage<>(this)) {
      for (int n = 1; n <= 4; n++) {
        undisturbed.changes(n, n);
        try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
          stage.changes(n, n);
        }
        try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
          assertEquals(
              undisturbed.reading(), stage.reading(), "the state after a restart (laws L1, D1)");
        }
      }
    }
  }

  /**
   * The changes of one cascade, some of them inside others, are there after a restart.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changesOfOneCascade_areThereAfterARestart_D1() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    Object before;
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.turn((agent, lane) -> {
        if (!events().isEmpty()) {
          Stage.onFirst(events().getLast(), lane, () -> change(lane, 2));
        }
        change(lane, 1);
        change(lane, 3);
        change(lane, 4);
      });
      before = stage.reading();
    }
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      assertEquals(before, stage.reading(), "the state after a restart (law D1)");
    }
  }

  /**
   * What is restored triggers nothing.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void restore_triggersNothing_V4() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    AtomicInteger called = new AtomicInteger();
    Stage.Declaration<L> observed =
        (agent, name) -> {
          L lane = Objects.requireNonNull(declareKept(agent, name));
          events().forEach(event -> event.observe(lane, called::incrementAndGet));
          return lane;
        };
    try (Stage<L> stage = Stage.keptBy(store, this, observed)) {
      stage.assumeEvents();
      stage.changes(1, 2);
    }
    called.set(0);
    try (Stage<L> stage = Stage.keptBy(store, this, observed)) {
      stage.turn((agent, lane) -> {});
      assertEquals(0, called.get(), "calls of observers while the lane is restored (law V4)");
    }
  }

  /**
   * The store knows nothing of a cascade that failed.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void failedCascade_isNotThereAfterARestart_D1() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    Object before;
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.changes(1, 1);
      stage.failingChanges(2, 3);
      stage.changes(2, 2);
      before = stage.reading();
      stage.failingChanges(3, 3);
    }
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      assertEquals(before, stage.reading(), "the state after failure and restart (laws D1, F2)");
    }
  }

  /** A store that keeps nothing of a cascade while it is told to refuse. */
  private static StateStore refusing(StateStore keeps, AtomicInteger refusals) {
    return new StateStore() {
      @Override
      public SavedState load(String agent) {
        return keeps.load(agent);
      }

      @Override
      public void commit(String agent, List<StateChange> changes) {
        if (refusals.getAndDecrement() > 0) {
          throw new OnPurpose();
        }
        keeps.commit(agent, changes);
      }
    };
  }

  /**
   * Where the store refuses the changes of a cascade, the lane has them no more.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changesThatTheStoreRefuses_areTakenBack_F2() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    assumeKept();
    StateStore store = refusing(new InMemoryStore(), refusals);
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.changes(1, 1);
      Object before = stage.reading();
      refusals.set(1);
      assertThrows(
          AgentFailedException.class,
          () -> stage.changes(2, 2),
          "a cascade whose changes the store refuses (law F2): a kind publishes what it does where"
              + " it isFollowed()");
      assertEquals(before, stage.reading(), "the state after the store has refused (law F2)");
    }
  }

  /**
   * Two lanes of one agent keep apart, each under its own name; of a lane that is closed the store
   * keeps nothing.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void lanes_areKeptUnderTheirNames_F8() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.turn((agent, lane) -> {
        change(lane, 1);
        change(Objects.requireNonNull(declareKept(agent, "late")), 1);
      });
      assertEquals(
          Set.of(Stage.LANE, "late"), store.load(Stage.URI).lanes(), "the lanes that are kept");
      stage.turn((agent, lane) -> lane.close());
      assertEquals(
          Set.of("late"),
          store.load(Stage.URI).lanes(),
          "the lanes that are kept after one was closed (law F8)");
    }
  }

  /**
   * A lane that is declared in a later turn is restored when it is used.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void laneDeclaredLater_isRestoredWhenItIsUsed_L1() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assumeKept();
    Object[] before = new Object[1];
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.turn((agent, lane) -> {
        L late = Objects.requireNonNull(declareKept(agent, "late"));
        change(late, 1);
        before[0] = read(late);
      });
    }
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareKept)) {
      stage.turn((agent, lane) ->
          assertEquals(
              before[0],
              read(Objects.requireNonNull(declareKept(agent, "late"))),
              "the state of a lane as it is first read (law L1): a kind calls reading() before it"
                  + " reads"));
    }
  }

  /**
   * Of a lane that is declared to take no part in restore, nothing is kept.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void transientLane_isNotThereAfterARestart_L1() throws Exception {
    InMemoryStore store = new InMemoryStore();
    assume(this::declareTransient, "lanes of this kind cannot be declared so");
    Object fresh;
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareTransient)) {
      fresh = stage.reading();
      stage.changes(1, 2);
      assertEquals(Set.of(), store.load(Stage.URI).lanes(), "the lanes that are kept");
    }
    try (Stage<L> stage = Stage.keptBy(store, this, this::declareTransient)) {
      assertEquals(fresh, stage.reading(), "the state after a restart");
    }
  }

  /**
   * A lane with a state, declared without what a store needs, is refused in an agent with a store,
   * by its name: it is not lost in silence.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void laneThatCannotBeKept_isRefused_D5() throws Exception {
    InMemoryStore store = new InMemoryStore();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeState();
    }
    Object before;
    try (Stage<L> stage = Stage.keptBy(store, this, this::declare)) {
      stage.changes(1, 1);
      before = stage.reading();
    } catch (AgentFailedException refused) {
      IllegalStateException cause =
          assertInstanceOf(IllegalStateException.class, refused.getCause(), "why it is refused");
      assertTrue(
          String.valueOf(cause.getMessage()).contains("'" + Stage.LANE + "'"),
          () -> "the refusal does not name the lane: " + cause.getMessage());
      return;
    }
    try (Stage<L> stage = Stage.keptBy(store, this, this::declare)) {
      assertEquals(
          before,
          stage.reading(),
          "the state after a restart (law D5): missingForStore() says what a lane lacks that has a"
              + " state and cannot be kept");
    }
  }

  private void assumeKept() throws InterruptedException {
    assume(this::declareKept, "no store keeps lanes of this kind");
  }

  /** Declared once on a stage of its own, to see whether the kind can be. */
  private void assume(Stage.Declaration<L> declaration, String otherwise)
      throws InterruptedException {
    @Nullable Object[] declared = new Object[1];
    try (Stage<L> stage = new Stage<>(this)) {
      stage.turn((agent, lane) -> declared[0] = declaration.apply(agent, "probe"));
    }
    assumeTrue(declared[0] != null, otherwise);
  }
}
