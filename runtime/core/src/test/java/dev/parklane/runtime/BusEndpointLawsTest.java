package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.event.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws B6, O1, O2, O3, O4 and F4: endpoints, what is sent to them, and its one answer. */
@Timeout(60)
class BusEndpointLawsTest extends BusFixture {
  private static final Duration SECOND = Duration.ofSeconds(1);

  BusEndpointLawsTest() {
    super(o -> o.withMailboxCapacity(2));
  }

  private List<DeadLetter.Reason> deaths() {
    return stage.deadLetters.stream().map(DeadLetter::reason).toList();
  }

  private <T> Handler<T> note(String what) {
    return value -> stage.note(what + " " + value);
  }

  /** An endpoint of a probe that answers with twice the number. */
  private void doubling(String probe) {
    stage.run(
        probe,
        p ->
            p.bus()
                .endpoint(
                    "double",
                    Integer.class,
                    (Request<Integer> request) -> {
                      stage.note(probe + " " + request.value());
                      request.answer(2 * request.value());
                    }));
  }

  private int twice(int number) throws InterruptedException {
    return bus.request("double", number, Integer.class, SECOND);
  }

  /** B6: one receiver, and no answer. */
  @Test
  void send_reachesTheEndpoint() {
    bus.endpoint("shared", String.class, request -> stage.note("shared " + request.value()));
    stage.run(x ->
        x.bus()
            .endpoint(
                "own",
                String.class,
                request ->
                    stage.note(
                        "own %s %s %d %s"
                            .formatted(
                                request.value(),
                                request.endpoint(),
                                request.correlationId(),
                                request.isAwaited()))));
    bus.send("shared", "1");
    bus.send("own", "2");
    quiet();
    stage.run(
        "y",
        y -> {
          y.bus().send("own", "3");
          y.bus().send("shared", "4");
          stage.note("sent");
        });
    quiet();
    assertThat(stage.trace)
        .startsWith("shared 1", "own 2 own 0 false", "sent")
        .containsOnlyOnce("own 3 own 0 false", "shared 4");
  }

  /** B4, E3: to an endpoint of the same agent it is a trigger. */
  @Test
  void send_toTheOwnEndpoint_runsBeforeTheSenderGoesOn() {
    stage.run(x -> {
      x.bus().endpoint("own", Integer.class, request -> x.a.set(request.value()));
      x.bus().send("own", 7);
      stage.note("a=" + x.a.get());
      assertThatIllegalArgumentException().isThrownBy(() -> x.bus().send("own", "text"));
    });
    assertThat(stage.trace).containsExactly("a=7");
    assertThat(deaths()).containsExactly(DeadLetter.Reason.WRONG_TYPE);
  }

  /** B6. */
  @Test
  void endpoint_registeredTwice_isAnError_andFreeAgainWhenItIsClosedOrItsAgentEnds() {
    doubling("x");
    assertThatIllegalStateException()
        .isThrownBy(() -> bus.endpoint("double", Integer.class, request -> {}))
        .withMessage(
            "[PL-B6.3] endpoint 'double' is registered already by /probe/x; close that one first, or take"
                + " another name");
    assertThatThrownBy(() -> doubling("y")).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> doubling("x")).hasCauseInstanceOf(IllegalStateException.class);
    stage.probe("x").stop();
    quiet();
    Endpoint other = bus.endpoint("double", Integer.class, request -> {});
    assertThat(other.name()).isEqualTo("double");
    assertThat(other.isOpen()).isTrue();
    other.close();
    other.close();
    assertThat(other.isOpen()).isFalse();
    doubling("y");
  }

  /** O4: it is a dead letter, and an error to a caller who can get one. */
  @Test
  void send_toNoEndpoint_orOfAnotherType_isADeadLetterAndAnError() {
    doubling("x");
    assertThatThrownBy(() -> bus.send("none", 1))
        .isInstanceOf(NoEndpointException.class)
        .hasMessageContaining("no endpoint 'none'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.send("double", "text"))
        .withMessage(
            "[PL-B8] endpoint 'double' takes a java.lang.Integer, and was sent a java.lang.String");
    stage.run(
        "y",
        y -> {
          y.bus().send("none", 2);
          y.bus().send("double", "text");
          assertThat(stage.deadLetters).hasSize(2); // it leaves with the commit
        });
    quiet();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::uri, DeadLetter::message, DeadLetter::value, DeadLetter::reason)
        .containsExactly(
            tuple("none", 1, DeadLetter.Reason.NO_ENDPOINT),
            tuple("double", "text", DeadLetter.Reason.WRONG_TYPE),
            tuple("none", 2, DeadLetter.Reason.NO_ENDPOINT),
            tuple("double", "text", DeadLetter.Reason.WRONG_TYPE));
    assertThatThrownBy(() -> bus.request("none", 1, Integer.class, SECOND))
        .isInstanceOf(NoEndpointException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.request("double", "text", Integer.class, SECOND));
    assertThat(stage.trace).isEmpty();
  }

  private static Tuple tuple(String endpoint, Object value, DeadLetter.Reason reason) {
    return Tuple.tuple("bus:" + endpoint, endpoint, value, reason);
  }

  /** B6, O1: what is on its way to an endpoint that closes is a dead letter. */
  @Test
  void endpoint_thatClosesBeforeItsTurn_makesWhatIsOnItsWayADeadLetter() throws Exception {
    AtomicReference<Endpoint> endpoint = new AtomicReference<>();
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    stage.run(x -> endpoint.set(x.bus().endpoint("e", Integer.class, request -> {})));
    Thread closer =
        Thread.ofPlatform()
            .start(() ->
                stage.run(x -> {
                  begun.countDown();
                  sent.await();
                  endpoint.get().close();
                  assertThat(endpoint.get().isOpen()).isFalse();
                }));
    begun.await();
    assertThat(endpoint.get().isOpen()).isTrue();
    bus.send("e", 1);
    sent.countDown();
    closer.join();
    quiet();
    assertThat(deaths()).containsExactly(DeadLetter.Reason.NO_ENDPOINT);
    assertThat(stage.deadLetters.getFirst().detail())
        .isEqualTo("endpoint 'e' was closed before its turn came");
  }

  /** B6: from outside, of an agent and of a shared handler. */
  @Test
  void request_fromOutside_isAnswered() throws Exception {
    doubling("x");
    bus.endpoint("half", Integer.class, request -> request.answer(request.value() / 2));
    assertThat(twice(21)).isEqualTo(42);
    assertThat(bus.request("half", 42, Integer.class, SECOND)).isEqualTo(21);
    assertThat(stage.trace).containsExactly("x 21");
  }

  /** B6, O2: from a handler it leaves at once, and the agent is held meanwhile. */
  @Test
  void request_fromAHandler_leavesAtOnce_andIsAnswered() {
    doubling("x");
    bus.endpoint("half", Integer.class, request -> request.answer(request.value() / 2));
    stage.run(
        "y",
        y -> {
          y.bus().send("double", 1);
          int four = y.bus().request("double", 2, Integer.class, SECOND);
          int two = y.bus().request("half", four, Integer.class, SECOND);
          stage.note("y " + four + " " + two);
        });
    quiet();
    assertThat(stage.trace).containsExactly("x 2", "y 4 2", "x 1");
    assertThat(deaths()).containsExactly(DeadLetter.Reason.LATE_ANSWER); // of what was only sent
  }

  /** O2: a cycle of requests, or of requests and asks, is found when it closes. */
  @Test
  void cycleOfRequests_isFound() {
    for (String name : List.of("x", "y")) {
      String other = name.equals("x") ? "y" : "x";
      stage.run(
          name,
          p ->
              p.bus()
                  .endpoint(
                      name,
                      Integer.class,
                      (Request<Integer> request) ->
                          request.answer(p.bus().request(other, 1, Integer.class, SECOND))));
    }
    assertThatThrownBy(() -> bus.request("x", 1, Integer.class, SECOND))
        .rootCause()
        .isInstanceOf(AskCycleException.class)
        .hasMessageContaining("/probe/y")
        .hasMessageContaining("/probe/x");
    assertThatThrownBy(() -> stage.run(x -> x.bus().request("x", 1, Integer.class, SECOND)))
        .hasCauseInstanceOf(AskCycleException.class);
    assertThatThrownBy(() -> stage.run("x", x -> x.bus().request("y", 1, Integer.class, SECOND)))
        .rootCause()
        .isInstanceOf(AskCycleException.class);
    quiet();
  }

  /** O2: a shared handler on the way does not hide the agent that waits. */
  @Test
  void cycleOverASharedHandler_isFound() {
    doubling("x");
    bus.endpoint(
        "relay",
        Integer.class,
        request -> request.answer(bus.request("double", request.value(), Integer.class, SECOND)));
    bus.subscribe(
        "t", Integer.class, v -> stage.note("" + bus.request("double", v, Integer.class, SECOND)));
    stage.run(
        "y", y -> assertThat(y.bus().request("relay", 3, Integer.class, SECOND)).isEqualTo(6));
    assertThatThrownBy(
            () -> stage.run("x", x -> x.bus().request("relay", 3, Integer.class, SECOND)))
        .hasCauseInstanceOf(AskCycleException.class);
    stage.run("x", x -> x.bus().publish("t", 4)); // at its commit: the cycle is logged
    stage.run("y", y -> y.bus().publish("t", 5));
    quiet();
    assertThat(stage.trace).containsExactly("x 3", "x 5", "10");
  }

  /** O1: an answer leaves with the cascade that gives it; one of a cascade that fails does not. */
  @Test
  void answer_ofACascadeThatFails_isNone() {
    stage.run(x -> {
      x.bus()
          .endpoint(
              "e",
              String.class,
              (Request<String> request) -> {
                request.answer("half done");
                if (request.value().equals("fail")) {
                  throw new IOException("disk full");
                }
                stage.note("still awaited: " + request.isAwaited());
              });
    });
    assertThatThrownBy(() -> bus.request("e", "fail", String.class, SECOND))
        .isInstanceOf(AgentFailedException.class)
        .hasMessageContaining("/probe/x failed on request 1 to endpoint 'e'")
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("disk full");
    assertThat(request("e", "go")).isEqualTo("half done");
    assertThat(stage.trace).containsExactly("still awaited: false");
    assertThat(stage.deadLetters).isEmpty();
  }

  private String request(String endpoint, String message) {
    try {
      return bus.request(endpoint, message, String.class, SECOND);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** F4: the requester gets the failure of a shared endpoint, and the reason that one gives. */
  @Test
  void failureOfAnEndpoint_isTheRequesters() {
    bus.endpoint(
        "e",
        String.class,
        (Request<String> request) -> {
          if (request.value().equals("throw")) {
            throw new IOException("disk full");
          }
          request.fail(new UnsupportedOperationException("no"));
        });
    assertThatThrownBy(() -> bus.request("e", "throw", String.class, SECOND))
        .hasRootCauseMessage("disk full");
    assertThatThrownBy(() -> bus.request("e", "x", String.class, SECOND))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> stage.run(x -> x.bus().request("e", "throw", String.class, SECOND)))
        .hasRootCauseMessage("disk full");
  }

  /** B6: what is not of the type that was asked for is no answer. */
  @Test
  void answer_ofAnotherType_isADeadLetter_andFailsTheRequest() {
    bus.endpoint("e", String.class, request -> request.answer(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("e", "x"))
        .withMessage(
            "[PL-B8.2] request 1 to endpoint 'e' wants a java.lang.String, and was answered a"
                + " java.lang.Integer");
    assertThat(deaths()).containsExactly(DeadLetter.Reason.WRONG_TYPE);
  }

  /** B6: the second answer, and the one to what asked for none, are dead letters. */
  @Test
  void secondAnswer_andOneThatNobodyAskedFor_areDeadLetters() {
    bus.endpoint(
        "e",
        String.class,
        request -> {
          request.answer("first");
          request.answer("second");
          request.fail(new IOException("third"));
        });
    assertThat(request("e", "x")).isEqualTo("first");
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.LATE_ANSWER, DeadLetter.Reason.LATE_ANSWER);
    assertThat(stage.deadLetters.getFirst().detail())
        .isEqualTo(
            "nobody awaits this answer to request 1 of endpoint 'e': it was answered before, timed"
                + " out or cancelled");
    stage.deadLetters.clear();
    bus.send("e", "y");
    assertThat(stage.deadLetters).hasSize(3);
    assertThat(stage.deadLetters.getFirst().detail())
        .endsWith("it was sent without asking for an answer");
  }
}
