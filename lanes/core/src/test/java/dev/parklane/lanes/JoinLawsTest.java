package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.LinkStage.Source;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J2 to J5: join lanes. */
@Timeout(60)
class JoinLawsTest {
  private final List<String> trace = new CopyOnWriteArrayList<>();
  private JoinAnswer answer = JoinAnswer.ABANDON;

  private final class Joiner extends Agent {
    final JoinValueLane<String, Integer> values =
        new JoinValueLane<String, Integer>(this, "values")
            .onUpdate((map, key, previous, value) -> note(key + " " + previous + ">" + value))
            .onRemove((map, key, previous) -> note(key + " -" + previous))
            .onEnd((key, cause) -> answer)
            .backoff(Backoff.NONE);
    final JoinMapLane<String, String, Integer> maps =
        new JoinMapLane<String, String, Integer>(this, "maps")
            .onUpdate((map, key, previous, value) -> note(key + " " + previous + ">" + value))
            .onRemove((map, key, previous) -> note(key + " -" + previous))
            .onClear(before -> note("clear"))
            .onEnd((key, cause) -> answer)
            .backoff(Backoff.NONE);

    final JoinValueLane<String, Integer> unanswered = new JoinValueLane<>(this, "unanswered");

    AgentRef source(String name) {
      return agent("/source/" + name);
    }

    LaneRef<Integer> value(String name) {
      return source(name).lane("value", Integer.class);
    }

    MapLaneRef<String, Integer> map(String name) {
      return source(name).mapLane("map", String.class, Integer.class);
    }

    private void note(String what) {
      trace.add(what);
    }
  }

  @AutoClose
  private final Plane plane =
      Plane.builder()
          .clock(new TestClock())
          .route("/source/:name", Source::new)
          .route("/join", Joiner::new, o -> o.withFailurePolicy(FailurePolicy.resume()))
          .start();

  private void join(LinkStage.Act<Joiner> act) {
    run(Joiner.class, "/join", act);
  }

  private void source(String name, LinkStage.Act<Source> act) {
    run(Source.class, "/source/" + name, act);
  }

  private <A extends Agent> void run(Class<A> type, String uri, LinkStage.Act<A> act) {
    try {
      plane.agent(uri).ask(type, agent -> LinkStage.done(act, agent));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      quiet();
    }
  }

  private void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** J2. */
  @Test
  void joinValue_updatesItsKey_withEachEventOfTheLinkedLane() {
    source("b", s -> s.value.set(2));
    join(j -> {
      assertThat(j.values.link("a", j.value("a"))).isTrue();
      assertThat(j.values.link("b", j.value("b"))).isTrue();
    });
    source("a", s -> s.value.set(1));
    source("b", s -> s.value.set(3));
    source("b", s -> s.value.set(3));
    join(j -> assertThat(j.values.get()).isEqualTo(Map.of("a", 1, "b", 3)));
    assertThat(trace)
        .filteredOn(t -> t.startsWith("b"))
        .containsExactly("b null>2", "b 2>3", "b 3>3");
    assertThat(trace).filteredOn(t -> t.startsWith("a")).containsExactly("a null>0", "a 0>1");
  }

  /** J2: adding a key twice does nothing the second time. */
  @Test
  void joinValue_linkedTwice_doesNothingTheSecondTime() {
    join(j -> j.values.link("a", j.value("a")));
    join(j -> {
      assertThat(j.values.link("a", j.value("b"))).isFalse();
      assertThat(j.values.links()).containsExactly("a");
    });
    source("b", s -> s.value.set(9));
    assertThat(trace).containsExactly("a null>0");
  }

  /** J3: the link that last wrote a key owns it, and removes no other's. */
  @Test
  void joinMap_removesOnlyKeysThatTheLinkOwns() {
    join(j -> {
      j.maps.link("a", j.map("a"));
      j.maps.link("b", j.map("b"));
    });
    source("a", s -> s.map.put("x", 1));
    source("a", s -> s.map.put("y", 1));
    source("b", s -> s.map.put("x", 2));
    source("b", s -> s.map.put("x", 3));
    source("a", s -> s.map.remove("x"));
    join(j -> assertThat(j.maps.get()).isEqualTo(Map.of("x", 3, "y", 1)));
    source("b", s -> s.map.remove("x"));
    assertThat(trace).containsExactly("x null>1", "y null>1", "x 1>2", "x 2>3", "x -3");
  }

  /** J3: a clear by a link removes each key that it owns, one onRemove each, and no onClear. */
  @Test
  void joinMap_clearedByALink_removesEachOfItsKeys() {
    join(j -> {
      j.maps.link("a", j.map("a"));
      j.maps.link("b", j.map("b"));
    });
    source("a", s -> s.map.put("x", 1));
    source("a", s -> s.map.put("y", 1));
    source("b", s -> s.map.put("z", 2));
    source("b", s -> s.map.put("y", 2));
    trace.clear();
    source("a", s -> s.map.clear());
    assertThat(trace).containsExactly("x -1");
    source("b", s -> s.map.drop(1));
    assertThat(trace).containsExactly("x -1", "y -2");
  }

  /** J4: abandon, the default, keeps the entries, and the key can be linked anew. */
  @Test
  void joinThatAbandons_keepsTheEntries() {
    join(j -> j.values.link("a", j.value("a")));
    source("a", s -> s.value.set(1));
    source("a", Source::end);
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 1));
      assertThat(j.values.links()).isEmpty();
      assertThat(j.values.link("a", j.value("a"))).isTrue();
    });
    assertThat(trace).containsExactly("a null>0", "a 0>1", "a 1>0");
  }

  /** J4: abandon is the default. */
  @Test
  void joinThatDoesNotAnswer_keepsTheEntries() {
    answer = JoinAnswer.DELETE;
    join(j -> j.unanswered.link("a", j.value("a")));
    source("a", s -> s.value.set(1));
    source("a", Source::end);
    join(j -> {
      assertThat(j.unanswered.get()).isEqualTo(Map.of("a", 1));
      assertThat(j.unanswered.links()).isEmpty();
    });
  }

  /** J4. */
  @Test
  void joinThatDeletes_removesTheEntriesOfTheLink_eachWithItsOwnEvent() {
    answer = JoinAnswer.DELETE;
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
      j.maps.link("b", j.map("b"));
    });
    source(
        "a",
        s -> {
          s.map.put("x", 1);
          s.map.put("y", 1);
        });
    source("b", s -> s.map.put("y", 2));
    trace.clear();
    assertThatThrownBy(() ->
            source(
                "a",
                s -> {
                  throw new IllegalStateException("on purpose");
                }))
        .isInstanceOf(AgentFailedException.class);
    join(j -> {
      assertThat(j.maps.get()).isEqualTo(Map.of("y", 2));
      assertThat(j.maps.links()).containsExactly("b");
      assertThat(j.values.links()).isEmpty();
    });
    assertThat(trace).containsExactlyInAnyOrder("a -0", "x -1");
  }

  /** J4: a join that retries sees the fresh instance's state, and gives up what is not in it. */
  @Test
  void joinThatRetries_takesTheStateOfTheFreshInstance() {
    answer = JoinAnswer.RETRY;
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
    });
    source(
        "a",
        s -> {
          s.value.set(5);
          s.map.put("x", 1);
        });
    trace.clear();
    source("a", Source::end);
    source("a", s -> s.value.set(6));
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 6));
      assertThat(j.maps.get()).isEmpty();
    });
    assertThat(trace).containsExactlyInAnyOrder("a 5>0", "x -1", "a 0>6");
  }

  /** J5: by hand, with deletion and without, seen by the links of the lane. */
  @Test
  void linkRemovedByHand_keepsOrDeletes_andLinksOfTheLaneSeeIt() {
    join(j -> {
      j.values.link("a", j.value("a"));
      j.values.link("b", j.value("b"));
      j.maps.link("a", j.map("a"));
      new CommandLane<String>(j, "keep").onCommand(j.values::unlink);
      new CommandLane<String>(j, "delete").onCommand(j.values::unlinkAndDelete);
    });
    source("a", s -> s.map.put("x", 1));
    List<String> seen = new CopyOnWriteArrayList<>();
    run(
        Source.class,
        "/source/watcher",
        s ->
            new MapLink<>(s, plane.agent("/join").mapLane("values", String.class, Integer.class))
                .onRemove((map, key, previous) -> seen.add(map + " -" + key))
                .open());
    join(j -> j.values.unlink("a"));
    join(j -> j.values.unlinkAndDelete("b"));
    join(j -> j.maps.unlinkAndDelete("a"));
    source("a", s -> s.value.set(7));
    source("b", s -> s.value.set(7));
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 0));
      assertThat(j.maps.isEmpty()).isTrue();
    });
    assertThat(seen).containsExactly("{a=0} -b");
  }

  /** J3: at that moment: an observer of the first removal may give the link up. */
  @Test
  void joinMap_whoseLinkIsGivenUpInTheMiddleOfAClear_keepsTheRest() {
    join(j -> {
      j.maps.link("a", j.map("a"));
      j.maps.onRemove((map, key, previous) -> j.maps.unlink("a"));
    });
    source(
        "a",
        s -> {
          s.map.put("x", 1);
          s.map.put("y", 1);
        });
    source("a", s -> s.map.clear());
    join(j -> assertThat(j.maps.get()).isEqualTo(Map.of("y", 1)));
  }

  /** J5: a join that is closed ends its links, and a cascade that fails opens them again. */
  @Test
  void joinThatIsClosed_endsItsLinks() {
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
    });
    assertThatThrownBy(() ->
            join(j -> {
              j.values.close();
              j.maps.close();
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    source(
        "a",
        s -> {
          s.value.set(1);
          s.map.put("x", 1);
        });
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 1));
      assertThat(j.maps.get()).isEqualTo(Map.of("x", 1));
      j.values.close();
      j.maps.close();
    });
    trace.clear();
    source(
        "a",
        s -> {
          s.value.set(2);
          s.map.put("x", 2);
        });
    join(j -> assertThat(AgentContext.current().lane("values")).isNull());
    assertThat(trace).isEmpty();
  }

  /** M8. */
  @Test
  void joinThatIsSorted_keepsItsKeysInOrder() {
    join(j -> {
      JoinValueLane<String, Integer> values = JoinValueLane.sorted(j, "sorted");
      JoinMapLane<String, String, Integer> maps = JoinMapLane.sorted(j, "sortedMaps");
      for (String name : List.of("c", "a", "b")) {
        values.link(name, j.value(name));
        maps.link(name, j.map(name));
      }
    });
    source("b", s -> s.map.put("y", 1));
    source("a", s -> s.map.put("x", 1));
    join(j -> {
      assertThat(((KeyedLane<?, ?>) lane("sorted")).get().toString()).isEqualTo("{a=0, b=0, c=0}");
      assertThat(((KeyedLane<?, ?>) lane("sortedMaps")).get().toString()).isEqualTo("{x=1, y=1}");
    });
  }

  private static Lane lane(String name) {
    return Objects.requireNonNull(AgentContext.current().lane(name));
  }

  /** F2: a failed cascade has linked and unlinked nothing. */
  @Test
  void failedCascade_leavesTheJoinAsItWas() {
    source("a", s -> s.map.put("x", 1));
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
    });
    assertThatThrownBy(() ->
            join(j -> {
              j.values.unlinkAndDelete("a");
              j.values.link("b", j.value("b"));
              j.maps.unlinkAndDelete("a");
              j.maps.link("b", j.map("b"));
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    source("a", s -> s.value.set(1));
    source("b", s -> s.value.set(1));
    source("b", s -> s.map.put("z", 1));
    join(j -> {
      assertThat(j.values.links()).containsExactly("a");
      assertThat(j.values.get()).isEqualTo(Map.of("a", 1));
      assertThat(j.maps.links()).containsExactly("a");
      assertThat(j.maps.get()).isEqualTo(Map.of("x", 1));
    });
    source("a", s -> s.map.remove("x")); // which the link owns, as before
    join(j -> assertThat(j.maps.get()).isEmpty());
  }

  /** J2 and J3: what is there when a lane is linked; linked again it is not asked for. */
  @Test
  void joinMap_linkedToALaneWithEntries_takesThem_once() {
    source("a", s -> s.map.put("x", 1));
    join(j -> assertThat(j.maps.link("a", j.map("a"))).isTrue());
    join(j -> assertThat(j.maps.link("a", j.map("b"))).isFalse());
    join(j -> assertThat(j.maps.get()).isEqualTo(Map.of("x", 1)));
    assertThat(trace).containsExactly("x null>1");
  }
}
