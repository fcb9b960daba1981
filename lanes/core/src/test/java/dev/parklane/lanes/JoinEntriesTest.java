package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Source;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J2, J5: what links have left in a join that were given up, and what a join may link to. */
@Timeout(60)
class JoinEntriesTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private final class Joiner extends Agent {
    final JoinValueLane<String, Integer> values =
        new JoinValueLane<String, Integer>(this, "values")
            .onUpdate((map, key, previous, value) -> trace.add(key + " " + previous + ">" + value))
            .onRemove((map, key, previous) -> trace.add(key + " -" + previous));
    final JoinMapLane<String, String, Integer> maps =
        new JoinMapLane<String, String, Integer>(this, "maps")
            .onUpdate((map, key, previous, value) -> trace.add(key + " " + previous + ">" + value))
            .onRemove((map, key, previous) -> trace.add(key + " -" + previous));
    final ValueLane<Integer> own = new ValueLane<>(this, "own", 7);

    AgentRef other(String uri) {
      return agent(uri);
    }

    LaneRef<Integer> value(String name) {
      return agent("/source/" + name).lane("value", Integer.class);
    }

    MapLaneRef<String, Integer> map(String name) {
      return agent("/source/" + name).mapLane("map", String.class, Integer.class);
    }
  }

  @AutoClose
  private final Plane plane =
      Plane.builder()
          .route("/source/:name", Source::new)
          .route("/jo%69n", Joiner::new, o -> o.withFailurePolicy(FailurePolicy.resume()))
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
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Links of both kinds to source {@code a}, which has two keys, and gives them up. */
  private void abandoned() {
    source(
        "a",
        s -> {
          s.value.set(1);
          s.map.put("x", 1);
          s.map.put("y", 2);
        });
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
    });
    join(j -> {
      j.values.unlink("a");
      j.maps.unlink("a");
    });
    trace.clear();
  }

  /** J5, M2. */
  @Test
  void entryThatALinkHasLeft_canBeRemoved_andOneThatIsNotThereDoesNothing() {
    abandoned();
    join(j -> {
      assertThat(j.values.remove("a")).isEqualTo(1);
      assertThat(j.values.remove("a")).isNull();
      assertThat(j.maps.remove("y")).isEqualTo(2);
      assertThat(j.maps.remove("nothing")).isNull();
      assertThat(j.values.get()).isEmpty();
      assertThat(j.maps.get()).isEqualTo(Map.of("x", 1));
    });
    assertThat(trace).containsExactly("a -1", "y -2");
  }

  /** J2, J3: what a link tells is removed with its link, or where it comes from. */
  @Test
  void entryThatALinkTells_isNotRemoved() {
    source("a", s -> s.map.put("x", 1));
    join(j -> {
      j.values.link("a", j.value("a"));
      j.maps.link("a", j.map("a"));
    });
    assertThatThrownBy(() -> join(j -> j.values.remove("a")))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage(
            "[PL-J5] lane 'values' of /join: removal of 'a', which its link 'a' tells; end that"
                + " with unlinkAndDelete(...), or remove it where it comes from");
    assertThatThrownBy(() -> join(j -> j.maps.remove("x")))
        .isInstanceOf(AgentFailedException.class)
        .rootCause()
        .hasMessageContaining("removal of 'x', which its link 'a' tells");
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 0));
      assertThat(j.maps.get()).isEqualTo(Map.of("x", 1));
    });
  }

  /** J5: deletion asked for later removes what the link has left, and nothing of others. */
  @Test
  void deletion_ofALinkThatWasGivenUp_removesWhatItHasLeft_andNoOthers() {
    abandoned();
    source("b", s -> s.map.put("y", 9));
    join(j -> j.maps.link("b", j.map("b")));
    trace.clear();
    join(j -> {
      j.values.unlinkAndDelete("a");
      j.maps.unlinkAndDelete("a");
      assertThat(j.maps.get()).isEqualTo(Map.of("y", 9));
    });
    assertThat(trace).containsExactly("a -1", "x -1");
  }

  /** J5: in place of what was there, and of what that has left. */
  @Test
  void relink_removesWhatWasThere_andTakesTheNewLane() {
    abandoned();
    source(
        "b",
        s -> {
          s.value.set(5);
          s.map.put("z", 3);
        });
    join(j -> {
      assertThat(j.values.relink("a", j.value("b"))).isTrue();
      assertThat(j.maps.relink("a", j.map("b"))).isTrue();
    });
    assertThat(trace).containsExactly("a -1", "x -1", "y -2", "a null>5", "z null>3");
    join(j -> {
      assertThat(j.values.relink("a", j.value("c"))).isTrue();
      assertThat(j.maps.relink("a", j.map("c"))).isTrue();
    });
    join(j -> {
      assertThat(j.values.get()).isEqualTo(Map.of("a", 0));
      assertThat(j.maps.get()).isEmpty();
    });
    source("b", s -> s.value.set(6));
    join(j -> assertThat(j.values.get()).isEqualTo(Map.of("a", 0)));
  }

  /** J5: an entry that another link has written since is no more of what the first has left. */
  @Test
  void relink_whoseRemovalIsAnsweredByALink_keepsThatLink() {
    abandoned();
    join(j -> {
      j.values.onRemove((map, key, previous) -> j.values.link("a", j.value("c")));
      assertThat(j.values.relink("a", j.value("b"))).isFalse();
    });
    source("c", s -> s.value.set(4));
    join(j -> assertThat(j.values.get()).isEqualTo(Map.of("a", 4)));
  }

  /** F2. */
  @Test
  void failedCascade_hasRemovedNothing_andWhatWasLeftIsStillKnown() {
    abandoned();
    assertThatThrownBy(() ->
            join(j -> {
              j.values.remove("a");
              j.maps.remove("x");
              j.maps.unlinkAndDelete("a");
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    trace.clear();
    join(j -> {
      j.values.unlinkAndDelete("a");
      j.maps.unlinkAndDelete("a");
    });
    assertThat(trace).containsExactly("a -1", "x -1", "y -2");
  }

  /** F8: an observer that closes the join in the middle of a deletion ends it. */
  @Test
  void deletion_inWhoseMiddleTheJoinIsClosed_ends() {
    abandoned();
    join(j -> {
      j.maps.onRemove((map, key, previous) -> j.maps.close());
      j.maps.unlinkAndDelete("a");
    });
    assertThat(trace).containsExactly("x -1");
  }

  /** J2, J3: whatever the spelling. */
  @Test
  void joinOntoItsOwnLane_isRefused_inAnySpelling() {
    for (String uri : List.of("/join", "/%6Aoin", "/jo%69n")) {
      assertThatThrownBy(
              () -> join(j -> j.values.link("a", j.other(uri).lane("values", Integer.class))))
          .rootCause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "[PL-J2] lane 'values' of /join: link 'a' is to this lane itself");
      assertThatThrownBy(() ->
              join(j -> {
                MapLaneRef<String, Integer> maps =
                    j.other(uri).mapLane("maps", String.class, Integer.class);
                j.maps.link("a", maps);
              }))
          .rootCause()
          .hasMessageStartingWith("[PL-J2] lane 'maps' of /join: link 'a' is to this lane itself");
    }
    abandoned();
    assertThatThrownBy(
            () -> join(j -> j.values.relink("a", j.other("/join").lane("values", Integer.class))))
        .rootCause()
        .hasMessageStartingWith("[PL-J2]");
    join(j -> {
      j.values.link("own", j.other("/join").lane("own", Integer.class));
      assertThat(j.values.links()).containsExactly("own");
    });
    join(j -> assertThat(j.values.get()).isEqualTo(Map.of("a", 1, "own", 7)));
  }

  private static final class Namesake extends Agent {
    final ValueLane<Integer> values = new ValueLane<>(this, "values", 3);
    final MapLane<String, Integer> maps = new MapLane<>(this, "maps", Map.of("m", 4));
  }

  /** J2, J3: a lane of another plane is another lane, whatever it is called. */
  @Test
  void joinOntoALaneOfItsNameAndUri_onAnotherPlane_isALink() {
    try (Plane other = Plane.builder().route("/join", Namesake::new).start()) {
      AgentRef namesake = other.agent("/join");
      join(j -> {
        assertThat(j.values.link("v", namesake.lane("values", Integer.class))).isTrue();
        assertThat(j.maps.link("m", namesake.mapLane("maps", String.class, Integer.class)))
            .isTrue();
      });
      other.awaitQuiet();
      plane.awaitQuiet();
      join(j -> {
        assertThat(j.values.get()).isEqualTo(Map.of("v", 3));
        assertThat(j.maps.get()).isEqualTo(Map.of("m", 4));
      });
      join(j -> {
        j.values.unlink("v");
        j.maps.unlink("m");
      });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
