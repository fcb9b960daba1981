package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.ClientClosedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.runtime.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J1, J4, F2, F3: what becomes of links whose handlers fail, where the agent lives on. */
@Timeout(60)
class ToldInVainTest {
  private static LinkStage stage() {
    return new LinkStage(o -> o.withFailurePolicy(FailurePolicy.resume()));
  }

  private static LaneRef<Integer> lane(Watcher watcher, String name) {
    return watcher.source("a").lane(name, Integer.class);
  }

  private static IllegalStateException onPurpose() {
    return new IllegalStateException("on purpose");
  }

  /** A change of the source's map: of no key, a clear; of no value, a removal. */
  record Change(String key, int value) {}

  /** J1, J2, J3, F3: whichever events a handler fails on once, copy and joins are as the lanes. */
  @Property(tries = 60)
  void copyAndJoins_whoseHandlersFailOnce_areAsTheLanes(
      @ForAll("changes") List<Change> changes, @ForAll("numbers") Set<Integer> failing) {
    try (LinkStage stage = stage()) {
      Set<Integer> left = new HashSet<>(failing);
      int[] told = {0};
      Runnable handler =
          () -> {
            if (left.remove(told[0]++)) {
              throw onPurpose();
            }
          };
      List<Object> made = new ArrayList<>();
      stage.watcher(w -> {
        MapLaneRef<String, Integer> map = w.source("a").mapLane("map", String.class, Integer.class);
        made.add(
            new MapLink<>(w, map)
                .onUpdate((m, k, p, v) -> handler.run())
                .onRemove((m, k, p) -> handler.run())
                .onClear(m -> handler.run())
                .open());
        made.add(new ValueLink<>(w, lane(w, "value")).onSet((v, p) -> handler.run()).open());
        JoinMapLane<String, String, Integer> maps = new JoinMapLane<>(w, "maps");
        maps.link("a", map);
        maps.onUpdate((m, k, p, v) -> handler.run());
        maps.onRemove((m, k, p) -> handler.run());
        made.add(maps);
        JoinValueLane<String, Integer> values = new JoinValueLane<>(w, "values");
        values.link("a", lane(w, "value"));
        values.onUpdate((m, k, p, v) -> handler.run());
        made.add(values);
      });
      for (Change change : changes) {
        stage.source(s -> {
          s.value.set(change.value());
          if (change.key().isEmpty()) {
            s.map.clear();
          } else if (change.value() == 0) {
            s.map.remove(change.key());
          } else {
            s.map.put(change.key(), change.value());
          }
        });
      }
      List<Map<String, Integer>> map = new ArrayList<>();
      stage.source(s -> map.add(s.map.get()));
      String value = "{a=" + changes.getLast().value() + "}";
      stage.watcher(w -> {
        assertThat(((MapLink<?, ?>) made.get(0)).get()).hasToString(map.getFirst().toString());
        assertThat(((ValueLink<?>) made.get(1)).get()).isEqualTo(changes.getLast().value());
        assertThat(((KeyedLane<?, ?>) made.get(2)).get()).isEqualTo(map.getFirst());
        assertThat(((KeyedLane<?, ?>) made.get(3)).get()).hasToString(value);
      });
    }
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Arbitraries.of("a", "b", "c", "a", "b", "")
        .flatMap(key -> Arbitraries.integers().between(0, 4).map(value -> new Change(key, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  /**
   * Each in its own place only: what is told again for a join does not fail on the next number. A
   * clear is told as the removal of three keys at the most.
   */
  @Provide
  Arbitrary<Set<Integer>> numbers() {
    return Arbitraries.integers().between(0, 8).map(n -> 5 * n).set().ofMaxSize(5);
  }

  /** J4: a join whose observer fails on an event again has lost that link, and is asked. */
  @Test
  void join_whoseObserverFailsTwice_isAskedAboutTheLink() {
    try (LinkStage stage = stage()) {
      stage.watcher(w -> {
        JoinValueLane<String, Integer> join = new JoinValueLane<>(w, "join");
        join.onEnd(
                (key, cause) -> {
                  stage.note(key + " " + cause.getMessage());
                  return JoinAnswer.DELETE;
                })
            .onUpdate((m, k, p, v) -> {
              stage.note("update " + v);
              if (v == 2) {
                throw onPurpose();
              }
            })
            .onRemove((m, k, p) -> stage.note("removed " + p))
            .link("a", lane(w, "value"));
      });
      for (int v = 1; v <= 3; v++) {
        int set = v;
        stage.source(s -> s.value.set(set));
      }
      assertThat(stage.trace)
          .containsExactly(
              "update 0", "update 1", "update 2", "update 2", "a on purpose", "removed 1");
    }
  }

  /** J4: an answer that fails is to abandon; the link is not listed any more. */
  @Test
  void join_whoseAnswerFails_hasTheLinkNoMore() {
    try (LinkStage stage = stage()) {
      KeyedLane<?, ?>[] joins = new KeyedLane<?, ?>[2];
      stage.watcher(w -> {
        JoinValueLane<String, Integer> values = new JoinValueLane<>(w, "values");
        values.onEnd((key, cause) -> {
          throw onPurpose();
        });
        values.link("a", lane(w, "value"));
        JoinMapLane<String, String, Integer> maps = new JoinMapLane<>(w, "maps");
        maps.onEnd((key, cause) -> {
          throw onPurpose();
        });
        maps.link("a", w.source("a").mapLane("map", String.class, Integer.class));
        joins[0] = values;
        joins[1] = maps;
      });
      stage.source(s -> s.map.put("k", 7));
      stage.source(LinkStage.Source::end);
      stage.watcher(w -> {
        assertThat(((JoinValueLane<?, ?>) joins[0]).links()).isEmpty();
        assertThat(joins[0].get().toString()).isEqualTo("{a=0}");
        assertThat(((JoinMapLane<?, ?, ?>) joins[1]).links()).isEmpty();
        assertThat(joins[1].get().toString()).isEqualTo("{k=7}");
      });
    }
  }

  /** J1: a link whose onLinked fails has failed, and is told nothing that it is not ready for. */
  @Test
  void link_whoseOnLinkedFails_fails_andIsToldNoValue() {
    try (LinkStage stage = stage()) {
      stage.watcher(w -> {
        int[] tries = {0};
        new EventLink<>(w, lane(w, "supply"))
            .onLinked(() -> {
              if (tries[0]++ == 0) {
                throw onPurpose();
              }
              stage.note("linked");
            })
            .onEvent(v -> stage.note("event " + v))
            .onFailed(cause -> stage.note("failed " + cause.getMessage()))
            .retry(new Retry(1, Backoff.constant(Duration.ofSeconds(1))))
            .open();
        new ValueLink<>(w, lane(w, "value"))
            .onLinked(() -> {
              throw onPurpose();
            })
            .onSynced(v -> stage.note("synced " + v))
            .onFailed(cause -> stage.note("failed too"))
            .open();
      });
      stage.source(s -> s.supply.supply(1));
      stage.pass(Duration.ofSeconds(1));
      stage.source(s -> s.supply.supply(2));
      assertThat(stage.trace)
          .containsExactly("failed on purpose", "failed too", "linked", "event 2");
    }
  }

  /** J1: a handler of the end that fails does not take the next attempt away. */
  @Test
  void link_whoseOnFailedFails_isMadeAnewAllTheSame() {
    try (LinkStage stage = stage()) {
      ValueLink<?>[] link = new ValueLink<?>[2];
      stage.watcher(w -> {
        link[0] =
            new ValueLink<>(w, lane(w, "value"))
                .onSynced(v -> stage.note("synced " + v))
                .onUnlinked(() -> {
                  throw onPurpose();
                })
                .retry(new Retry(1, Backoff.constant(Duration.ofSeconds(1))))
                .open();
        link[1] =
            new ValueLink<>(w, lane(w, "value"))
                .onUnlinked(() -> {
                  throw onPurpose();
                })
                .open();
      });
      stage.source(LinkStage.Source::end);
      stage.watcher(w -> {
        assertThat(link[0].isOpen()).isTrue();
        assertThat(link[1].isOpen()).isFalse();
      });
      stage.pass(Duration.ofSeconds(1));
      assertThat(stage.trace).containsExactly("synced 0", "synced 0");
    }
  }

  /** J1: while a link is open it may be written through, also between two attempts. */
  @Test
  void link_thatWaitsToBeMadeAnew_isOpen_andIsWrittenThrough() {
    try (LinkStage stage = stage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> {
        ValueLink<Integer> made =
            new ValueLink<>(w, lane(w, "value"))
                .onSynced(v -> stage.note("synced " + v))
                .retry(new Retry(1, Backoff.constant(Duration.ofSeconds(1))))
                .open();
        link[0] = made;
        new CommandLane<Integer>(w, "write").onCommand(made::set);
      });
      stage.source(LinkStage.Source::end);
      assertThat(link[0].isLinked()).isFalse();
      assertThat(link[0].isOpen()).isTrue();
      stage.plane.agent("/watcher/x").command("write", 5);
      stage.quiet();
      stage.pass(Duration.ofSeconds(1));
      assertThat(stage.trace).containsExactly("synced 0", "synced 5");
    }
  }

  /** L5: a closed client is no closed plane; closing its links again does nothing. */
  @Test
  void client_thatIsClosed_refusesUsesOfItsLinks_byItsName() throws Exception {
    LinkStage stage = stage();
    Client client = stage.plane.client();
    LaneRef<Integer> value = stage.plane.agent("/source/a").lane("value", Integer.class);
    ValueLink<Integer> link = new ValueLink<>(client, value).open();
    stage.quiet();
    client.close();
    link.close();
    assertThatThrownBy(() -> link.set(1))
        .isInstanceOf(ClientClosedException.class)
        .hasMessage("[PL-L5.2] client client:1 is closed; make another with plane.client()");
    assertThatThrownBy(() -> new ValueLink<>(client, value).open())
        .isInstanceOf(ClientClosedException.class);
    client.close();
    stage.quiet();
    link.close();
    assertThat(link.isOpen()).isFalse();

    Client other = stage.plane.client();
    ValueLink<Integer> open = new ValueLink<>(other, value).open();
    stage.close();
    assertThatCode(open::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> open.set(1))
        .isInstanceOf(PlaneClosedException.class)
        .hasMessage("[PL-L5] client client:2 has ended: its plane is closed");
    assertThat(stage.deadLetters).isEmpty();
  }
}
