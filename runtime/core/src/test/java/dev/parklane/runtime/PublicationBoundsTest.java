package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.bus.PlaneBus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law G4: recursion outside of agents. */
@Timeout(60)
class PublicationBoundsTest {
  private final AtomicInteger calls = new AtomicInteger();

  private static Stage stage() {
    return stage(50, 10_000);
  }

  private static Stage stage(int depth, int deliveries) {
    return Stage.of(
        Plane.builder()
            .maxPublicationDepth(depth)
            .maxDeliveries(deliveries)
            .route("/probe/:name", () -> new Probe(p -> {})));
  }

  /** What is written to the log meanwhile. */
  private static String logOf(Runnable act) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      act.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  /** G4: two handlers that publish to each other. */
  @Test
  void publish_betweenTwoHandlers_endsAtTheDepth_namesTheTopics_andLogsNothing() {
    try (Stage stage = stage()) {
      PlaneBus bus = stage.plane.bus();
      for (int i = 0; i < 2; i++) { // two on each topic: 2^n calls without a bound
        bus.subscribe("ping", String.class, m -> countAndPublish(bus, "pong", m));
        bus.subscribe("pong", String.class, m -> countAndPublish(bus, "ping", m));
      }
      GuardException[] tripped = new GuardException[1];
      String log =
          logOf(() ->
              tripped[0] =
                  catchThrowableOfType(GuardException.class, () -> bus.publish("ping", "x")));
      assertThat(tripped[0].guard()).isEqualTo("maxPublicationDepth");
      assertThat(tripped[0].limit()).isEqualTo(50);
      assertThat(tripped[0]).hasMessageContaining("'ping' -> 'pong' -> ('ping' ...) x25");
      assertThat(calls).hasValue(50);
      assertThat(log).isEmpty();
    }
  }

  private void countAndPublish(PlaneBus bus, String topic, String message) {
    calls.incrementAndGet();
    bus.publish(topic, message);
  }

  /** G4: the bound on deliveries, at exactly its number. */
  @Test
  void publish_thatFansOut_endsAtTheNumberOfDeliveries() {
    try (Stage stage = stage(50, 1_000)) {
      PlaneBus bus = stage.plane.bus();
      bus.subscribe("split", Integer.class, n -> split(bus, n));
      assertThatThrownBy(() -> bus.publish("split", 20))
          .isInstanceOf(GuardException.class)
          .hasMessageContaining("guard maxDeliveries = 1000 of the bus")
          .hasMessageContaining("split");
      assertThat(calls).hasValue(1_000);
      calls.set(0);
      bus.publish("split", 8); // 511 deliveries
      assertThat(calls).hasValue(511);
    }
  }

  private void split(PlaneBus bus, int n) {
    calls.incrementAndGet();
    if (n > 0) {
      bus.publish("split", n - 1);
      bus.publish("split", n - 1);
    }
  }

  /** G4: a handler that catches everything does not keep it going. */
  @Test
  void publish_whoseHandlersCatchTheError_endsAllTheSame() {
    try (Stage stage = stage()) {
      PlaneBus bus = stage.plane.bus();
      for (int i = 0; i < 2; i++) {
        bus.subscribe(
            "again",
            String.class,
            m -> {
              try {
                countAndPublish(bus, "again", m);
              } catch (RuntimeException e) {
                // a handler that is too sure of itself
              }
            });
      }
      assertThatThrownBy(() -> bus.publish("again", "x")).isInstanceOf(GuardException.class);
      assertThat(calls).hasValue(50);
    }
  }

  /** G4: endpoints that send to each other, and that request from each other. */
  @Test
  void sendAndRequest_betweenEndpoints_endAtTheDepth() {
    try (Stage stage = stage()) {
      PlaneBus bus = stage.plane.bus();
      bus.endpoint("s", String.class, r -> bus.send("s", r.value()));
      bus.endpoint(
          "r",
          String.class,
          r -> r.answer(bus.request("r", r.value(), String.class, Duration.ofSeconds(30))));
      assertThatThrownBy(() -> bus.send("s", "x")).isInstanceOf(GuardException.class);
      assertThatThrownBy(() -> bus.request("r", "x", String.class, Duration.ofSeconds(30)))
          .isInstanceOf(GuardException.class)
          .hasMessageContaining("'r'");
    }
  }

  /** G4: a tap that publishes, and an observer of dead letters that sends to nobody. */
  @Test
  void tapAndDeadLetterObserver_thatSendWithoutEnd_endAtTheDepth() {
    Plane[] plane = new Plane[1];
    plane[0] =
        Plane.builder()
            .maxPublicationDepth(20)
            .route("/probe/:name", () -> new Probe(p -> {}))
            .onDeadLetter(letter -> {
              calls.incrementAndGet();
              try {
                plane[0].bus().send("nobody", "x");
              } catch (NoEndpointException e) {
                // so it is
              }
            })
            .start();
    try (Plane closing = plane[0]) {
      PlaneBus bus = closing.bus();
      String log = logOf(() -> assertThatThrownBy(() -> bus.send("nobody", "x")));
      assertThat(calls).hasValue(20);
      assertThat(log.lines().filter(line -> line.contains("ERROR"))).hasSizeLessThanOrEqualTo(1);
      bus.tap(m -> bus.publish("more", "x"));
      assertThatThrownBy(() -> bus.publish("first", "x"))
          .isInstanceOf(GuardException.class)
          .hasMessageContaining("a tap on 'first'");
    }
  }

  /** G4: what an agent's cascade sets off outside ends too, is told once, and the agent lives. */
  @Test
  void publish_fromAnAgent_thatHandlersOutsidePassOnWithoutEnd_endsAndIsToldOnce()
      throws Exception {
    try (Stage stage = stage()) {
      PlaneBus bus = stage.plane.bus();
      bus.subscribe("ping", String.class, m -> countAndPublish(bus, "ping", m));
      String log =
          logOf(() -> {
            stage.run(p -> p.bus().publish("ping", "x"));
          });
      assertThat(calls).hasValue(50);
      assertThat(log.lines().filter(line -> line.contains("ERROR"))).hasSize(1);
      assertThat(stage.<Boolean>ask(p -> true)).isTrue();
    }
  }

  /** G4: the bounds are positive. */
  @Test
  void bounds_thatAreNotPositive_areRefused() {
    assertThatThrownBy(() -> Plane.builder().maxPublicationDepth(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxPublicationDepth is 0");
    assertThatThrownBy(() -> Plane.builder().maxDeliveries(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxDeliveries is 0");
  }
}
