package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.bus.SubscriptionDescription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import dev.parklane.runtime.trace.TraceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws H2 and B1 to B8: the bus of an agent in its guest, whose functions are handlers. */
@Timeout(60)
class GuestBusTest {
  private static final String PYTHON = "python";
  private static final String JAVASCRIPT = "js";

  /** B2, E1: by priority, each a root event of the agent whose guest has subscribed. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void functions_areCalledAsSubscribed(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("subscribe");
      stage.publish(1.5);
      assertThat(stage.notes).containsExactly("bars.? 9", "first", "bar 1.5 of /scripted/x");
    }
  }

  /** B4, E3: what the guest publishes to a function of its own agent is a trigger. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void publication_toTheOwnAgent_runsBeforeTheNextLine(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("x", "subscribe", 1);
      stage.call("y", "subscribe", 1);
      stage.call("x", "publish", new GuestStage.Bar("x", 2.0));
      stage.quiet();
      assertThat(stage.notes)
          .containsExactly(
              "bars.? 9",
              "bars.? 9",
              "first",
              "bar 2.0 of /scripted/x",
              "published",
              "first",
              "bar 2.0 of /scripted/y");
    }
  }

  /** B3: one function is one subscription, and two of one text are two. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void sameFunction_isOneSubscription(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("subscribe_twice");
      stage.call("subscribe_twice");
      assertThat(stage.plane.bus().subscriptions())
          .containsExactly(new SubscriptionDescription("bars.*", Object.class, 0, "/scripted/x"));
      stage.call("subscribe_two");
      assertThat(stage.plane.bus().subscriptions()).hasSize(3);
    }
  }

  /** B5: by either name. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void closedSubscription_isNotCalled(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("subscribe");
      stage.call("close");
      stage.publish(1.5);
      assertThat(stage.notes).containsExactly("bars.? 9", false, "bar 1.5 of /scripted/x");
      stage.call("subscribe");
      stage.call("cancel");
      assertThat(stage.plane.bus().subscriptions()).hasSize(1);
    }
  }

  /** F2, F7: nothing of what a failed cascade has registered is there. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void registrations_ofAFailedCascade_areTakenBack(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      assertThatThrownBy(() -> stage.call("subscribe_and_fail"))
          .hasRootCauseInstanceOf(GuestException.class)
          .rootCause()
          .hasMessageContaining("on purpose");
      assertThat(stage.plane.bus().subscriptions()).isEmpty();
      assertThat(stage.plane.bus().endpoints()).isEmpty();
      stage.advance(1_000);
      assertThat(stage.notes).containsExactly("bars.? 9");
      stage.call("subscribe"); // what was refused has left nothing in the way
      stage.publish(1.5);
      assertThat(stage.notes).hasSize(4);
    }
  }

  /** H2, H4, F2: it fails its agent with the guest's own words, and is rolled back. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void failureOfAFunction_isOneOfItsAgent(String language) {
    try (GuestStage stage =
        new GuestStage(language, o -> o.withFailurePolicy(FailurePolicy.stop()))) {
      stage.call("subscribe_failing");
      assertThatThrownBy(() -> stage.call("publish", new GuestStage.Bar("x", 1.5)))
          .rootCause()
          .isInstanceOf(GuestException.class)
          .hasMessageContaining(" (in fails, script:");
      stage.quiet();
      assertThat(stage.plane.bus().subscriptions()).isEmpty(); // it has ended with its agent
      stage.publish(2.5);
      assertThat(stage.deadLetters)
          .singleElement()
          .satisfies(letter -> assertThat(letter.uri()).isEqualTo("/scripted/x"));
      assertThat(stage.<Integer>ask("x", agent -> agent.size.get())).isZero();
    }
  }

  /** H2: a write of a function parks it, as one of Java does. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void write_parksTheFunction(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("subscribe_writing");
      stage.publish(1.5);
      stage.publish(1.5);
      assertThat(stage.notes).containsExactly("after 10", "after 20");
    }
  }

  /** B8: what is published during the back-off reaches the fresh instance, as it would Java. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void restart_keepsWhatIsPublished_forTheSameSubscriptionOfTheFreshInstance(String language) {
    FailurePolicy restart =
        FailurePolicy.restart(3, Duration.ofMinutes(1), Backoff.constant(Duration.ofSeconds(1)));
    try (GuestStage stage = new GuestStage(language, o -> o.withFailurePolicy(restart))) {
      stage.call("subscribe_failing");
      stage.publish(1.5);
      stage.plane.bus().publish("bars.x", new GuestStage.Bar("x", 2.5));
      assertThat(stage.deadLetters).isEmpty();
      stage.advance(2_000_000_000L);
      assertThat(stage.deadLetters).hasSize(1); // the fresh one has subscribed to nothing
    }
    try (GuestStage stage =
        new GuestStage(language, "subscribe_choosy", o -> o.withFailurePolicy(restart))) {
      stage.run("x", agent -> {}); // makes it
      stage.publish(9.0);
      stage.plane.bus().publish("bars.x", new GuestStage.Bar("x", 2.5));
      assertThat(stage.notes).isEmpty();
      stage.advance(2_000_000_000L);
      assertThat(stage.notes).containsExactly("bar 2.5 of /scripted/x");
      assertThat(stage.deadLetters).isEmpty();
    }
  }

  /** H2: in a guest that agents share each has its own, also of one function. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void sharedGuest_actsForTheAgentThatHasRegistered(String language) {
    try (Guest shared = Guest.of(language);
        GuestStage stage = new GuestStage(shared)) {
      stage.call("x", "subscribe_twice", 1);
      stage.call("y", "subscribe_twice", 1);
      stage.publish(1.5);
      assertThat(stage.notes)
          .containsExactlyInAnyOrder("bar 1.5 of /scripted/x", "bar 1.5 of /scripted/y");
      stage.call("x", "stop", 1);
      stage.quiet();
      assertThat(stage.plane.bus().subscriptions())
          .extracting(SubscriptionDescription::agent)
          .containsExactly("/scripted/y");
    }
  }

  // --- endpoints and requests --------------------------------------------------------------------

  /** B6: answers, refusals, and a send, which nobody awaits an answer of. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void endpoint_answersAndRefuses(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("y", "endpoint", 1);
      stage.call("request_and_wait", 3);
      stage.call("request", 4);
      stage.quiet();
      stage.call("request", 0);
      stage.quiet();
      assertThat(stage.notes)
          .containsExactly(
              "asked 3 True",
              4,
              "asked 4 True",
              "answered 5",
              "asked 0 True",
              "refused [PL-H2.8] request.fail: not that");
      stage.call("y", "close", 1);
      stage.call("send", 3);
      stage.quiet();
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NO_ENDPOINT);
    }
  }

  /** H2: a number is of the class that the endpoint is for, and that the asker wants. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void numbers_areThoseOfTheEndpoint_andOfTheAsker(String language) throws Exception {
    try (GuestStage stage = new GuestStage(language)) {
      stage.plane.bus().endpoint("e", Long.class, request -> request.answer(request.value() + 1));
      stage.call("request_and_wait", 3);
      assertThat(stage.notes).hasSize(1);
      assertThat(((Number) stage.notes.getFirst()).longValue()).isEqualTo(4);
    }
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("y", "endpoint", 1);
      assertThat(stage.plane.bus().request("e", 3, Long.class, Duration.ofSeconds(9)))
          .isEqualTo(4L);
    }
  }

  // --- what is called ----------------------------------------------------------------------------

  /** E5: traces tell of a function by its own name. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void traces_tellOfAFunctionByItsOwnName(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      TraceRecorder recorder = new TraceRecorder(1_000);
      stage.plane.bus().endpoint("e", Object.class, request -> request.answer(request.value()));
      stage.call("names");
      stage.plane.agent("/scripted/x").trace(recorder);
      stage.publish(1.5);
      stage.advance(10);
      assertThat(recorder.recorded().tree())
          .contains("/scripted/x <- bars.*.on_bar")
          .contains("/scripted/x <- scheduled.tick")
          .contains("/scripted/x <- alarm.on_time");
    }
  }

  /** E5: so do those of what comes back: answers, acknowledgements, results and steps. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void traces_tellOfContinuationsByTheirOwnNames(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      TraceRecorder recorder = new TraceRecorder(1_000);
      Callable<Object> work = () -> 42;
      stage.run("x", agent -> agent.guest.set("work", work));
      stage.plane.agent("/scripted/x").trace(recorder);
      stage.call("told_of_all");
      while (!stage.notes.contains("answered 42")) {
        Thread.onSpinWait();
      }
      stage.advance(10);
      assertThat(recorder.recorded().tree())
          .contains("<- suspended.answered")
          .contains("<- acknowledged.told")
          .contains("<- answered.refused")
          .contains("<- scheduled.tick");
    }
  }

  /** B3, B6: what there is on the bus, and what time it is. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void busAndClock_areRead(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.advance(5_000_000);
      stage.call("look");
      assertThat(stage.notes.subList(0, 4))
          .containsExactly("bars.* 3 /scripted/x", List.of("e"), 1, false);
      assertThat(stage.notes.subList(4, 7))
          .extracting(number -> ((Number) number).longValue())
          .containsExactly(5_000_000L, 5_000L, 5L);
      assertThat(stage.notes.get(7)).isEqualTo(Instant.ofEpochMilli(5));
    }
  }

  /** B6, S2: what was cancelled comes back to no function. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void cancelledRequestsAndWork_comeBackToNothing(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      Callable<Object> work = () -> 42;
      stage.run("x", agent -> agent.guest.set("work", work));
      stage.call("y", "endpoint", 1);
      stage.call("cancel_all");
      stage.advance(1_000);
      assertThat(stage.notes)
          .startsWith(true)
          .noneMatch(note -> note.toString().startsWith("answered"));
    }
  }

  /** H5: an async function is done in its own turn. */
  @Test
  void asyncFunction_isDoneInItsTurn() {
    try (GuestStage stage = new GuestStage(JAVASCRIPT)) {
      stage.call("subscribe_later");
      stage.publish(3);
      assertThat(stage.notes).containsExactly("later 30");
    }
  }

  /** H2: a method of a lane is a function, too. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void methodOfALane_isAHandler(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("lane_as_handler");
      stage.plane.bus().publish("sizes", 7);
      stage.quiet();
      assertThat(stage.<Integer>ask("x", agent -> agent.size.get())).isEqualTo(7);
    }
  }

  /** H2: a function of another guest is refused, whether it comes as itself or as a handler. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void functionOfAnotherGuest_isRefused(String language) {
    try (GuestStage stage = new GuestStage(language);
        Context other = Context.create("js")) {
      Value theirs = other.eval("js", "(function theirs(bar) {})");
      stage.run("x", agent -> agent.guest.set("theirs", theirs));
      assertThatThrownBy(() -> stage.call("foreign"))
          .hasRootCauseMessage(
              "[PL-H2.5] argument 2 of bus.subscribe: it is a function of another guest, whose turn"
                  + " it is not; define it in the guest that registers it");
      stage.run(
          "x",
          agent -> {
            EventHandler<Object> ofY = stage.ask("y", y -> y.guest.handler("on_bar"));
            agent.guest.set("theirs", ofY);
          });
      assertThatThrownBy(() -> stage.call("foreign"))
          .rootCause()
          .hasMessageContaining("[PL-H2.5] argument 2 of bus.subscribe: ");
    }
  }

  /** H2: a call that cannot be is refused with what it takes. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void wrongCall_saysWhatItTakes(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      assertThatThrownBy(() -> stage.call("wrong_count"))
          .hasRootCauseMessage(
              "[PL-H2.7] bus.subscribe takes (pattern, handler[, priority]), and was given 1"
                  + " arguments; give it those");
      assertThatThrownBy(() -> stage.call("wrong_type"))
          .hasRootCauseMessage(
              "[PL-H2.4] bus.subscribe: argument 2 is the java.lang.Integer '3'; give a function, or"
                  + " an event handler");
      assertThatThrownBy(() -> stage.call("wrong_pause"))
          .hasRootCauseMessage(
              "[PL-H2.4] clock.after: argument 1 is the java.lang.String 'soon'; give a duration, or"
                  + " whole nanoseconds");
      assertThatThrownBy(() -> stage.call("publish_function"))
          .rootCause()
          .hasMessageContaining("give a value, which a function is not");
      assertThatThrownBy(() -> stage.call("no_such"))
          .rootCause()
          .isInstanceOf(GuestException.class)
          .hasMessageContaining("nonsense");
      assertThatThrownBy(() -> stage.call("assign"))
          .hasRootCauseMessage(
              "[PL-H2.3] bus.publish = ...: bus has methods only; call one of them");
      assertThat(stage.plane.bus().subscriptions()).isEmpty();
    }
  }

  /** E8: what an agent has is for its handlers. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void busOfNoAgent_isRefused(String language) throws Exception {
    try (Guest guest = Guest.of(language)) {
      assertThatThrownBy(() -> guest.run("bus.publish('a', 1)"))
          .hasMessageContaining("[PL-E8.7] bus.publish: thread '")
          .hasMessageContaining("runs no handler of an agent; use bus in handlers of agents only");
    }
  }
}
