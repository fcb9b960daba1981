package dev.parklane.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateChange.EntryPut;
import dev.parklane.runtime.store.StateChange.EntryRemoved;
import dev.parklane.runtime.store.StateChange.LaneDropped;
import dev.parklane.runtime.store.StateChange.MapCleared;
import dev.parklane.runtime.store.StateChange.StepDone;
import dev.parklane.runtime.store.StateChange.StepsForgotten;
import dev.parklane.runtime.store.StateChange.ValueSet;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks whether a store does what the runtime relies on (laws D1, F2, F10, L1): a test class
 * implements it, for its own store.
 *
 * <pre>{@code
 * class FileStoreTest implements StateStoreContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   public StateStore open() {
 *     return new FileStore(folder);
 *   }
 *
 *   @Override
 *   public StateStore reopen(StateStore store) {
 *     close(store);
 *     return new FileStore(folder);
 *   }
 *
 *   @Override
 *   public void close(StateStore store) {
 *     ((FileStore) store).close();
 *   }
 * }
 * }</pre>
 *
 * <p>A check of what the store does not offer is skipped by an assumption that says so.
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface StateStoreContract {
  /**
   * Opens a store that keeps nothing yet. Called once in each check.
   *
   * @return the store, ready
   */
  StateStore open();

  /**
   * Ends a store, and opens what it has kept.
   *
   * @param store that {@link #open} or this method gave; it is not used any more
   * @return null where nothing outlasts the store
   */
  default @Nullable StateStore reopen(StateStore store) {
    return null;
  }

  /**
   * Lets the next commit fail when it has begun, as a disk that is full does.
   *
   * @param store that {@link #open} gave
   * @return false where the store cannot be made to
   */
  default boolean failNextCommit(StateStore store) {
    return false;
  }

  /**
   * Ends a store, after each check.
   *
   * @param store that {@link #open} or {@link #reopen} gave
   */
  default void close(StateStore store) {}

  /** Of an agent that was never committed, nothing is kept. */
  @Test
  default void unknownAgent_hasNothing() {
    try (OpenStore store = OpenStore.of(this)) {
      store.requireKept("/nobody", Kept.nothing());
      SavedState saved = store.now().load("/nobody");
      assertNull(saved.value("lane"), "the value of a lane that is not kept");
      saved.entries("lane", (key, value) -> fail("a lane that is not kept has an entry"));
    }
  }

  /** A value is what was set last, byte for byte, also where it is empty. */
  @Test
  default void value_isWhatWasSetLast_D1() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("value", bytes("one")), new ValueSet("other", bytes("1")));
      store.commit(
          "/a", new ValueSet("value", bytes("two")), new ValueSet("value", bytes("three")));
      store.commit("/a", new ValueSet("other", new byte[0]));
    }
  }

  /** A map has what was put and not removed; it is kept where it is empty, too. */
  @Test
  default void map_hasWhatWasPutAndNotRemoved_D1() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", put("map", "a", "1"), put("map", "b", "2"), put("map", "a", "3"));
      store.commit("/a", new EntryRemoved("map", bytes("b")), new EntryRemoved("map", bytes("c")));
      store.commit("/a", new EntryRemoved("map", bytes("a")));
      store.commit("/a", new EntryRemoved("other", bytes("a")), new MapCleared("third"));
      store.commit("/a", put("map", "d", ""), put("map", "e", "5"), put("third", "a", "6"));
      store.commit("/a", new MapCleared("map"));
    }
  }

  /** The changes of one commit take effect in their order. */
  @Test
  default void changesOfACommit_takeEffectInTheirOrder_D1() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit(
          "/a",
          put("map", "a", "1"),
          new MapCleared("map"),
          put("map", "b", "2"),
          new EntryRemoved("map", bytes("b")),
          put("map", "b", "3"),
          put("map", "c", "4"),
          new EntryRemoved("map", bytes("c")),
          new ValueSet("value", bytes("1")),
          new LaneDropped("value"),
          put("value", "a", "1"));
      store.commit("/a", new LaneDropped("map"), new ValueSet("map", bytes("a value")));
    }
  }

  /** A lane that was dropped is not there, and may come back in either form. */
  @Test
  default void droppedLane_isGone_F8() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("value", bytes("1")), put("map", "a", "1"));
      store.commit("/a", new LaneDropped("value"), new LaneDropped("unknown"));
      store.commit("/a", put("value", "a", "2"));
      store.commit("/a", new LaneDropped("map"), put("map", "b", "2"));
      store.commit("/a", new LaneDropped("map"), new LaneDropped("value"));
      store.requireKept("/a", Kept.nothing());
    }
  }

  /** A commit that has a change of the other form is refused, wherever it stands, as a whole. */
  @Test
  default void commitThatIsRefused_keepsNothing_F2() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("value", bytes("1")), put("map", "a", "1"));
      List<StateChange> fine =
          List.of(
              new ValueSet("value", bytes("2")),
              put("map", "b", "2"),
              new EntryRemoved("map", bytes("a")),
              new ValueSet("new", bytes("3")),
              new StepDone("step"));
      List<StateChange> refused =
          List.of(
              put("value", "a", "4"),
              new EntryRemoved("value", bytes("a")),
              new MapCleared("value"),
              new ValueSet("map", bytes("4")));
      for (StateChange change : refused) {
        for (int at : new int[] {0, 2, fine.size()}) {
          List<StateChange> changes = new ArrayList<>(fine);
          changes.add(at, change);
          store.requireRefused("/a", changes);
        }
      }
      store.commit("/a", fine.toArray(StateChange[]::new));
    }
  }

  /** A lane is read in the form in which it is kept, and in no other. */
  @Test
  default void lane_isReadInItsForm() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("value", bytes("1")), new MapCleared("map"));
      SavedState saved = store.now().load("/a");
      assertThrows(
          IllegalStateException.class,
          () -> saved.value("map"),
          "the value of a lane with entries");
      assertThrows(
          IllegalStateException.class,
          () -> saved.entries("value", (key, value) -> {}),
          "the entries of a lane with a value");
    }
  }

  /** Where a commit fails in its midst, none of its changes is kept, and the next one is. */
  @Test
  default void commitThatFails_keepsNothing_F2() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("value", bytes("1")));
      assumeTrue(failNextCommit(store.now()), "commits of this store cannot be made to fail");
      store.requireFailure("/a", List.of(new ValueSet("value", bytes("2")), put("map", "a", "1")));
      store.commit("/a", put("map", "a", "2"));
    }
  }

  /** Agents and lanes keep apart, whatever their names are made of. */
  @Test
  default void names_areKeptApart() {
    List<String> agents =
        List.of(
            "/",
            "/a",
            "/a/b",
            "/a/b/c",
            "/a%2Fb",
            "/A",
            "/a:b",
            "/\u00e4\u6f22",
            "/" + "x".repeat(500));
    List<String> lanes =
        List.of(
            "a",
            "a/b",
            "b",
            "A",
            " a",
            "a ",
            "a\u0000",
            "a\u0000b",
            "/",
            ".",
            "\u00e4",
            "a\u0308",
            "\ud83d\ude80",
            "'\"",
            "x".repeat(500));
    try (OpenStore store = OpenStore.of(this)) {
      for (String agent : agents) {
        List<StateChange> changes = new ArrayList<>();
        for (String lane : lanes) {
          changes.add(new ValueSet(lane, bytes(agent + " " + lane)));
        }
        changes.add(put("map", "key", agent));
        store.commit(agent, changes.toArray(StateChange[]::new));
      }
      store.commit("/a", new LaneDropped("a"), new LaneDropped("a/b"), new LaneDropped("map"));
      store.requireAll();
    }
  }

  /** Keys are known by their bytes, all of them. */
  @Test
  default void keys_areKeptApart() {
    try (OpenStore store = OpenStore.of(this)) {
      List<StateChange> changes = new ArrayList<>();
      for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
        changes.add(new EntryPut("map", new byte[] {(byte) b}, new byte[] {(byte) b}));
        changes.add(new EntryPut("map", new byte[] {(byte) b, 0}, new byte[] {1, (byte) b}));
      }
      changes.add(new EntryPut("map", new byte[0], bytes("of the empty key")));
      changes.add(new EntryPut("map", new byte[10_000], bytes("of a long key")));
      changes.add(new EntryPut("map2", new byte[0], bytes("of another map")));
      store.commit("/a", changes.toArray(StateChange[]::new));
      store.commit(
          "/a", new EntryRemoved("map", new byte[0]), new EntryRemoved("map", new byte[1]));
    }
  }

  /** Large values and maps of many entries are kept as they are. */
  @Test
  default void largeStates_areKept() {
    Random random = new Random(12);
    byte[] large = new byte[1 << 20];
    random.nextBytes(large);
    List<StateChange> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(put("many", "key " + i, "value " + i));
    }
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new ValueSet("large", large), new EntryPut("map", bytes("k"), large));
      store.commit("/a", many.toArray(StateChange[]::new));
      store.commit("/a", new EntryRemoved("many", bytes("key 5000")));
    }
  }

  /** When a commit has returned, its list of changes belongs to the caller again. */
  @Test
  default void listOfChanges_isTheCallersAgain() {
    try (OpenStore store = OpenStore.of(this)) {
      List<StateChange> changes = new ArrayList<>();
      changes.add(new ValueSet("value", bytes("1")));
      store.now().commit("/a", changes);
      changes.set(0, new ValueSet("value", bytes("2")));
      changes.add(new ValueSet("other", bytes("3")));
      store.requireKept("/a", Kept.nothing().with(List.of(new ValueSet("value", bytes("1")))));
    }
  }

  /** Steps come in the order of their marks, each once, until they are forgotten. */
  @Test
  default void steps_comeInTheOrderOfTheirMarks_F10() {
    try (OpenStore store = OpenStore.of(this)) {
      store.commit("/a", new StepDone("b"), new ValueSet("value", bytes("1")));
      store.commit("/a", new StepDone("a"), new StepDone("c"), new StepDone("b"));
      store.commit("/b", new StepDone("of another agent"));
      store.commit("/a", new StepsForgotten(), new StepDone("d"));
      store.commit("/a", new StepsForgotten());
      store.requireAll();
    }
  }

  /** Whatever was committed, what is kept is what it comes to. */
  @Test
  default void anyCommits_comeToWhatTheySay_D1() {
    Random random = new Random(12);
    try (OpenStore store = OpenStore.of(this)) {
      for (int i = 0; i < 300; i++) {
        List<StateChange> changes = new ArrayList<>();
        for (int n = random.nextInt(6); n >= 0; n--) {
          changes.add(AnyChange.of(random));
        }
        store.commit("/" + random.nextInt(4), changes.toArray(StateChange[]::new));
      }
      store.requireAll();
    }
  }

  /**
   * Agents that commit and load at once do not disturb each other.
   *
   * @throws InterruptedException where the check is interrupted as it waits for them
   */
  @Test
  default void agents_commitAtOnce() throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    try (OpenStore store = OpenStore.of(this)) {
      StateStore shared = store.now();
      for (int t = 0; t < 8; t++) {
        String agent = "/agent/" + t;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    OpenStore.playAlone(shared, agent, new Random(agent.hashCode()));
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      for (Throwable failure : failures) {
        throw new AssertionError("one agent of several at once: " + failure.getMessage(), failure);
      }
    }
  }

  /** What was committed is there when the store is opened again, and can be gone on with. */
  @Test
  default void reopenedStore_hasAllThatWasCommitted_D1() {
    Random random = new Random(13);
    try (OpenStore store = OpenStore.of(this)) {
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 20; i++) {
          store.commit("/" + random.nextInt(3), AnyChange.of(random), AnyChange.of(random));
        }
        assumeTrue(store.reopen(), "nothing outlasts a store of this kind");
        store.requireAll();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static StateChange put(String lane, String key, String value) {
    return new EntryPut(lane, bytes(key), bytes(value));
  }
}
