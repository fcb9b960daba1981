package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.PlaneBus;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** What tests of the bus share: a plane of probes that resume, on a test clock, and its bus. */
abstract class BusFixture {
  final TestClock clock = new TestClock();
  final Stage stage;
  final PlaneBus bus;

  BusFixture(UnaryOperator<AgentOptions> options) {
    stage =
        Stage.of(
            Plane.builder()
                .clock(clock)
                .route(
                    "/probe/:name",
                    () -> new Probe(p -> {}),
                    o -> options.apply(o.withFailurePolicy(FailurePolicy.resume()))));
    bus = stage.plane.bus();
  }

  @AfterEach
  void close() {
    assertThat(clock.pending()).as("pending timeouts").isZero();
    stage.close();
  }

  final void quiet() {
    stage.quiet();
  }
}
