package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.trace.TraceEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law E13: every wait of the runtime, from every callback, returns or throws an error that says
 * what is wrong; none waits for itself, and none spins.
 */
class WaitsFromCallbacksTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** What waits, in a callback. */
  private interface Wait {
    void on(Scene scene) throws Exception;
  }

  /** Has a callback run what waits, and sets it off. */
  private interface Callback {
    void set(Scene scene) throws Exception;
  }

  private record Named<T>(String name, T what) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Case(Named<Wait> waits, Named<Callback> callback) {
    @Override
    public String toString() {
      return waits + " from " + callback;
    }
  }

  private static final List<Named<Wait>> WAITS =
      List.of(
          new Named<>("awaitQuiet", s -> s.plane().awaitQuiet()),
          new Named<>("close", s -> s.plane().close()),
          new Named<>("close that drops", s -> s.plane().close(Closing.DROP)),
          new Named<>("ask of another", s -> s.plane().agent("/probe/z").ask(Probe.class, z -> 1)),
          new Named<>(
              "ask with a time-out",
              s -> s.plane().agent("/probe/z").ask(Probe.class, z -> 1, HOUR)),
          new Named<>("ask of the same", s -> s.plane().agent("/probe/x").ask(Probe.class, x -> 1)),
          new Named<>(
              "request of an agent", s -> s.plane().bus().request("z", "?", String.class, HOUR)),
          new Named<>(
              "request of a program",
              s -> s.plane().bus().request("program", "?", String.class, HOUR)),
          new Named<>("client", s -> s.plane().client().close()),
          new Named<>("advance", s -> s.clock.advance(Duration.ofSeconds(1))),
          new Named<>("advance by nothing", s -> s.clock.advance(Duration.ZERO)));

  private static final List<Named<Callback>> CALLBACKS =
      List.of(
          new Named<>(
              "a subscriber of a program",
              s -> {
                s.plane().bus().subscribe("topic", String.class, m -> s.act());
                s.plane().bus().publish("topic", "x");
              }),
          new Named<>(
              "a subscriber of a program, published to by an agent",
              s -> {
                s.plane().bus().subscribe("topic", String.class, m -> s.act());
                s.run(p -> p.bus().publish("topic", "x"));
              }),
          new Named<>(
              "an endpoint of a program",
              s -> {
                s.plane().bus().endpoint("here", String.class, m -> s.act());
                s.plane().bus().send("here", "x");
              }),
          new Named<>(
              "an endpoint of a program, asked by an agent",
              s -> {
                s.plane()
                    .bus()
                    .endpoint(
                        "here",
                        String.class,
                        r -> {
                          s.act();
                          r.answer("done");
                        });
                s.run(p -> p.bus().request("here", "x", String.class, HOUR));
              }),
          new Named<>(
              "a tap",
              s -> {
                s.plane().bus().tap(m -> s.act());
                s.plane().bus().publish("nobody", "x");
              }),
          new Named<>(
              "a tap on what an agent publishes",
              s -> {
                s.plane().bus().tap(m -> s.act());
                s.run(p -> p.bus().publish("nobody", "x"));
              }),
          new Named<>(
              "the observer of dead letters", s -> s.plane().agent("/probe/x").command("no", 1)),
          new Named<>(
              "the observer of dead letters, on a thread of a program",
              s -> {
                try {
                  s.plane().agent("/nowhere").command("no", 1);
                } catch (NoRouteException e) {
                  // it is told all the same
                }
              }),
          new Named<>(
              "the handler of an answer of a program",
              s ->
                  s.plane()
                      .bus()
                      .request("z", "?", String.class, HOUR, a -> s.act(), why -> s.act())),
          new Named<>(
              "the acknowledgement of a command",
              s ->
                  s.plane().agent("/probe/x").commandAcknowledged("b", 1).thenRun(s::actUnchecked)),
          new Named<>("a handler", s -> s.run(p -> s.act())),
          new Named<>(
              "a handler that was triggered",
              s ->
                  s.run(p -> {
                    p.a.on(v -> s.act());
                    p.a.set(1);
                  })),
          new Named<>("onStart", s -> s.prepare(p -> p.start = s::act)),
          new Named<>(
              "onStop",
              s -> {
                s.prepare(p -> p.stop = s::act);
                s.run(Probe::end);
              }),
          new Named<>(
              "onFailure",
              s -> {
                s.prepare(p -> p.failure = e -> s.act());
                try {
                  s.run(p -> {
                    throw new IllegalStateException("as the test wants");
                  });
                } catch (AgentFailedException e) {
                  // as the test wants
                }
              }),
          new Named<>("a factory", s -> s.prepare(p -> s.act())),
          new Named<>(
              "a step at its time",
              s -> {
                s.run(p -> p.repeat(Duration.ofMinutes(1), s::act));
                s.clock.advance(Duration.ofMinutes(1));
              }),
          new Named<>(
              "an alert of an agent",
              s -> {
                s.run(p -> p.clock().alert("soon", 60_000_000_000L, e -> s.act()));
                s.clock.advance(Duration.ofMinutes(1));
              }),
          new Named<>(
              "an alert of a program",
              s -> {
                s.clock.alert("soon", 60_000_000_000L, e -> s.act());
                s.clock.advance(Duration.ofMinutes(1));
              }),
          new Named<>(
              "an alert of a program on an executor",
              s -> {
                s.clock
                    .newClockOn(Thread::startVirtualThread)
                    .alert("soon", 60_000_000_000L, false, e -> s.act());
                s.clock.advance(Duration.ofMinutes(1));
              }),
          new Named<>(
              "a hook of the clock",
              s -> {
                s.clock.settleWith(() -> {
                  s.actUnchecked();
                  return false;
                });
                s.clock.advance(Duration.ofMinutes(1));
              }),
          new Named<>(
              "suspended work",
              s ->
                  s.run(p ->
                      p.suspend(
                          () -> {
                            s.act();
                            return 1;
                          },
                          r -> {}))),
          new Named<>(
              "what comes after suspended work", s -> s.run(p -> p.suspend(() -> 1, r -> s.act()))),
          new Named<>(
              "a tracer",
              s -> {
                s.plane().trace((TraceEntry entry) -> s.actUnchecked());
                s.run(p -> {});
              }),
          new Named<>(
              "a handler of an agent on the bus",
              s -> {
                s.run(p ->
                    p.bus().subscribe("topic", String.class, EventHandler.owned(m -> s.act())));
                s.plane().bus().publish("topic", "x");
              }));

  /** One plane, and what waits in one callback of it. */
  private static final class Scene {
    final TestClock clock = new TestClock();
    final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final Wait wait;
    private final AtomicBoolean waited = new AtomicBoolean(); // once is enough
    private final Plane plane;
    private volatile Probe.@Nullable Setup setup;

    Scene(Wait wait) {
      this.wait = wait;
      plane =
          Plane.builder()
              .clock(clock)
              .closingGrace(Duration.ofSeconds(1))
              .onDeadLetter(letter -> actUnchecked())
              .route("/probe/:name", () -> new Probe(this::begin))
              .start();
      plane.bus().endpoint("program", String.class, r -> r.answer("answered"));
      run("z", p -> p.bus().endpoint("z", String.class, r -> r.answer("answered")));
    }

    private void begin(Probe probe) {
      Probe.Setup there = setup;
      if (there != null && probe.uri().equals("/probe/x")) {
        there.prepare(probe);
      }
    }

    /** Makes the probe x what it is. */
    void prepare(Probe.Setup prepared) {
      setup = prepared;
      try {
        run(p -> {});
      } catch (RuntimeException e) {
        // a callback of its start may have failed
      }
    }

    Plane plane() {
      return plane;
    }

    void run(Slot.On<Probe> act) {
      run("x", act);
    }

    private void run(String name, Slot.On<Probe> act) {
      try {
        plane
            .agent("/probe/" + name)
            .ask(
                Probe.class,
                p -> {
                  act.accept(p);
                  return 1;
                });
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /** The wait, inside of a callback. */
    void act() {
      if (!waited.compareAndSet(false, true)) {
        return;
      }
      try {
        wait.on(this);
        outcome.complete("returned");
      } catch (Throwable e) {
        outcome.complete(e.toString());
      }
    }

    void actUnchecked() {
      act();
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    WAITS.forEach(wait -> CALLBACKS.forEach(callback -> cases.add(new Case(wait, callback))));
    return cases.stream();
  }

  /** E13. */
  @ParameterizedTest
  @MethodSource("cases")
  void wait_fromACallback_returnsOrSaysWhatIsWrong(Case run) throws Exception {
    Scene scene = new Scene(run.waits().what());
    Thread sets =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                run.callback().what().set(scene);
              } catch (Throwable e) {
                scene.outcome.complete("set off: " + e);
              }
            });
    try {
      String outcome = scene.outcome.get(Long.getLong("wait", 20), TimeUnit.SECONDS);
      assertThat(outcome).doesNotContain("NullPointer");
      if (!outcome.equals("returned")) {
        assertThat(outcome).containsPattern("wait|clock was advanced|clos|asked|stop");
      }
    } catch (TimeoutException e) {
      fail("it hangs: " + List.of(sets.getStackTrace()));
    }
    Thread closes = Thread.ofPlatform().daemon().start(scene.plane()::close);
    closes.join(1000 * Long.getLong("wait", 20));
    assertThat(closes.isAlive()).as("the plane closes").isFalse();
  }
}
