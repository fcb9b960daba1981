package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A handler that waits holds its agent, and nothing else. The timeout is a net, not a measure. */
@Timeout(120)
class WaitingHandlersTest {
  /** More than the JDK's default scheduler ever adds to make up for carriers that are held. */
  private static final int MANY = 400;

  static Stream<Arguments> gates() {
    return Stream.of(Gate.Kind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
  }

  @ParameterizedTest(name = "{0}, lock-step {1}")
  @MethodSource("gates")
  @DisplayName("E7: handlers that wait hold no carrier: an agent opens the gate for hundreds")
  void waitingAgents_moreThanCarriers_leaveTheCarriersToOthers(Gate.Kind kind, boolean lockStep)
      throws Exception {
    Gate gate = kind.newGate();
    CountDownLatch arrivals = new CountDownLatch(MANY);
    try (Plane plane = newPlane(gate, arrivals, lockStep)) {
      try {
        for (int i = 0; i < MANY; i++) {
          plane.agent("/waiter/" + i).command("pass", i % 3);
        }
        arrivals.await();
        plane.agent("/opener").command("open", true);
        for (int i = 0; i < MANY; i++) {
          assertThat(plane.agent("/waiter/" + i).ask(Waiter.class, Waiter::notes))
              .startsWith("waits", "goes on")
              .hasSize(2 + i % 3);
        }
      } finally {
        gate.open(); // or a failure of the test would hang here
      }
    }
  }

  @ParameterizedTest(name = "{0}, lock-step {1}")
  @MethodSource("gates")
  @DisplayName("E6: while a handler waits, its agent handles nothing else")
  void waitingHandler_messagesMeanwhile_areHandledAfterItsCascade(Gate.Kind kind, boolean lockStep)
      throws Exception {
    Gate gate = kind.newGate();
    CountDownLatch arrivals = new CountDownLatch(1);
    try (Plane plane = newPlane(gate, arrivals, lockStep)) {
      try {
        AgentRef waiter = plane.agent("/waiter/1");
        waiter.command("pass", 2);
        arrivals.await();
        waiter.command("note", "first");
        waiter.command("note", "second");
        plane.agent("/opener").command("open", true);

        assertThat(waiter.ask(Waiter.class, Waiter::notes))
            .containsExactly("waits", "goes on", "writer 1", "writer 2", "first", "second");
      } finally {
        gate.open();
      }
    }
  }

  private static Plane newPlane(Gate gate, CountDownLatch arrivals, boolean lockStep) {
    return Plane.builder()
        .lockStep(lockStep)
        .carriers(1)
        .route("/waiter/:number", () -> new Waiter(gate, arrivals))
        .route("/opener", () -> new Opener(gate))
        .start();
  }
}
