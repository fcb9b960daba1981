package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to links, and to the lanes at both their ends, in rare orders of events. */
class LinkEdgesTest {
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private final List<Object> told = new ArrayList<>();
  private final List<Integer> made = new ArrayList<>();

  /** Has a lane of each kind that can be linked to. */
  static final class Source extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    private final MapLane<Integer, Integer> map = new MapLane<>(this, "map");
    private final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
    private final CommandLane<Integer> command = new CommandLane<>(this, "command", Integer.class);

    int write() {
      value.set(2);
      return 2;
    }

    Source() {
      command.onCommand(c -> {});
    }
  }

  /** Does what it is asked to. */
  static final class Host extends Agent {
    private final Map<String, Object> things = new LinkedHashMap<>();

    Host(List<Integer> made) {
      made.add(1);
    }

    AgentRef source() {
      return agent("/source");
    }

    AgentRef idler() {
      return agent("/idler");
    }

    ValueLink<Integer> newLink() {
      return new ValueLink<>(this, source().lane("value", Integer.class));
    }
  }

  private Plane plane(FailurePolicy policy) {
    return Plane.builder()
        .clock(clock)
        .options(options -> options.withFailurePolicy(policy))
        .route("/source", Source::new)
        .route("/idler", Source::new, options -> options.withIdleAfter(IDLE))
        .route("/host", () -> new Host(made), options -> options.withIdleAfter(IDLE))
        .start();
  }

  private interface Act<A> {
    void on(A agent) throws Exception;
  }

  private static <A extends Agent> void in(Plane plane, String uri, Class<A> type, Act<A> act)
      throws InterruptedException {
    plane
        .agent(uri)
        .ask(
            type,
            agent -> {
              act.on(agent);
              return "";
            });
    plane.awaitQuiet();
  }

  private static void host(Plane plane, Act<Host> act) throws InterruptedException {
    in(plane, "/host", Host.class, act);
  }

  private static void source(Plane plane, Act<Source> act) throws InterruptedException {
    in(plane, "/source", Source.class, act);
  }

  @Test
  void link_closedAndOpenedInOneCascade_isHeldByItsAgent() throws Exception { // L4
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host -> {
            ValueLink<Integer> link = host.newLink().onEvent(told::add).open();
            host.things.put("link", link);
          });
      host(
          plane,
          host -> {
            ValueLink<?> link = (ValueLink<?>) host.things.get("link");
            link.close();
            link.open();
          });

      clock.advance(IDLE.multipliedBy(3));
      plane.awaitQuiet();
      source(plane, source -> source.value.set(1));

      assertThat(told).containsExactly(1);
      assertThat(made).hasSize(1);
    }
  }

  @Test
  void link_closedAndOpenedInAFailedCascade_isHeldByItsAgent() throws Exception { // F2 L4
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host -> {
            ValueLink<Integer> link = host.newLink().onEvent(told::add).open();
            host.things.put("link", link);
          });
      try {
        host(
            plane,
            host -> {
              ValueLink<?> link = (ValueLink<?>) host.things.get("link");
              link.close();
              link.open();
              throw new Script.Boom();
            });
      } catch (AgentFailedException e) {
        plane.awaitQuiet();
      }

      clock.advance(IDLE.multipliedBy(3));
      plane.awaitQuiet();
      source(plane, source -> source.value.set(1));

      assertThat(told).containsExactly(1);
      assertThat(made).hasSize(1);
    }
  }

  @Test
  void link_closedAndOpenedWhileEventsArePending_isToldNoneOfThem() throws Exception { // J1
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host -> {
            ValueLink<Integer> link = host.newLink();
            link.onSynced(value -> told.add("synced " + value)).onEvent(told::add);
            host.things.put("link", link.open());
          });
      host(
          plane,
          host -> {
            host.source().ask(Source.class, Source::write);
            ValueLink<?> link = (ValueLink<?>) host.things.get("link");
            link.close();
            link.open();
          });

      assertThat(told).containsExactly("synced 0", "synced 2");
    }
  }

  @Test
  void link_openedInAFailedCascade_reachesNobody() throws Exception { // O1 F2
    try (Plane plane = plane(FailurePolicy.resume())) {
      try {
        host(
            plane,
            host -> {
              new ValueLink<>(host, host.idler().lane("value", Integer.class)).open();
              throw new Script.Boom();
            });
      } catch (AgentFailedException e) {
        plane.awaitQuiet();
      }

      assertThat(plane.agents("/idler")).isEmpty();
    }
  }

  @Test
  void agent_whoseLastLinkWasClosed_isIdle() throws Exception { // L4
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host ->
              host.things.put(
                  "link",
                  new ValueLink<>(host, host.idler().lane("value", Integer.class))
                      .onUnlinked(() -> told.add("unlinked"))
                      .open()));
      clock.advance(IDLE.multipliedBy(3));
      plane.awaitQuiet();
      assertThat(plane.agents("/idler")).isNotEmpty();

      host(plane, host -> ((ValueLink<?>) host.things.get("link")).close());
      clock.advance(IDLE.multipliedBy(3));
      plane.awaitQuiet();

      assertThat(plane.agents("/idler")).isEmpty();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void link_madeAgain_hasNoPreviousValueAtFirst() throws Exception { // J1
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host ->
              host.newLink()
                  .onSet((value, previous) -> told.add(value + " was " + previous))
                  .linkOnly()
                  .earlyEvents()
                  .retry(new Retry(1, Backoff.NONE))
                  .open());
      source(plane, source -> source.value.set(1));
      source(plane, source -> source.value.set(2));
      plane.agent("/source").stop();
      plane.awaitQuiet();
      source(plane, source -> source.value.set(3));

      assertThat(told).containsExactly("1 was null", "2 was 1", "3 was null");
    }
  }

  @Test
  void event_beforeTheState_changesItSilently() throws Exception { // J1
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host -> {
            ValueLink<Integer> link = host.newLink();
            link.onSet((value, previous) -> told.add(value + " was " + previous)).linkOnly();
            host.things.put("link", link.open());
          });
      source(plane, source -> source.value.set(1));
      host(
          plane,
          host -> {
            ValueLink<?> link = (ValueLink<?>) host.things.get("link");
            told.add(link.get());
            link.sync();
          });
      source(plane, source -> source.value.set(2));

      assertThat(told).containsExactly(1, "2 was 1");
    }
  }

  @Test
  void eventLink_madeAgain_countsItsAttemptsAnew() throws Exception { // J1
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host ->
              new EventLink<>(host, host.source().lane("supply", Integer.class))
                  .onEvent(told::add)
                  .retry(new Retry(2, Backoff.NONE))
                  .open());

      for (int i = 1; i <= 4; i++) {
        int value = i;
        plane.agent("/source").stop();
        plane.awaitQuiet();
        source(plane, source -> source.supply.supply(value));
      }

      assertThat(told).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void joinMap_unlinkedInTheMiddleOfASync_takesNoMoreKeys() throws Exception { // J5
    try (Plane plane = plane(FailurePolicy.stop())) {
      source(
          plane,
          source -> {
            source.map.put(1, 1);
            source.map.put(2, 2);
          });
      host(
          plane,
          host -> {
            JoinMapLane<Integer, Integer, Integer> join = new JoinMapLane<>(host, "join");
            join.onUpdate((map, key, previous, value) -> join.unlinkAndDelete(7));
            join.link(7, host.source().mapLane("map", Integer.class, Integer.class));
            host.things.put("join", join);
          });

      host(plane, host -> told.add(((JoinMapLane<?, ?, ?>) host.things.get("join")).get()));

      assertThat(told).containsExactly(Map.of());
    }
  }

  @Test
  void joinMap_unlinkedInTheMiddleOfAClear_keepsTheRest() throws Exception { // J3 J5
    try (Plane plane = plane(FailurePolicy.stop())) {
      source(
          plane,
          source -> {
            source.map.put(1, 1);
            source.map.put(2, 2);
          });
      host(
          plane,
          host -> {
            JoinMapLane<Integer, Integer, Integer> join = new JoinMapLane<>(host, "join");
            join.onRemove((map, key, previous) -> join.unlink(7));
            join.link(7, host.source().mapLane("map", Integer.class, Integer.class));
            host.things.put("join", join);
          });
      source(plane, source -> source.map.clear());

      host(plane, host -> told.add(((JoinMapLane<?, ?, ?>) host.things.get("join")).get()));

      assertThat(told).containsExactly(Map.of(2, 2));
    }
  }

  @Test
  void joinValue_linkedToAnotherWhenItEnds_keepsThatLink() throws Exception { // J4
    try (Plane plane = plane(FailurePolicy.stop())) {
      host(
          plane,
          host -> {
            JoinValueLane<Integer, Integer> join = new JoinValueLane<>(host, "join");
            join.onEnd((key, cause) -> {
              join.unlink(key);
              join.link(key, host.source().lane("value", Integer.class));
              return JoinAnswer.ABANDON;
            });
            join.link(1, host.source().lane("nowhere", Integer.class));
            host.things.put("join", join);
          });

      host(plane, host -> told.add(((JoinValueLane<?, ?>) host.things.get("join")).links()));

      assertThat(told.toString()).isEqualTo("[[1]]");
    }
  }

  @Test
  void linkEnd_failsInItsHandler_leavesNoLinkThatLooksMade() throws Exception { // J1 F3
    try (Plane plane = plane(FailurePolicy.resume())) {
      host(
          plane,
          host -> {
            ValueLink<Integer> link = host.newLink();
            link.onUnlinked(() -> {
              throw new Script.Boom();
            });
            host.things.put("link", link.open());
          });
      source(plane, source -> {});
      plane.agent("/source").stop();
      plane.awaitQuiet();

      host(plane, host -> told.add(((ValueLink<?>) host.things.get("link")).isOpen()));

      assertThat(told).containsExactly(false);
    }
  }
}
