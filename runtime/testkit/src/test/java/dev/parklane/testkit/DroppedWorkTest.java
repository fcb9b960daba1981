package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Suspension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws S2, F2: work that is dropped before its thread has run does nothing. */
@Timeout(60)
class DroppedWorkTest {
  private static final LaneKey<String> BEGIN = LaneKey.of("begin", String.class);

  private static final class Caller extends Agent {
    Caller(AtomicInteger calls) {
      new CommandLane<>(this, BEGIN)
          .onCommand(what -> {
            Suspension call = suspend(calls::incrementAndGet, answer -> {});
            switch (what) {
              case "fail" -> throw new IllegalStateException("on purpose");
              case "stop" -> stop();
              case "cancel" -> call.cancel();
              default -> {}
            }
          });
    }
  }

  private static int callsAfter(String what) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Simulation.run(
        7,
        Strategy.choices(),
        simulation -> {
          try (Plane plane =
              simulation.start(
                  Plane.builder()
                      .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
                      .route("/caller", () -> new Caller(calls)))) {
            plane.agent("/caller").command(BEGIN, what);
            plane.awaitQuiet();
            simulation.clock().advance(Duration.ofSeconds(1));
          }
          if (what.equals("fail")) {
            simulation.expectFailure("/caller", IllegalStateException.class);
          }
        });
    return calls.get();
  }

  @Test
  void work_isCalled_unlessItIsDroppedFirst() throws Exception {
    assertThat(callsAfter("go on")).isEqualTo(1);
    assertThat(callsAfter("fail")).isZero();
    assertThat(callsAfter("stop")).isZero();
    assertThat(callsAfter("cancel")).isZero();
  }
}
