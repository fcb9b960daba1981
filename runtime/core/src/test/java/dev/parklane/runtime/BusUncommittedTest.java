package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.bus.EndpointDescription;
import dev.parklane.runtime.bus.SubscriptionDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Laws O1, F2, B5: what a cascade registers with the bus takes messages from there on, which its
 * agent handles if the cascade succeeds; nobody else sees it before that.
 */
@Timeout(60)
class BusUncommittedTest extends BusFixture {
  BusUncommittedTest() {
    super(o -> o);
  }

  private void register(Probe x) {
    x.bus().subscribe("t", Object.class, message -> stage.note("got " + message));
    x.bus().endpoint("e", Object.class, request -> stage.note("sent " + request.value()));
  }

  private List<String> seen() {
    return List.of(
        bus.subscriptions().stream().map(SubscriptionDescription::pattern).toList().toString(),
        bus.subscriptions("t").stream().map(SubscriptionDescription::pattern).toList().toString(),
        bus.endpoints().stream().map(EndpointDescription::name).toList().toString());
  }

  /** What another sees who is asked by the cascade that runs. */
  private List<String> seenByAnother() {
    return stage.ask("y", y -> seen());
  }

  @Test
  void registration_isSeenByOthers_whenItsCascadeHasSucceeded_O1() {
    stage.run(x -> {
      register(x);
      assertThat(seenByAnother()).containsOnly("[]");
      assertThat(seen()).containsExactly("[t]", "[t]", "[e]");
    });
    assertThat(seen()).containsExactly("[t]", "[t]", "[e]");
  }

  @Test
  void registration_isSeenByOthers_fromACheckpointOn_F10() {
    stage.run(x -> {
      register(x);
      x.checkpoint();
      assertThat(seenByAnother()).containsExactly("[t]", "[t]", "[e]");
    });
  }

  @Test
  void laterRegistration_isSeenWhenItStands_besideWhatStoodBefore_O1() {
    stage.run(this::register);
    stage.run(x -> {
      x.bus().subscribe("t", Integer.class, message -> {});
      assertThat(seenByAnother()).containsExactly("[t]", "[t]", "[e]");
    });
    assertThat(seen()).containsExactly("[t, t]", "[t, t]", "[e]");
  }

  @Test
  void message_toARegistrationOfACascadeThatRuns_isHandledBehindIt_B5() {
    stage.run(x -> {
      register(x);
      stage.run("y", y -> y.bus().publish("t", 1));
      stage.run("y", y -> y.bus().send("e", 2));
      stage.note("ends");
    });
    quiet();
    assertThat(stage.trace).containsExactly("ends", "got 1", "sent 2");
  }

  @Test
  void message_toARegistrationOfACascadeThatFails_isHandledByNobody_F2() {
    assertThatThrownBy(() ->
            stage.run(x -> {
              register(x);
              stage.run("y", y -> y.bus().publish("t", 1));
              stage.run("y", y -> y.bus().send("e", 2));
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(seen()).containsOnly("[]");
    assertThat(stage.deadLetters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.NO_ENDPOINT));
  }
}
