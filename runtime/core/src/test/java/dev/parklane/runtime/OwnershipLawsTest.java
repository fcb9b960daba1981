package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.event.EventHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law H6: an owned handler belongs to one instance of an agent at a time. */
@Timeout(60)
class OwnershipLawsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final AtomicInteger calls = new AtomicInteger();
  private final EventHandler<Object> owned = EventHandler.owned(event -> calls.incrementAndGet());

  private record Way(String name, Registration registration) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Registration {
    void by(Probe probe, EventHandler<Object> handler);
  }

  @SuppressWarnings("unchecked") // it handles any object
  private static EventHandler<Request<Object>> ofRequests(EventHandler<?> handler) {
    return (EventHandler<Request<Object>>) handler;
  }

  static List<Way> ways() {
    return List.of(
        new Way("subscribe", (p, h) -> p.bus().subscribe("t", Object.class, h)),
        new Way("subscribe, priority", (p, h) -> p.bus().subscribe("t", Object.class, h, 3)),
        new Way(
            "endpoint",
            (p, h) -> p.bus().endpoint("e" + NAMES.incrementAndGet(), Object.class, ofRequests(h))),
        new Way("alert, nanos", (p, h) -> p.clock().alert("n", 5, h)),
        new Way("alert, instant", (p, h) -> p.clock().alert("n", Instant.EPOCH.plusNanos(5), h)),
        new Way("after", (p, h) -> p.clock().after("n", SECOND, h)),
        new Way("timer", (p, h) -> p.clock().timer("n", TimerSpec.every(SECOND), h)),
        new Way("callback", (p, h) -> p.clock().callback("n", h)),
        new Way("default callback", (p, h) -> p.clock().defaultCallback(h)));
  }

  private static Stage stage(UnaryOperator<AgentOptions> options) {
    return Stage.of(
        Plane.builder()
            .clock(new TestClock())
            .route("/probe/:name", () -> new Probe(p -> {}), options));
  }

  private void subscribe(Stage stage, String name) {
    stage.run(name, p -> p.bus().subscribe("t", Object.class, owned));
  }

  /** H6: whichever way either registers it; and nothing of the second is there. */
  @ParameterizedTest
  @MethodSource("ways")
  void handler_thatAnotherAgentHas_isRefused(Way way) {
    try (Stage stage = stage(RESUME)) {
      stage.run("first", p -> way.registration().by(p, owned));
      stage.run("first", p -> way.registration().by(p, owned)); // its own it may
      for (Way other : ways()) {
        assertThatThrownBy(() -> stage.run("second", p -> other.registration().by(p, owned)))
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "[PL-H6] /probe/second cannot register an owned handler that belongs to /probe/first until"
                    + " that has ended; make one for each agent, or EventHandler.shared(...) if it"
                    + " has no state");
        stage.run(
            "second",
            p -> {
              assertThat(p.hasUnderWay()).as(other.name()).isFalse();
              assertThatThrownBy(() -> p.clock().after("x", SECOND))
                  .isInstanceOf(IllegalArgumentException.class); // no default callback
            });
      }
    }
  }

  /** H6: over planes, too. */
  @Test
  void handler_thatAnAgentOfAnotherPlaneHas_isRefused() {
    try (Stage one = stage(RESUME)) {
      subscribe(one, "x");
      try (Stage other = stage(RESUME)) {
        assertThatThrownBy(() -> subscribe(other, "y")).hasMessageContaining("belongs to /probe/x");
      }
    }
    try (Stage third = stage(RESUME)) {
      subscribe(third, "z"); // x has ended with its plane
      third.plane.bus().publish("t", 1);
    }
    assertThat(calls).hasValue(1);
  }

  /** H6: the object is what belongs to an agent, so each agent may make one of equal Java. */
  @Test
  void handlersMadeOfTheSameJava_areOneForEachAgent() {
    try (Stage stage = stage(RESUME)) {
      for (String name : List.of("first", "second")) {
        stage.run(name, p -> p.bus().subscribe("t", Object.class, m -> calls.incrementAndGet()));
        stage.run(name, p -> p.bus().subscribe("u", Object.class, EventHandler.owned(m -> {})));
      }
      stage.plane.bus().publish("t", 1);
    }
    assertThat(calls).hasValue(2);
  }

  /** H6: the next may have it when the first has ended: stopped, failed, or started anew. */
  @ParameterizedTest
  @ValueSource(strings = {"stop", "fail", "restart"})
  void handler_isFree_whenItsInstanceHasEnded(String end) throws InterruptedException {
    UnaryOperator<AgentOptions> options =
        end.equals("restart")
            ? o -> o.withFailurePolicy(FailurePolicy.restart(9, SECOND))
            : UnaryOperator.identity();
    try (Stage stage = stage(options)) {
      subscribe(stage, "first");
      if (end.equals("stop")) {
        stage.run("first", Probe::end);
      } else {
        assertThatThrownBy(() ->
                stage.run(
                    "first",
                    p -> {
                      throw new IOException("disk");
                    }))
            .hasRootCauseMessage("disk");
      }
      stage.plane.awaitQuiet();
      subscribe(stage, "second");
      stage.plane.bus().publish("t", 1);
    }
    assertThat(calls).hasValue(1);
  }

  /** H6, F2: a registration that is rolled back leaves it free; one of before keeps it. */
  @ParameterizedTest
  @MethodSource("ways")
  void handler_isFree_whenItsRegistrationIsRolledBack(Way way) {
    try (Stage stage = stage(RESUME)) {
      assertThatThrownBy(() ->
              stage.run(
                  "first",
                  p -> {
                    way.registration().by(p, owned);
                    throw new IOException("disk");
                  }))
          .hasRootCauseMessage("disk");
      stage.run("second", p -> way.registration().by(p, owned));
      assertThatThrownBy(() ->
              stage.run(
                  "second",
                  p -> {
                    p.bus().subscribe("other", Object.class, owned);
                    throw new IOException("disk");
                  }))
          .hasRootCauseMessage("disk");
      assertThatThrownBy(() -> subscribe(stage, "first"))
          .hasMessageContaining("belongs to /probe/second");
    }
  }

  /** H6, B6, K5: so does a registration that is refused for another reason. */
  @Test
  void handler_isFree_whenItsRegistrationIsRefused() {
    try (Stage stage = stage(RESUME)) {
      stage.run("first", p -> p.bus().endpoint("e", Object.class, request -> {}));
      List<Map.Entry<String, Slot.On<Probe>>> refused =
          List.of(
              Map.entry(
                  "registered already",
                  p -> p.bus().endpoint("e", Object.class, ofRequests(owned))),
              Map.entry("blank", p -> p.bus().subscribe(" ", Object.class, owned)),
              Map.entry("blank", p -> p.clock().after(" ", SECOND, owned)),
              Map.entry("blank", p -> p.clock().callback("", owned)));
      for (Map.Entry<String, Slot.On<Probe>> each : refused) {
        assertThatThrownBy(() -> stage.run("second", each.getValue()))
            .cause()
            .hasMessageContaining(each.getKey());
      }
      stage.run("third", p -> p.bus().subscribe("t", Object.class, owned));
    }
  }

  /** H6: of two that register it at once one is refused, and it never runs twice at once. */
  @Test
  void handler_thatTwoRegisterAtOnce_belongsToOne() throws Exception {
    try (Stage stage = stage(RESUME)) {
      for (int round = 0; round < 50; round++) {
        EventHandler<TimeEvent> contested = EventHandler.owned(event -> {});
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> both =
            List.of("first", "second").stream()
                .map(name ->
                    Thread.startVirtualThread(() -> {
                      try {
                        start.await();
                        stage.run(name, p -> p.clock().callback("n", contested));
                      } catch (AgentFailedException e) {
                        refused.incrementAndGet();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }))
                .toList();
        start.countDown();
        for (Thread thread : both) {
          thread.join();
        }
        assertThat(refused).hasValue(1);
      }
    }
  }
}
