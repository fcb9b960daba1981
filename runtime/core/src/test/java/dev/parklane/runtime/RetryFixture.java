package dev.parklane.runtime;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent whose handler fails so often, under a policy, on a clock that is moved by hand. */
abstract class RetryFixture {
  static final Backoff SECONDS = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(60));

  final TestClock clock = new TestClock();
  final AtomicInteger failures = new AtomicInteger(); // of b, still to come
  final AtomicInteger made = new AtomicInteger();

  Stage stage(FailurePolicy policy) {
    Stage[] there = new Stage[1];
    there[0] =
        Stage.of(
            Plane.builder()
                .clock(clock)
                .closingGrace(Duration.ofSeconds(20))
                .route(
                    "/probe/:name",
                    () -> new Probe(p -> prepare(p, there)),
                    o -> o.withFailurePolicy(policy)));
    return there[0];
  }

  void prepare(Probe p, Stage[] there) {
    int number = made.incrementAndGet();
    p.failure = cause -> there[0].note("last word of " + number);
    p.stop = () -> there[0].note("stop " + number);
    p.a.on(v -> there[0].note(now(p) + " a" + v));
    p.b.on(v -> {
      there[0].note(now(p) + " b" + v + " of " + number + " with a=" + p.a.get());
      p.a.set(v);
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("on purpose");
      }
    });
  }

  static long now(Probe p) {
    return p.now().getEpochSecond();
  }

  void pass(Stage stage, long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    stage.quiet();
  }

  static void send(Stage stage, String lane, int value) {
    stage.probe("x").command(lane, value);
    stage.quiet();
  }
}
