package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.LinkStage.Source;
import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.bus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law F8: a loop over what handlers can change looks again after each of them. What was closed is
 * not called any more, what was added counts from the next event, and nobody fails of it.
 */
@Timeout(60)
class LoopLawsTest {
  /** An agent without lanes, which declares them in its turn. */
  private static final class Bare extends Agent {}

  /** An event of a lane that has two handlers: how they are registered, and what sets it off. */
  private enum LaneEventCase {
    ON_EVENT((lane, handler) -> lane.value.onEvent(value -> handler.run()), l -> l.value.set(1)),
    ON_SET((lane, handler) -> lane.value.onSet((v, p) -> handler.run()), l -> l.value.set(1)),
    ON_COMMAND((lane, handler) -> lane.command.onCommand(v -> handler.run()), l -> l.command(1)),
    ON_UPDATE((lane, h) -> lane.map.onUpdate((m, k, p, v) -> h.run()), l -> l.map.put(3, 3)),
    ON_REMOVE((lane, h) -> lane.map.onRemove((m, k, p) -> h.run()), l -> l.map.remove(1)),
    ON_CLEAR((lane, h) -> lane.map.onClear(before -> h.run()), l -> l.map.clear()),
    REPLACE_ALL((lane, h) -> lane.map.onClear(b -> h.run()), l -> l.map.replaceAll(Map.of(4, 4))),
    REPLACE_ALL_LATER(
        (lane, h) -> lane.map.onUpdate((m, k, p, v) -> h.run()),
        l -> l.map.replaceAll(Map.of(4, 4, 5, 5))),
    TAKE((lane, h) -> lane.map.onRemove((m, k, p) -> h.run()), l -> l.map.take(0)),
    DROP((lane, h) -> lane.map.onRemove((m, k, p) -> h.run()), l -> l.map.drop(2));

    private final BiConsumer<Lanes, Step> register;
    private final Consumer<Lanes> act;

    LaneEventCase(BiConsumer<Lanes, Step> register, Consumer<Lanes> act) {
      this.register = register;
      this.act = act;
    }
  }

  /** Lanes that are declared in a turn. */
  private static final class Lanes {
    final ValueLane<Integer> value;
    final CommandLane<Integer> command;
    final MapLane<Integer, Integer> map;

    Lanes(Agent agent) {
      value = new ValueLane<>(agent, "value", 0);
      command = new CommandLane<>(agent, "command");
      map = new MapLane<>(agent, "map");
      map.put(1, 1);
      map.put(2, 2);
    }

    void command(int value) {
      command.command(value);
    }

    void closeAll() {
      value.close();
      command.close();
      map.close();
    }
  }

  /** F8: the handlers behind the one that closes the lane are not called, and no key follows. */
  @ParameterizedTest
  @EnumSource
  void lane_closedByAHandler_callsNoOther(LaneEventCase event) {
    try (LaneStage<Bare> stage = new LaneStage<>(Bare.class, Bare::new)) {
      stage.run(agent -> {
        List<String> trace = new ArrayList<>();
        Lanes lanes = new Lanes(agent);
        event.register.accept(
            lanes,
            () -> {
              trace.add("closes");
              lanes.closeAll();
            });
        event.register.accept(lanes, () -> trace.add("next"));
        event.act.accept(lanes);
        assertThat(trace).containsExactly("closes");
      });
    }
  }

  /** F8: a handler that is registered by another of the same event counts from the next on. */
  @ParameterizedTest
  @EnumSource(names = {"ON_EVENT", "ON_SET", "ON_COMMAND", "ON_UPDATE", "ON_CLEAR"})
  void handler_registeredByAHandler_countsFromTheNextEvent(LaneEventCase event) {
    try (LaneStage<Bare> stage = new LaneStage<>(Bare.class, Bare::new)) {
      stage.run(agent -> {
        List<String> trace = new ArrayList<>();
        Lanes lanes = new Lanes(agent);
        event.register.accept(
            lanes,
            () -> {
              trace.add("first");
              event.register.accept(lanes, () -> trace.add("added"));
            });
        event.act.accept(lanes);
        assertThat(trace).containsExactly("first");
        event.act.accept(lanes);
        assertThat(trace).containsExactly("first", "first", "added");
      });
    }
  }

  /** What a handler of a join does to it. */
  private enum JoinMischief {
    CLOSE(KeyedLane::close),
    UNLINK(join -> join.unlink("a")),
    DELETE(join -> join.unlinkAndDelete("a"));

    private final Consumer<JoinMapLane<String, String, Integer>> act;

    JoinMischief(Consumer<JoinMapLane<String, String, Integer>> act) {
      this.act = act;
    }
  }

  /** What makes a join go through keys. */
  private enum JoinLoop {
    CLEARED,
    DELETED,
    SYNCED,
    GONE_WHEN_SYNCED
  }

  private static MapLaneRef<String, Integer> map(Watcher w) {
    return w.source("a").mapLane("map", String.class, Integer.class);
  }

  /** F8: a join that its own handler closes or unlinks in a loop over keys fails nobody. */
  @ParameterizedTest
  @EnumSource
  void join_changedByItsHandlerInALoopOverKeys_goesOn(JoinMischief mischief) {
    for (JoinLoop loop : JoinLoop.values()) {
      List<String> told = new ArrayList<>();
      List<JoinMapLane<String, String, Integer>> joins = new ArrayList<>();
      List<Watcher> watchers = new ArrayList<>();
      try (LinkStage stage =
          new LinkStage(options -> options.withFailurePolicy(FailurePolicy.stop()))) {
        stage.source(s -> {
          s.map.put("x", 1);
          s.map.put("y", 1);
        });
        stage.watcher(w -> {
          JoinMapLane<String, String, Integer> join =
              new JoinMapLane<String, String, Integer>(w, "join")
                  .onEnd((link, cause) -> JoinAnswer.RETRY)
                  .backoff(Backoff.NONE);
          joins.add(join);
          watchers.add(w);
          if (loop == JoinLoop.SYNCED) {
            join.onUpdate((map, key, previous, value) -> {
              told.add(key);
              mischief.act.accept(join);
            });
          } else {
            join.onRemove((map, key, previous) -> {
              told.add(key);
              if (told.size() == 1) {
                mischief.act.accept(join);
              }
            });
          }
          join.link("a", map(w));
        });
        switch (loop) {
          case CLEARED -> stage.source(s -> s.map.clear());
          case DELETED -> stage.watcher(w -> joins.getFirst().unlinkAndDelete("a"));
          case GONE_WHEN_SYNCED -> stage.source(Source::end);
          case SYNCED -> {}
        }
        stage.quiet();
        boolean goesOn = mischief != JoinMischief.CLOSE && loop == JoinLoop.DELETED;
        boolean deletes = mischief == JoinMischief.DELETE && loop != JoinLoop.SYNCED;
        assertThat(told)
            .as("%s", loop)
            .isEqualTo(goesOn || deletes ? List.of("x", "y") : List.of("x"));
        stage.watcher(w -> assertThat(w).isSameAs(watchers.getFirst())); // it goes on
      }
    }
  }

  /** An event of a link that has two handlers, and what the source does to set it off. */
  private enum LinkCase {
    LINKED((w, first, next) -> value(w).onLinked(first).onLinked(next), s -> {}),
    SYNCED((w, a, b) -> value(w).onSynced(v -> a.run()).onSynced(v -> b.run()), s -> {}),
    EVENT((w, a, b) -> value(w).onEvent(v -> a.run()).onEvent(v -> b.run()), s -> s.value.set(1)),
    SET((w, a, b) -> value(w).onEvent(v -> a.run()).onSet((v, p) -> b.run()), s -> s.value.set(1)),
    UPDATE(
        (w, a, b) -> link(w).onUpdate((m, k, p, v) -> a.run()).onUpdate((m, k, p, v) -> b.run()),
        s -> s.map.put("k", 1)),
    REMOVE(
        (w, a, b) -> link(w).onRemove((m, k, p) -> a.run()).onRemove((m, k, p) -> b.run()),
        s -> s.map.remove("x")),
    CLEAR(
        (w, a, b) -> link(w).onClear(before -> a.run()).onClear(before -> b.run()),
        s -> s.map.clear()),
    MESSAGE(
        (w, a, b) ->
            new EventLink<>(w, w.source("a").lane("supply", Integer.class))
                .onEvent(v -> a.run())
                .onEvent(v -> b.run()),
        s -> s.supply.supply(1)),
    UNLINKED(
        (w, a, b) -> value(w).retry(new Retry(5, Backoff.NONE)).onUnlinked(a).onUnlinked(b),
        Source::end);

    private final Registration register;
    private final LinkStage.Act<Source> act;

    private interface Registration {
      LaneLink<?> of(Watcher watcher, Step first, Step next);
    }

    LinkCase(Registration register, LinkStage.Act<Source> act) {
      this.register = register;
      this.act = act;
    }

    private static ValueLink<Integer> value(Watcher w) {
      return new ValueLink<>(w, w.source("a").lane("value", Integer.class));
    }

    private static MapLink<String, Integer> link(Watcher w) {
      return new MapLink<>(w, map(w));
    }
  }

  /** F8: a handler that closes its link, to open it anew or not, is followed by no other. */
  @ParameterizedTest
  @EnumSource
  void link_closedByItsHandler_tellsNoOther(LinkCase event) {
    for (boolean reopens : new boolean[] {false, true}) {
      List<String> trace = new ArrayList<>();
      List<LaneLink<?>> links = new ArrayList<>();
      try (LinkStage stage = new LinkStage()) {
        stage.source(s -> s.map.put("x", 1));
        stage.watcher(w -> {
          Step closes =
              () -> {
                if (trace.isEmpty()) {
                  trace.add("closes");
                  links.getFirst().close();
                  if (reopens) {
                    links.getFirst().open();
                  }
                }
              };
          links.add(event.register.of(w, closes, () -> trace.add("next")));
          links.getFirst().open();
        });
        List<String> before = List.copyOf(trace);
        stage.source(event.act);
        boolean atOnce = event == LinkCase.LINKED || event == LinkCase.SYNCED;
        assertThat(trace)
            .as("reopens: %s, before: %s", reopens, before)
            .isEqualTo(atOnce && reopens ? List.of("closes", "next") : List.of("closes"));
      }
    }
  }

  /** F8: where the link has ended of itself, closing it changes nothing: all are told. */
  @Test
  void link_closedByAHandlerOfItsEnd_tellsTheOthersToo() {
    List<String> trace = new ArrayList<>();
    List<ValueLink<Integer>> links = new ArrayList<>();
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          links.add(
              LinkCase.value(w)
                  .onUnlinked(() -> links.getFirst().close())
                  .onUnlinked(() -> trace.add("next"))
                  .open()));
      stage.source(Source::end);
      assertThat(trace).containsExactly("next");
    }
  }

  /** F8, C3: a demand-map lane that its own handler closes computes no more keys. */
  @Test
  void demandMap_closedByItsHandler_computesNoMore() {
    List<String> trace = new ArrayList<>();
    try (LinkStage stage = new LinkStage()) {
      stage.source(s -> {
        DemandMapLane<String, Integer> lane = new DemandMapLane<>(s, "closing");
        lane.keys(() -> List.of("a", "b"));
        lane.onCueKey(key -> {
          trace.add(key);
          lane.close();
          return 1;
        });
      });
      stage.watcher(w ->
          new MapLink<>(w, w.source("a").mapLane("closing", String.class, Integer.class))
              .onUnlinked(() -> trace.add("unlinked"))
              .onFailed(cause -> trace.add("failed"))
              .open());
      assertThat(trace).containsExactly("a", "unlinked");
    }
  }

  /** F8, B5: a subscription or a tap that another of the same message closes is not called. */
  @Test
  void subscription_closedInADelivery_isNotCalled_andOneThatIsAddedIsFromTheNextOn() {
    List<String> trace = new ArrayList<>();
    List<Subscription> closed = new ArrayList<>();
    try (Plane plane = Plane.builder().clock(new TestClock()).route("/bare", Bare::new).start()) {
      PlaneBus bus = plane.bus();
      bus.tap(message -> {
        trace.add("tap");
        closed.forEach(Subscription::close);
        if (trace.size() == 1) {
          bus.tap(m -> trace.add("added tap"));
          bus.subscribe("t", Integer.class, bus.handler(v -> closed.get(1).close()), 9);
          bus.subscribe("t", Integer.class, bus.handler(v -> trace.add("added in time")), 8);
        }
      });
      closed.add(bus.tap(message -> trace.add("closed tap")));
      closed.add(bus.subscribe("t", Integer.class, bus.handler(v -> trace.add("closed")), 1));
      bus.publish("t", 1);
      assertThat(trace).containsExactly("tap", "added in time");
      bus.publish("t", 2);
      assertThat(trace)
          .containsExactly("tap", "added in time", "tap", "added tap", "added in time");
    }
  }
}
