package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.TracedCascade;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a trace says of a run with a write, a message and a failure, and how that is asserted. */
class TraceAssertTest {
  private static final String ONE = "/careless/1";

  private final Trace trace = trace();

  private static Trace trace() {
    TestPlane plane = new TestPlane(1);
    plane.route("/careless/:n", Careless::new);
    plane.agent(ONE).command("act", "tell");
    plane.settle();
    plane.simulation().note("now it fails");
    plane.agent(ONE).command("act", "fail");
    plane.expectFailure(ONE, IllegalStateException.class);
    plane.end();
    plane.abandon();
    return plane.trace();
  }

  @Test
  void tree_isThatOfTheGoldenFile() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("trace.txt")) {
      TraceAssert.assertThat(trace)
          .hasTree(
              new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void cascades_sayWhatTheySentAndHowTheyEnded() {
    assertThat(trace.cascades())
        .filteredOn(cascade -> !cascade.sent().isEmpty())
        .singleElement()
        .satisfies(cascade -> {
          assertThat(cascade.agent()).isEqualTo(ONE);
          assertThat(cascade.rootEvent()).isEqualTo("act.onCommand");
          assertThat(cascade.handlers()).containsExactly("act.onCommand", "last.onEvent");
          assertThat(cascade.sent())
              .containsExactly(new TracedCascade.Sent("/careless/other", "act"));
          assertThat(cascade.hasSucceeded()).isTrue();
          assertThat(cascade.failure()).isNull();
        });
  }

  @Test
  void assertionsThatHold_throwNothing() {
    TraceAssert.assertThat(trace)
        .handlersInOrder(ONE + " act.onCommand", "/careless/other act.onCommand")
        .sent(ONE, "/careless/other", "act")
        .wrote(ONE, "last")
        .fails(ONE, IllegalStateException.class);
    TraceAssert.assertThat(new TraceRecorder(1).recorded())
        .neverFails()
        .handlersExactly()
        .hasTree("\n");
  }

  private static void refused(String message, ThrowingCallable assertion) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected " + message)
        .hasMessageContaining("/careless/1 <- act.onCommand");
  }

  @Test
  void assertionsThatDoNotHold_throwWithTheTrace() {
    TraceAssert of = TraceAssert.assertThat(trace);
    refused(
        "handlers in the order [/careless/other act.onCommand, /careless/other act.onCommand]",
        () -> of.handlersInOrder("/careless/other act.onCommand", "/careless/other act.onCommand"));
    refused(
        "exactly the handlers [/careless/1 act.onCommand]",
        () -> of.handlersExactly(ONE + " act.onCommand"));
    refused("that /careless/other has sent", () -> of.sent("/careless/other", ONE, "act"));
    refused(
        "that a cascade of /careless/1 has written [last, last]",
        () -> of.wrote(ONE, "last", "last"));
    refused("that /careless/1 fails with", () -> of.fails(ONE, ArithmeticException.class));
    refused("no failure", of::neverFails);
    refused("the tree", () -> of.hasTree(""));
  }
}
