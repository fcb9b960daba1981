package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Handlers of one event that register others, close what they belong to, and set it off again. */
@AddLifecycleHook(Watchdog.class)
class LoopPropertiesTest {
  private static final int EVENTS = 4;

  private enum What {
    NOTHING,
    ADDS,
    CLOSES,
    REPEATS
  }

  /** What a handler does when it is called; what it closes is of the handler of this number. */
  private record Deed(What what, int number) {}

  /** Whoever is told of one event, in the order in which they were added. */
  private interface Circle {
    void add(Step handler);

    /** Closes what the handler of this number belongs to. */
    void close(int number);

    /** Sets the event off; nothing where it can be no more. */
    void happen() throws Exception;
  }

  /** As the law has it. */
  private static final class ModelCircle implements Circle {
    private final List<Step> handlers = new ArrayList<>();
    private final List<Step> closed = new ArrayList<>();
    private final boolean closesAll;

    ModelCircle(boolean closesAll) {
      this.closesAll = closesAll;
    }

    @Override
    public void add(Step handler) {
      handlers.add(handler);
    }

    @Override
    public void close(int number) {
      closed.addAll(closesAll ? handlers : List.of(handlers.get(number)));
    }

    @Override
    public void happen() throws Exception {
      for (Step handler : List.copyOf(handlers)) {
        if (!closed.contains(handler)) {
          handler.run();
        }
      }
    }
  }

  /** The handlers of a lane, all of which go with it. */
  private static final class LaneCircle implements Circle {
    private final Consumer<Step> add;
    private final Runnable close;
    private final Runnable happen;
    private boolean isClosed;

    LaneCircle(Consumer<Step> add, Runnable close, Runnable happen) {
      this.add = add;
      this.close = close;
      this.happen = happen;
    }

    @Override
    public void add(Step handler) {
      add.accept(handler);
    }

    @Override
    public void close(int number) {
      close.run();
      isClosed = true;
    }

    @Override
    public void happen() {
      if (!isClosed) {
        happen.run();
      }
    }
  }

  /** Subscriptions or taps, each with a handle of its own. */
  private static final class BusCircle implements Circle {
    private final List<Subscription> handles = new ArrayList<>();
    private final Function<Step, Subscription> add;
    private final Bus bus;

    BusCircle(Bus bus, Function<Step, Subscription> add) {
      this.bus = bus;
      this.add = add;
    }

    @Override
    public void add(Step handler) {
      handles.add(add.apply(handler));
    }

    @Override
    public void close(int number) {
      handles.get(number).close();
    }

    @Override
    public void happen() {
      bus.publish("t", 1);
    }
  }

  private enum Kind {
    VALUE_EVENT(host -> {
      ValueLane<Integer> lane = new ValueLane<>(host, "lane", 0);
      return new LaneCircle(h -> lane.onEvent(v -> h.run()), lane::close, () -> lane.set(1));
    }),
    VALUE_SET(host -> {
      ValueLane<Integer> lane = new ValueLane<>(host, "lane", 0);
      return new LaneCircle(h -> lane.onSet((v, p) -> h.run()), lane::close, () -> lane.set(1));
    }),
    COMMAND(host -> {
      CommandLane<Integer> lane = new CommandLane<>(host, "lane");
      return new LaneCircle(h -> lane.onCommand(v -> h.run()), lane::close, () -> lane.command(1));
    }),
    MAP_UPDATE(host -> {
      MapLane<Integer, Integer> map = new MapLane<>(host, "map");
      return new LaneCircle(
          h -> map.onUpdate((m, k, p, v) -> h.run()), map::close, () -> map.put(1, 1));
    }),
    MAP_CLEAR(host -> {
      MapLane<Integer, Integer> map = new MapLane<>(host, "map");
      return new LaneCircle(h -> map.onClear(before -> h.run()), map::close, map::clear);
    }),
    OWN_SUBSCRIPTIONS(host -> subscriptions(host.face())),
    SUBSCRIPTIONS(null),
    TAPS(null);

    private final Function<Host, Circle> ofAnAgent; // null where it is of a program

    Kind(Function<Host, Circle> ofAnAgent) {
      this.ofAnAgent = ofAnAgent;
    }

    boolean closesAll() {
      return ofAnAgent != null && this != OWN_SUBSCRIPTIONS;
    }

    private static Circle subscriptions(Bus bus) {
      return new BusCircle(bus, h -> bus.subscribe("t", Integer.class, v -> h.run()));
    }

    void play(Play play, Plane plane) throws Exception {
      if (ofAnAgent != null) {
        plane.agent(Host.URI).ask(Host.class, host -> play.on(ofAnAgent.apply(host)));
      } else if (this == TAPS) {
        play.on(new BusCircle(plane.bus(), h -> plane.bus().tap(message -> h.run())));
      } else {
        play.on(subscriptions(plane.bus()));
      }
    }
  }

  private static final class Host extends Agent {
    static final String URI = "/host";

    Bus face() {
      return bus();
    }
  }

  /** Some events, and what the handlers do: each at its first call its first deed, and so on. */
  private static final class Play {
    final List<String> trace = new ArrayList<>();
    private final List<List<Deed>> deeds;
    private final int[] calls = new int[100]; // of each handler
    private int handlers;

    Play(List<List<Deed>> deeds) {
      this.deeds = deeds;
    }

    List<String> on(Circle circle) throws Exception {
      for (int i = 0; i < Math.min(3, deeds.size()); i++) {
        add(circle);
      }
      for (int i = 0; i < EVENTS; i++) {
        trace.add("event " + i);
        circle.happen();
      }
      return trace;
    }

    private void add(Circle circle) {
      int number = handlers++;
      circle.add(() -> called(circle, number));
    }

    private void called(Circle circle, int number) throws Exception {
      trace.add(number + " begins");
      List<Deed> own = number < deeds.size() ? deeds.get(number) : List.of();
      int call = calls[number]++;
      if (call < own.size()) {
        switch (own.get(call).what()) {
          case NOTHING -> {}
          case ADDS -> add(circle);
          case CLOSES -> circle.close(own.get(call).number() % handlers);
          case REPEATS -> circle.happen();
        }
      }
      trace.add(number + " ends");
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  @Label("F8 B5: what was closed is not called any more, what was added is from the next event on")
  void handlers_thatAddCloseAndRepeat_areCalledAsInTheModel(
      @ForAll Kind kind, @ForAll("deeds") List<List<Deed>> deeds, @ForAll boolean lockStep)
      throws Exception {
    Play model = new Play(deeds);
    model.on(new ModelCircle(kind.closesAll()));
    Play play = new Play(deeds);
    try (Plane plane =
        Plane.builder()
            .clock(new TestClock())
            .lockStep(lockStep)
            .route(Host.URI, Host::new)
            .start()) {
      kind.play(play, plane);
    }
    assertThat(play.trace).isEqualTo(model.trace);
  }

  @Provide
  Arbitrary<List<List<Deed>>> deeds() {
    return Combinators.combine(Arbitraries.of(What.class), Arbitraries.integers().between(0, 5))
        .as(Deed::new)
        .list()
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }
}
