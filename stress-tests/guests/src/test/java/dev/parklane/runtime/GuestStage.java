package dev.parklane.runtime;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.store.Codecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Agents under {@code /scripted/:name} that do what functions of a guest of their own do. */
final class GuestStage implements AutoCloseable {
  private static final Map<String, String> SCRIPTS =
      Map.of("python", text("/guests/parts.py"), "js", text("/guests/parts.js"));

  final List<Object> notes = Collections.synchronizedList(new ArrayList<>());
  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  final TestClock clock = new TestClock();
  final Plane plane;

  /** A bar of prices. */
  public record Bar(String symbol, double close) {}

  static final class Scripted extends Agent {
    final ValueLane<Integer> size = new ValueLane<>(this, "size", 0);
    final ValueLane<Long> total = new ValueLane<>(this, "total", 0L);
    final CommandLane<Long> add = new CommandLane<>(this, "add", Long.class);
    final MapLane<Long, Double> prices =
        new MapLane<Long, Double>(this, "prices").codec(Codecs.LONG, Codecs.DOUBLE);
    final JoinValueLane<Long, Long> totals =
        new JoinValueLane<Long, Long>(this, "totals").codec(Codecs.LONG, Codecs.LONG);
    final Guest guest;
    private final String first;

    Scripted(Function<Scripted, Guest> guest, String first) {
      add.onCommand(n -> total.update(t -> t + n));
      size.onEvent(n -> total.set(10L * n));
      this.guest = guest.apply(this);
      this.first = first;
    }

    @Override
    protected void onStart() throws Exception {
      if (!first.isEmpty()) {
        guest.handler(first).handle(1);
      }
    }
  }

  GuestStage(String language, UnaryOperator<AgentOptions> options) {
    this(language, "", options);
  }

  /** Of agents whose guest calls this function when they start. */
  GuestStage(String language, String first, UnaryOperator<AgentOptions> options) {
    Function<Scripted, Guest> own = agent -> prepared(agent.guest(language));
    plane = start(() -> new Scripted(own, first), options);
  }

  /** Of agents that share a guest. */
  GuestStage(Guest shared) {
    prepared(shared);
    plane = start(() -> new Scripted(agent -> shared, ""), o -> o);
  }

  private Guest prepared(Guest guest) {
    Consumer<Object> note = notes::add;
    guest.set("note", note);
    guest.run(Objects.requireNonNull(SCRIPTS.get(guest.language())));
    return guest;
  }

  private Plane start(Supplier<Scripted> factory, UnaryOperator<AgentOptions> options) {
    return Plane.builder()
        .route("/scripted/:name", factory, options)
        .clock(clock)
        .onDeadLetter(deadLetters::add)
        .start();
  }

  /** Of agents that go on after a failure. */
  GuestStage(String language) {
    this(language, o -> o.withFailurePolicy(FailurePolicy.resume()));
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(GuestStage.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a function in the turn of {@code /scripted/x}. */
  void call(String function, Object with) {
    call("x", function, with);
  }

  void call(String name, String function, Object with) {
    run(name, agent -> agent.guest.handler(function).handle(with));
  }

  void call(String function) {
    call(function, 1);
  }

  void run(String name, Slot.On<Scripted> act) {
    ask(
        name,
        agent -> {
          act.accept(agent);
          return true;
        });
  }

  <R> R ask(String name, Question<Scripted, R> question) {
    try {
      return plane.agent("/scripted/" + name).ask(Scripted.class, question);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Publishes a bar from outside, and waits until all that comes of it is done. */
  void publish(double close) {
    plane.bus().publish("bars.x", new Bar("x", close));
    quiet();
  }

  /** Waits until all that was sent is handled. */
  void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void advance(long nanos) {
    quiet();
    clock.advance(Duration.ofNanos(nanos));
    quiet();
  }

  @Override
  public void close() {
    plane.close();
  }
}
