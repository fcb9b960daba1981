package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws M8 and J6: copies, joins and restored lanes have the order that the lane had. */
@Timeout(60)
class OrderLawsTest {
  private final List<String> trace = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch slow = new CountDownLatch(1);

  /** What is copied. */
  private static final class Origin extends Agent {
    final MapLane<String, Integer> map =
        new MapLane<String, Integer>(this, "map").codec(Codecs.STRING, Codecs.INTEGER);
    final MapLane<String, Integer> sorted =
        MapLane.<String, Integer>sorted(this, "sorted").codec(Codecs.STRING, Codecs.INTEGER);
    final DemandMapLane<String, Integer> demand = new DemandMapLane<>(this, "demand");

    Origin() {
      demand.keys(() -> map.get().keySet());
      demand.onCueKey(key -> map.get(key));
    }

    static void ab(Origin origin) {
      origin.map.put("a", 1);
      origin.map.put("b", 1);
    }

    void end() {
      stop();
    }
  }

  /** Who keeps copies: of a lane, of a demand-map lane, of joined lanes, and one of its own. */
  private final class Copier extends Agent {
    final Map<String, Integer> played = new LinkedHashMap<>(); // by the events of the copy alone
    final JoinMapLane<String, String, Integer> join = new JoinMapLane<>(this, "join");
    MapLink<String, Integer> copy = link("map");
    MapLink<String, Integer> demanded = link("demand");

    Copier() {
      new CommandLane<Integer>(this, "block")
          .onCommand(v -> {
            slow.countDown();
            go.await();
          });
    }

    private MapLink<String, Integer> link(String lane) {
      return new MapLink<>(this, lane("a", lane));
    }

    private MapLaneRef<String, Integer> lane(String origin, String lane) {
      return agent("/origin/" + origin).mapLane(lane, String.class, Integer.class);
    }

    @Override
    protected void onStart() {
      copy.onSynced(played::putAll)
          .onUpdate((map, key, previous, value) -> {
            trace.add(key + " " + previous + ">" + value);
            played.put(key, value);
          })
          .onRemove((map, key, previous) -> {
            trace.add(key + " -" + previous);
            played.remove(key);
          })
          .onClear(before -> {
            trace.add("clear");
            played.clear();
          })
          .open();
      demanded.open();
      join.link("a", lane("a", "map"));
      join.link("z", lane("z", "map"));
    }
  }

  private final Plane plane =
      Plane.builder()
          .clock(new TestClock())
          .route("/origin/:name", Origin::new, o -> o.withStore(new InMemoryStore()))
          .route("/copier", Copier::new, o -> o.withFailurePolicy(FailurePolicy.resume()))
          .start();

  @AfterEach
  void close() {
    go.countDown();
    plane.close();
  }

  /** What a copy is. */
  private enum Copy {
    /** The map of a link. */
    LINK(copier -> copier.copy.get()),
    /** What a handler makes of the events of a link, without looking at its map. */
    PLAYED(copier -> copier.played),
    /** The map of a join lane. */
    JOIN(copier -> copier.join.get());

    private final Function<Copier, Map<String, Integer>> entries;

    Copy(Function<Copier, Map<String, Integer>> entries) {
      this.entries = entries;
    }
  }

  private void origin(Consumer<Origin> act) {
    run(Origin.class, "/origin/a", act);
  }

  private void copier(Consumer<Copier> act) {
    run(Copier.class, "/copier", act);
    quiet();
  }

  private <A extends Agent> void run(Class<A> type, String uri, Consumer<A> act) {
    try {
      plane
          .agent(uri)
          .ask(
              type,
              agent -> {
                act.accept(agent);
                return true;
              });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The copier does not come to handle anything until {@link #released}. */
  private void blocked() {
    plane.agent("/copier").command("block", 0);
    try {
      slow.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void released() {
    go.countDown();
    quiet();
  }

  private String copied(Copy copy) {
    List<String> found = new ArrayList<>();
    copier(c -> found.add(copy.entries.apply(c).toString()));
    return found.getFirst();
  }

  private static void move(Origin origin) {
    origin.map.remove("a");
    origin.map.put("c", 2);
    origin.map.put("a", 3);
  }

  /** M8: a key that a cascade has removed and put again is where the lane has it. */
  @ParameterizedTest
  @EnumSource
  void copy_ofALaneWhoseCascadeMovesAKey_hasItsOrder(Copy copy) {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    origin(OrderLawsTest::move);
    assertThat(copied(copy)).isEqualTo("{b=1, c=2, a=3}");
  }

  /** M8, J6: so it is where the cascades are several, and none of them was handled yet. */
  @ParameterizedTest
  @EnumSource
  void copy_ofALaneWhoseCascadesMoveAKeyWhileItIsSlow_hasItsOrder(Copy copy) {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    blocked();
    origin(o -> o.map.remove("a"));
    origin(o -> o.map.put("c", 2));
    origin(o -> o.map.put("a", 2));
    origin(o -> o.map.put("a", 3));
    released();
    assertThat(copied(copy)).isEqualTo("{b=1, c=2, a=3}");
  }

  /** M8, J6: a key that comes, goes and comes again while its observer is slow comes last. */
  @ParameterizedTest
  @EnumSource
  void copy_ofALaneWhoseKeyComesAndGoesAndComes_hasItsOrder(Copy copy) {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    blocked();
    origin(OrderLawsTest::move);
    origin(o -> o.map.remove("a"));
    origin(o -> o.map.put("d", 4));
    origin(o -> {
      o.map.remove("c");
      o.map.put("a", 5);
      o.map.put("c", 6);
    });
    released();
    assertThat(copied(copy)).isEqualTo("{b=1, d=4, a=5, c=6}");
  }

  /** M8, M3: behind a clear, keys come in the order of their last insertion. */
  @ParameterizedTest
  @EnumSource
  void copy_ofALaneThatIsClearedAndFilled_hasItsOrder(Copy copy) {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    blocked();
    origin(o -> {
      o.map.clear();
      o.map.put("c", 1);
      o.map.put("b", 1);
      o.map.remove("c");
      o.map.put("c", 2);
    });
    origin(o -> {
      o.map.remove("b");
      o.map.put("b", 3);
    });
    released();
    assertThat(copied(copy)).isEqualTo("{c=2, b=3}");
  }

  /** J6: a removal and a later put are two events, and what comes after is the latest of both. */
  @Test
  void slowObserver_ofAKeyThatWasRemovedAndPut_isToldOfBoth() {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    trace.clear();
    blocked();
    origin(o -> o.map.remove("a"));
    origin(o -> o.map.put("a", 2));
    origin(o -> o.map.put("a", 3));
    released();
    assertThat(trace).containsExactly("a -1", "a null>3");
  }

  /** M8: what the store restores has the order of the lane, and goes on behind it. */
  @Test
  void lane_thatIsRestored_hasTheOrderItHad() {
    origin(Origin::ab);
    origin(OrderLawsTest::move);
    origin(o -> {
      o.map.remove("b");
      o.map.put("d", 4);
      o.map.put("b", 5);
    });
    origin(Origin::end);
    quiet();
    origin(o -> assertThat(o.map.get()).hasToString("{c=2, a=3, d=4, b=5}"));
    origin(OrderLawsTest::move);
    origin(Origin::end);
    quiet();
    origin(o -> assertThat(o.map.get()).hasToString("{c=2, d=4, b=5, a=3}"));
  }

  /** M8, C3: a demand-map lane has no order of its own: its copy has that of the cues. */
  @Test
  void copy_ofADemandMapLane_hasTheOrderOfItsCues() {
    copier(c -> {});
    origin(o -> {
      Origin.ab(o);
      o.demand.cue("a");
      o.demand.cue("b");
    });
    quiet();
    origin(o -> {
      o.map.remove("a");
      o.demand.cue("a");
      o.map.put("c", 2);
      o.demand.cue("c");
      o.map.put("a", 3);
      o.demand.cue("a");
    });
    copier(c -> assertThat(c.demanded.get()).hasToString("{b=1, c=2, a=3}"));
  }

  /** M8: a join keeps the order in which keys came, and that of each lane among its own keys. */
  @Test
  void join_ofSeveralLanes_keepsTheOrderOfEachAmongItsKeys() {
    copier(c -> {});
    origin(Origin::ab);
    quiet();
    run(Origin.class, "/origin/z", z -> z.map.put("z", 26));
    quiet();
    origin(OrderLawsTest::move);
    copier(c -> assertThat(c.join.get()).hasToString("{b=1, z=26, c=2, a=3}"));
  }

  /** M8, J4: a lane whose order is another when it is linked anew is joined in that order. */
  @Test
  void join_whoseLinkIsMadeAnew_takesTheOrderThatTheLaneHasNow() {
    copier(c -> {});
    origin(o -> {
      Origin.ab(o);
      o.map.put("c", 1);
    });
    quiet();
    copier(c -> c.join.unlink("a"));
    origin(o -> {
      o.map.remove("a");
      o.map.put("a", 2);
    });
    copier(c -> {
      c.join
          .onRemove((map, key, previous) -> trace.add("join -" + key))
          .onUpdate((map, key, previous, value) -> trace.add("join " + key + "=" + value));
      trace.clear();
      c.join.link("a", c.lane("a", "map"));
    });
    copier(c -> assertThat(c.join.get()).hasToString("{b=1, c=1, a=2}"));
    assertThat(trace).containsExactly("join b=1", "join c=1", "join a=2");
  }

  /** M8: a link to a sorted lane has its order, and one that is declared so has another. */
  @Test
  void linkToASortedLane_isSortedToo() {
    copier(c -> {});
    origin(o -> o.sorted.put("m", 1));
    List<MapLink<String, Integer>> links = new ArrayList<>();
    copier(c -> {
      MapLaneRef<String, Integer> lane = c.lane("a", "sorted");
      links.add(new MapLink<>(c, lane));
      links.add(MapLink.sorted(c, lane));
      links.add(MapLink.sorted(c, lane).linkOnly());
      links.add(MapLink.sorted(c, lane, Comparator.reverseOrder()));
      links.forEach(MapLink::open);
    });
    origin(o -> o.sorted.put("z", 2));
    origin(o -> o.sorted.put("a", 3));
    origin(o -> {
      o.sorted.remove("m");
      o.sorted.put("m", 4);
    });
    copier(c ->
        assertThat(links)
            .extracting(link -> link.get().toString())
            .containsExactly(
                "{a=3, m=4, z=2}", "{a=3, m=4, z=2}", "{a=3, m=4, z=2}", "{z=2, m=4, a=3}"));
    origin(o -> {
      o.sorted.clear();
      o.sorted.put("y", 1);
      o.sorted.put("x", 1);
    });
    copier(c -> assertThat(links.getFirst().get()).hasToString("{x=1, y=1}"));
  }

  /** M8: a link that is sorted keeps its order where its lane has another. */
  @Test
  void sortedLink_toALaneInOrderOfInsertion_isSorted() {
    copier(c -> {});
    origin(o -> {
      o.map.put("z", 1);
      o.map.put("a", 1);
    });
    List<MapLink<String, Integer>> links = new ArrayList<>();
    copier(c -> links.add(MapLink.sorted(c, c.lane("a", "map")).open()));
    origin(o -> o.map.put("m", 1));
    copier(c -> assertThat(links.getFirst().get()).hasToString("{a=1, m=1, z=1}"));
  }
}
