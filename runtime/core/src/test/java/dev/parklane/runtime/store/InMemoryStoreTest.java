package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parklane.runtime.store.StateChange.EntryPut;
import dev.parklane.runtime.store.StateChange.EntryRemoved;
import dev.parklane.runtime.store.StateChange.LaneDropped;
import dev.parklane.runtime.store.StateChange.MapCleared;
import dev.parklane.runtime.store.StateChange.ValueSet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store in memory keeps of agents: law F2 at the seam. */
@Timeout(60)
class InMemoryStoreTest {
  private static final String AGENT = "/names/guests";

  private final InMemoryStore store = new InMemoryStore();

  private static byte[] bytes(String text) {
    return Codecs.STRING.encode(text);
  }

  private static ValueSet set(String lane, String value) {
    return new ValueSet(lane, bytes(value));
  }

  private static EntryPut put(String lane, String key, String value) {
    return new EntryPut(lane, bytes(key), bytes(value));
  }

  private static EntryRemoved remove(String lane, String key) {
    return new EntryRemoved(lane, bytes(key));
  }

  private void commit(StateChange... changes) {
    store.commit(AGENT, List.of(changes));
  }

  private static String value(SavedState state, String lane) {
    byte[] value = state.value(lane);
    return value == null ? null : Codecs.STRING.decode(value);
  }

  private static Map<String, String> entries(SavedState state, String lane) {
    Map<String, String> entries = new LinkedHashMap<>();
    state.entries(
        lane,
        (key, value) ->
            assertThat(entries.put(Codecs.STRING.decode(key), Codecs.STRING.decode(value)))
                .isNull());
    return entries;
  }

  @Test
  void load_ofAnUnknownAgent_hasNoLanes() {
    SavedState state = store.load(AGENT);
    assertThat(state.lanes()).isEmpty();
    assertThat(value(state, "length")).isNull();
    assertThat(entries(state, "stock")).isEmpty();
    assertThat(store.agents()).isZero();
  }

  @Test
  void commit_isKept_inItsOrder() {
    commit(
        set("length", "1"),
        put("stock", "b", "1"),
        put("stock", "c", "1"),
        put("stock", "b", "2"),
        remove("stock", "c"),
        put("stock", "a", ""),
        set("length", "2"));
    SavedState state = store.load(AGENT);
    assertThat(state.lanes()).containsExactly("length", "stock");
    assertThat(value(state, "length")).isEqualTo("2");
    assertThat(entries(state, "stock")).containsExactly(Map.entry("a", ""), Map.entry("b", "2"));
  }

  @Test
  void clear_emptiesTheMap_andKeepsTheLane() {
    commit(put("stock", "a", "1"), new MapCleared("stock"));
    assertThat(store.load(AGENT).lanes()).containsExactly("stock");
    assertThat(entries(store.load(AGENT), "stock")).isEmpty();
    commit(put("stock", "b", "1"), remove("stock", "b"));
    assertThat(store.load(AGENT).lanes()).containsExactly("stock");
  }

  @Test
  void drop_forgetsTheLane_inEitherForm() {
    commit(set("length", "1"), put("stock", "a", "1"), set("name", "n"));
    commit(new LaneDropped("length"), new LaneDropped("stock"), new LaneDropped("unknown"));
    SavedState state = store.load(AGENT);
    assertThat(state.lanes()).containsExactly("name");
    assertThat(value(state, "length")).isNull();
    assertThat(entries(state, "stock")).isEmpty();
  }

  @Test
  void dropped_mayBeKeptAgain_inTheOtherForm() {
    commit(set("length", "1"), put("stock", "a", "1"));
    commit(
        new LaneDropped("length"),
        put("length", "k", "v"),
        new LaneDropped("stock"),
        set("stock", "v"));
    assertThat(entries(store.load(AGENT), "length")).containsExactly(Map.entry("k", "v"));
    assertThat(value(store.load(AGENT), "stock")).isEqualTo("v");
  }

  static List<StateChange> ofTheOtherForm() {
    return List.of(
        set("stock", "1"),
        put("length", "a", "1"),
        remove("length", "a"),
        new MapCleared("length"));
  }

  @ParameterizedTest
  @MethodSource("ofTheOtherForm")
  void commit_withAChangeOfTheOtherForm_isRefused_andKeepsNothing(StateChange.OfLane wrong) {
    commit(set("length", "1"), put("stock", "a", "1"));
    assertThatThrownBy(() ->
            commit(
                set("length", "2"),
                put("stock", "a", "2"),
                put("stock", "b", "2"),
                set("new", "2"),
                wrong,
                set("length", "3")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "[PL-D1.2] lane '" + wrong.lane() + "' of /names/guests: refused to ")
        .hasMessageContaining(wrong.lane().equals("stock") ? "kept as a map" : "kept as a value");
    SavedState state = store.load(AGENT);
    assertThat(state.lanes()).containsExactly("length", "stock");
    assertThat(value(state, "length")).isEqualTo("1");
    assertThat(entries(state, "stock")).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void commit_withNothingInPlaceOfAChange_keepsNothing() {
    List<StateChange> changes = new ArrayList<>();
    changes.add(set("length", "1"));
    changes.add(null);
    assertThatThrownBy(() -> store.commit(AGENT, changes)).isInstanceOf(NullPointerException.class);
    assertThat(store.load(AGENT).lanes()).isEmpty();
    assertThat(store.agents()).isZero();
  }

  @Test
  void read_inTheOtherForm_isRefused_soThatNothingIsTakenForLost() {
    commit(set("length", "1"), put("stock", "a", "1"));
    SavedState state = store.load(AGENT);
    assertThatThrownBy(() -> state.value("stock"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-D1.2] lane 'stock' of /names/guests: refused to read its value, for it is kept as a map;"
                + " give the new lane another name, or drop what is kept of the old one");
    assertThatThrownBy(() -> state.entries("length", (key, value) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refused to read its entries, for it is kept as a value");
  }

  @Test
  void loaded_staysAsItWas_whateverIsCommittedLater() {
    commit(set("length", "1"), put("stock", "a", "1"));
    SavedState before = store.load(AGENT);
    commit(set("length", "2"), put("stock", "b", "1"), remove("stock", "a"), set("new", "1"));
    store.forget(AGENT);
    assertThat(before.lanes()).containsExactly("length", "stock");
    assertThat(value(before, "length")).isEqualTo("1");
    assertThat(entries(before, "stock")).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void list_ofACommit_isTheCallersAgain() {
    List<StateChange> changes = new ArrayList<>(List.of(set("length", "1")));
    store.commit(AGENT, changes);
    changes.set(0, set("length", "2"));
    assertThat(value(store.load(AGENT), "length")).isEqualTo("1");
  }

  @Test
  void agents_areApart_andForgottenOneByOne() {
    store.commit("/a", List.of(set("length", "1")));
    store.commit("/b", List.of(set("length", "2")));
    store.commit("/c", List.of());
    assertThat(store.agents()).isEqualTo(2);
    store.forget("/a");
    store.forget("/unknown");
    assertThat(store.agents()).isEqualTo(1);
    assertThat(store.load("/a").lanes()).isEmpty();
    assertThat(value(store.load("/b"), "length")).isEqualTo("2");
    store.commit("/b", List.of(new LaneDropped("length")));
    assertThat(store.agents()).isZero();
  }

  @Test
  void keys_areTheirBytes_unsignedInOrder() {
    byte[][] keys = {{}, {0}, {0, 0}, {1}, {127}, {-128}, {-1}, {-1, 0}};
    for (int i = keys.length - 1; i >= 0; i--) {
      commit(new EntryPut("stock", keys[i].clone(), new byte[] {(byte) i}));
    }
    List<byte[]> found = new ArrayList<>();
    store.load(AGENT).entries("stock", (key, value) -> found.add(key));
    assertThat(found).usingElementComparator(Arrays::compareUnsigned).containsExactly(keys);
  }

  /** The cost of a commit is that of its changes: a copy of this map would be 800 kB or more. */
  @Test
  void commit_toALargeMap_allocatesLittle() {
    int entries = 100_000;
    List<StateChange> all = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      all.add(new EntryPut("stock", Codecs.INTEGER.encode(i), new byte[0]));
    }
    store.commit(AGENT, all);
    List<StateChange> one = List.of(all.get(entries / 2));
    store.commit(AGENT, one);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      store.commit(AGENT, one);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
    assertThat(each).isLessThan(4_000);
  }

  /** F2: whoever loads sees whole cascades, also while one is being kept. */
  @Test
  void load_duringCommits_seesAllOfEachOrNothing() throws Exception {
    int commits = 50_000;
    CyclicBarrier start = new CyclicBarrier(2);
    FutureTask<Void> committer =
        new FutureTask<>(() -> {
          start.await();
          for (int i = 1; i <= commits; i++) {
            String value = String.valueOf(i);
            String key = String.valueOf(i % 3);
            commit(
                set("first", value),
                new MapCleared("stock"),
                put("stock", key, value),
                put("stock", key + "again", value),
                set("last", value));
          }
          return null;
        });
    Thread thread = Thread.ofPlatform().start(committer);
    start.await();
    int seen = 0;
    while (seen < commits) {
      boolean over = committer.isDone();
      SavedState state = store.load(AGENT);
      String value = value(state, "first");
      if (value == null) {
        assertThat(state.lanes()).isEmpty();
      } else {
        String key = String.valueOf(Integer.parseInt(value) % 3);
        assertThat(value(state, "last")).isEqualTo(value);
        assertThat(entries(state, "stock")).isEqualTo(Map.of(key, value, key + "again", value));
        assertThat(Integer.parseInt(value)).isGreaterThanOrEqualTo(seen);
        seen = Integer.parseInt(value);
      }
      assertThat(over && seen < commits).as("the last commit was lost").isFalse();
    }
    thread.join();
    committer.get();
  }

  @Test
  void commits_ofSeveralThreads_toOneAgent_areAllKept() throws Exception {
    int threads = 4;
    int each = 5_000;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<FutureTask<Void>> committers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String lane = "lane" + t;
      FutureTask<Void> committer =
          new FutureTask<>(() -> {
            start.await();
            for (int i = 0; i < each; i++) {
              commit(put(lane, String.valueOf(i), "v"));
            }
            return null;
          });
      committers.add(committer);
      Thread.ofPlatform().start(committer);
    }
    for (FutureTask<Void> committer : committers) {
      committer.get();
    }
    for (int t = 0; t < threads; t++) {
      assertThat(entries(store.load(AGENT), "lane" + t)).hasSize(each);
    }
  }
}
