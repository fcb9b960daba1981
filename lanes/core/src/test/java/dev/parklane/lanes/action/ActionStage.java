package dev.parklane.lanes.action;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Desks under {@code /desk/:name} and one agent of another class, and what they noted, in order.
 */
final class ActionStage implements AutoCloseable {
  static final HandlerContext<Desk> ON = HandlerContext.of(Desk.class);

  final List<String> trace = new CopyOnWriteArrayList<>();
  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  final TestClock clock = new TestClock();
  final Plane plane;

  /** What actions are run in: a lane of each kind. */
  static final class Desk extends Agent {
    final ValueLane<Integer> count = new ValueLane<>(this, "count", 0);
    final ValueLane<Integer> twin = new ValueLane<>(this, "twin", 0);
    final MapLane<String, Integer> stock = new MapLane<>(this, "stock");
    final CommandLane<String> order = new CommandLane<>(this, "order");
    final DemandLane<Integer> report = new DemandLane<>(this, "report");
    final DemandMapLane<String, Integer> prices = new DemandMapLane<>(this, "prices");
    final SupplyLane<String> feed = new SupplyLane<>(this, "feed");

    private final ActionStage stage;

    Desk(ActionStage stage, Consumer<Desk> setup) {
      this.stage = stage;
      setup.accept(this);
    }

    ValueLane<Integer> count() {
      return count;
    }

    /** A lane that was never made. */
    ValueLane<Integer> missing() {
      return absent();
    }

    void note(String what) {
      stage.trace.add(what);
    }

    @Override
    protected void onStop() {
      note("stopped");
    }
  }

  /** An agent of another class. */
  static final class Other extends Agent {}

  /** What an agent is made to do in its turn. */
  interface Act<A> {
    void run(A agent) throws Exception;
  }

  ActionStage() {
    this(desk -> {});
  }

  ActionStage(Consumer<Desk> setup) {
    plane =
        Plane.builder()
            .clock(clock)
            .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
            .route("/desk/:name", () -> new Desk(this, setup))
            .route("/other", Other::new)
            .onDeadLetter(deadLetters::add)
            .start();
  }

  /** A null that the types deny. */
  static <T> T absent() {
    @Nullable T none = null;
    return none;
  }

  void note(String what) {
    trace.add(what);
  }

  /** An action that notes something. */
  ComposedHandler<Desk> noting(String what) {
    return ON.effect(() -> note(what));
  }

  /** Runs an action in one turn of the desk {@code a}, and gives its result. */
  <T> T run(HandlerAction<Desk, T> action) {
    try {
      return plane.agent("/desk/a").ask(Desk.class, action::run);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs plain code in one turn of the desk {@code a}. */
  void desk(Act<Desk> act) {
    run(ON.effect(act::run));
  }

  /** Lets time pass, and returns when all that it set off has happened. */
  void pass(Duration time) {
    clock.advance(time);
    quiet();
  }

  void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    plane.close();
  }
}
