package dev.parklane.lanes;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Residents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Agents with lanes of every kind under {@code /source/:name}, and others that link to them. */
final class LinkStage implements AutoCloseable {
  final List<String> trace = new CopyOnWriteArrayList<>();
  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  final TestClock clock = new TestClock();
  final Plane plane;

  /** Whether sources that this thread's next stages have live on another plane (law N2). */
  static final ThreadLocal<Boolean> ELSEWHERE = ThreadLocal.withInitial(() -> false);

  private static final List<String> SOURCES =
      List.of("/source/:name", "/narrow/:name", "/leaving/:name", "/resuming/:name");

  private final @Nullable Plane far; // where the sources live, if not on the plane
  private final @Nullable Residents residents;

  /** What an agent is made to do in its turn. */
  interface Act<A> {
    void run(A agent) throws Exception;
  }

  /** What others link to. */
  static final class Source extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    final MapLane<String, Integer> map = new MapLane<>(this, "map");
    final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
    final CommandLane<Integer> command = new CommandLane<>(this, "command");
    final DemandLane<Integer> demand = new DemandLane<>(this, "demand");
    final DemandMapLane<String, Integer> demandMap = new DemandMapLane<>(this, "demandMap");
    final ValueStore<Integer> secret = new ValueStore<>(this, "secret", 7);
    final MapStore<String, Integer> secretMap = new MapStore<>(this, "secretMap");

    static final int FAILS = -1;

    int computed; // how often demand was, or FAILS

    Source() {
      command.onCommand(value::set);
      demand.onCue(this::compute);
      demandMap.keys(() -> map.get().keySet());
      demandMap.onCueKey(key -> map.get(key));
    }

    private int compute() {
      if (computed == FAILS) {
        throw new IllegalStateException("on purpose");
      }
      return value.get() * 100 + ++computed;
    }

    void end() {
      stop();
    }
  }

  /** Who links. */
  static final class Watcher extends Agent {
    AgentRef source(String name) {
      return agent("/source/" + name);
    }

    void end() {
      stop();
    }
  }

  LinkStage() {
    this(options -> options);
  }

  LinkStage(UnaryOperator<AgentOptions> watchers) {
    PlaneBuilder builder =
        Plane.builder()
            .clock(clock)
            .route(
                "/watcher/:name",
                Watcher::new,
                o -> watchers.apply(o.withFailurePolicy(FailurePolicy.resume())))
            .onDeadLetter(deadLetters::add);
    if (ELSEWHERE.get()) {
      far = withSources(Plane.builder().clock(clock).onDeadLetter(deadLetters::add)).start();
      residents = residents(far);
      SOURCES.forEach(pattern -> builder.elsewhere(pattern, residents));
    } else {
      far = null;
      residents = null;
      withSources(builder);
    }
    plane = builder.start();
  }

  private static PlaneBuilder withSources(PlaneBuilder builder) {
    return builder
        .route("/source/:name", Source::new)
        .route("/narrow/:name", Source::new, o -> o.withMailboxCapacity(10))
        .route("/leaving/:name", Source::new, o -> o.withIdleAfter(Duration.ofSeconds(10)))
        .route("/resuming/:name", Source::new, o -> o.withFailurePolicy(FailurePolicy.resume()));
  }

  private static Residents residents(Plane of) {
    try {
      return new Residents(of);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The plane where an agent lives. */
  Plane home(String uri) {
    return far == null || uri.startsWith("/watcher/") ? plane : far;
  }

  void note(String what) {
    trace.add(what);
  }

  /** In one turn of the source {@code a}; returns when all that it set off has happened. */
  void source(Act<Source> act) {
    run(Source.class, "/source/a", act);
  }

  /** In one turn of the watcher {@code x}; likewise. */
  void watcher(Act<Watcher> act) {
    run(Watcher.class, "/watcher/x", act);
  }

  <A extends Agent> void run(Class<A> type, String uri, Act<A> act) {
    try {
      home(uri).agent(uri).ask(type, agent -> done(act, agent));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      quiet();
    }
  }

  static <A extends Agent> boolean done(Act<A> act, A agent) throws Exception {
    act.run(agent);
    return true;
  }

  /** Lets time pass, and returns when all that it set off has happened. */
  void pass(Duration time) {
    clock.advance(time);
    quiet();
  }

  /** Waits for the plane where the sources live, if that is another one. */
  void quietElsewhere() throws InterruptedException {
    if (far != null) {
      far.awaitQuiet();
    }
  }

  void quiet() {
    try {
      plane.awaitQuiet();
      for (int i = 0; far != null && i < 3; i++) { // there, and back, and what that sets off
        far.awaitQuiet();
        plane.awaitQuiet();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A value link of the watcher to the source {@code a} that notes all that it is told. */
  ValueLink<Integer> noting(ValueLink<Integer> link) {
    return link.onLinked(() -> note("linked"))
        .onSynced(v -> note("synced " + v))
        .onEvent(v -> note("event " + v))
        .onSet((v, previous) -> note("set " + previous + ">" + v))
        .onUnlinked(() -> note("unlinked"))
        .onFailed(cause -> note("failed " + cause.getClass().getSimpleName()));
  }

  MapLink<String, Integer> noting(MapLink<String, Integer> link) {
    return link.onLinked(() -> note("linked"))
        .onSynced(map -> note("synced " + map))
        .onUpdate((map, key, previous, v) -> note(map + " " + key + " " + previous + ">" + v))
        .onRemove((map, key, previous) -> note(map + " " + key + " -" + previous))
        .onClear(before -> note("clear " + before))
        .onUnlinked(() -> note("unlinked"))
        .onFailed(cause -> note("failed " + cause.getClass().getSimpleName()));
  }

  EventLink<Integer> noting(EventLink<Integer> link) {
    return link.onLinked(() -> note("linked"))
        .onEvent(v -> note("event " + v))
        .onUnlinked(() -> note("unlinked"))
        .onFailed(cause -> note("failed " + cause.getClass().getSimpleName()));
  }

  @Override
  public void close() {
    plane.close();
    if (far != null && residents != null) {
      residents.close();
      far.close();
    }
  }
}
