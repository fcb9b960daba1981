package dev.parklane.lanes.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.MapLink;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What actions do with links and joins (laws J1 to J5). */
@Timeout(60)
class LinkActionsTest {
  private static final HandlerContext<Hall> ON = HandlerContext.of(Hall.class);
  private static final HandlerContext<Room> IN = HandlerContext.of(Room.class);
  private static final LaneKey<Integer> GUESTS = LaneKey.of("guests", Integer.class);
  private static final MapLaneKey<String, Integer> SEATS =
      MapLaneKey.of("seats", String.class, Integer.class);

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  @AutoClose
  private final Plane plane =
      Plane.builder()
          .clock(new TestClock())
          .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
          .route("/room/:name", Room::new)
          .route("/hall", Hall::new)
          .start();

  /** What is linked to. */
  static final class Room extends Agent {
    final ValueLane<Integer> guests = new ValueLane<>(this, GUESTS, 1);
    final MapLane<String, Integer> seats = new MapLane<>(this, SEATS, Map.of("a", 1));
    final SupplyLane<String> bell = new SupplyLane<>(this, "bell");
  }

  /** Who links. */
  static final class Hall extends Agent {
    final JoinValueLane<String, Integer> rooms = new JoinValueLane<>(this, "rooms");
    final JoinMapLane<String, String, Integer> plan = new JoinMapLane<>(this, "plan");
  }

  private <T> T hall(HandlerAction<Hall, T> action) {
    return run("/hall", Hall.class, action);
  }

  private void room(ComposedHandler<Room> action) {
    run("/room/x", Room.class, action);
  }

  private <A extends Agent, T> T run(String uri, Class<A> type, HandlerAction<A, T> action) {
    try {
      T result = plane.agent(uri).ask(type, action::run);
      plane.awaitQuiet();
      return result;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ComposedHandler<Hall> noting(Object what) {
    return ON.effect(() -> trace.add("" + what));
  }

  /** J1: a link of each form; closing is an action too. */
  @Test
  void open_makesALinkOfAnyForm_untilItIsClosed() {
    ValueLink<Integer> value =
        hall(
            ON.open(
                "/room/x",
                (hall, room) ->
                    new ValueLink<>(hall, room.lane(GUESTS)).onEvent(ON.handler(this::noting))));
    hall(
        ON.open(
                "/room/x",
                (hall, room) ->
                    new MapLink<>(hall, room.lane(SEATS))
                        .onUpdate(ON.updateHandler((map, key, before, now) -> noting(key + now))))
            .followedBy(
                ON.open(
                    "/room/x",
                    (hall, room) ->
                        new EventLink<>(hall, room.lane("bell", String.class))
                            .onEvent(ON.handler(this::noting)))));
    room(
        IN.set(r -> r.guests, 2)
            .followedBy(IN.put(r -> r.seats, "b", 3))
            .followedBy(IN.supply(r -> r.bell, "ring")));
    assertThat(trace).containsExactlyInAnyOrder("2", "b3", "ring");
    assertThat(value.isOpen()).isTrue();
    hall(ON.close(value));
    room(IN.set(r -> r.guests, 4));
    assertThat(trace).hasSize(3);
  }

  /** J2, J5. */
  @Test
  void linkOfAValueJoin_andItsEnd() {
    assertThat(hall(ON.link(h -> h.rooms, "x", "/room/x", GUESTS))).isTrue();
    assertThat(hall(ON.link(h -> h.rooms, "x", "/room/y", "guests", Integer.class))).isFalse();
    assertThat(hall(ON.link(h -> h.rooms, "y", "/room/y", "guests", Integer.class))).isTrue();
    room(IN.set(r -> r.guests, 5));
    assertThat(hall(ON.entries(h -> h.rooms))).isEqualTo(Map.of("x", 5, "y", 1));
    hall(ON.unlink(h -> h.rooms, "x").followedBy(ON.unlinkAndDelete(h -> h.rooms, "y")));
    room(IN.set(r -> r.guests, 6));
    assertThat(hall(ON.entries(h -> h.rooms))).isEqualTo(Map.of("x", 5));
    hall(ON.remove(h -> h.rooms, "x"));
    assertThat(hall(ON.entries(h -> h.rooms))).isEmpty();
  }

  /** J3, J5. */
  @Test
  void linkOfAMapJoin_andItsEnd() {
    assertThat(hall(ON.link(h -> h.plan, "x", "/room/x", SEATS))).isTrue();
    HandlerAction<Hall, Boolean> byName =
        ON.link(h -> h.plan, "y", "/room/y", "seats", String.class, Integer.class);
    assertThat(hall(byName)).isTrue();
    assertThat(hall(byName)).isFalse();
    room(IN.put(r -> r.seats, "b", 2));
    assertThat(hall(ON.entries(h -> h.plan))).isEqualTo(Map.of("a", 1, "b", 2));
    hall(ON.unlinkAndDelete(h -> h.plan, "y").followedBy(ON.unlink(h -> h.plan, "x")));
    room(IN.put(r -> r.seats, "c", 3));
    assertThat(hall(ON.entries(h -> h.plan))).isEqualTo(Map.of("b", 2));
    hall(ON.remove(h -> h.plan, "b"));
    assertThat(hall(ON.entries(h -> h.plan))).isEmpty();
  }

  /** J2, J5. */
  @Test
  void linkOfAValueJoin_andAnotherInItsPlace() {
    room(IN.set(r -> r.guests, 5));
    hall(ON.link(h -> h.rooms, "x", "/room/x", GUESTS));
    assertThat(hall(ON.relink(h -> h.rooms, "x", "/room/y", GUESTS))).isTrue();
    assertThat(hall(ON.entries(h -> h.rooms))).isEqualTo(Map.of("x", 1));
    assertThat(hall(ON.relink(h -> h.rooms, "x", "/room/x", "guests", Integer.class))).isTrue();
    assertThat(hall(ON.entries(h -> h.rooms))).isEqualTo(Map.of("x", 5));
  }

  /** J3, J5. */
  @Test
  void linkOfAMapJoin_andAnotherInItsPlace() {
    room(IN.put(r -> r.seats, "b", 2));
    hall(ON.link(h -> h.plan, "x", "/room/x", SEATS));
    assertThat(hall(ON.relink(h -> h.plan, "x", "/room/y", SEATS))).isTrue();
    assertThat(hall(ON.entries(h -> h.plan))).isEqualTo(Map.of("a", 1));
    HandlerAction<Hall, Boolean> byName =
        ON.relink(h -> h.plan, "x", "/room/x", "seats", String.class, Integer.class);
    assertThat(hall(byName)).isTrue();
    assertThat(hall(ON.entries(h -> h.plan))).isEqualTo(Map.of("a", 1, "b", 2));
  }
}
