package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F3: what becomes of an agent after a failure. */
@Timeout(60)
class FailurePolicyTest {
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** F3. */
  @Test
  void policyStop_endsTheAgent_withOnFailureLast_andALaterMessageStartsAFreshOne() {
    try (Stage stage =
        Stage.of(p -> {
          trace.add("made");
          p.stop = () -> trace.add("onStop");
          p.failure =
              cause -> {
                trace.add("onFailure " + cause.getMessage() + " a=" + p.a.get());
                p.other("/probe/y").command("door", "last word");
              };
          p.b.on(v -> failWith("broken"));
          p.door.on(v -> trace.add(p.uri() + " got " + v));
        })) {
      stage.run(p -> p.a.set(1));
      assertThatThrownBy(() ->
              stage.run(p -> {
                p.a.set(2);
                p.b.set(1);
              }))
          .isInstanceOf(AgentFailedException.class);
      int fresh = stage.ask(p -> p.a.get());
      assertThat(fresh).isZero();
      stage.ask("y", p -> p.a.get());
    }
    assertThat(trace)
        .startsWith("made", "onFailure broken a=1")
        .contains("/probe/y got last word")
        .filteredOn("made"::equals)
        .hasSize(3);
    assertThat(trace).filteredOn("onStop"::equals).hasSize(2); // x's second instance, and y
  }

  /** F3: messages behind the failure go to the next instance. */
  @Test
  void policyStop_losesNoMessageBehindTheFailure() {
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              if (v == 3) {
                failWith("three");
              }
              trace.add("a" + v);
            }))) {
      for (int i = 1; i <= 5; i++) {
        stage.probe("x").command("a", i);
      }
    }
    assertThat(trace).containsExactly("a1", "a2", "a4", "a5");
  }

  /** F3. */
  @Test
  void policyResume_letsTheSameAgentLiveOn() {
    try (Stage stage =
        Stage.of(
            p -> {
              trace.add("made");
              p.failure = cause -> trace.add("onFailure");
              p.b.on(v -> failWith("broken"));
            },
            RESUME)) {
      stage.run(p -> p.a.set(1));
      assertThatThrownBy(() -> stage.run(p -> p.b.set(1)));
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isEqualTo(1);
    }
    assertThat(trace).containsExactly("made");
  }

  /** F3, L1: a start that fails takes one message with it, and says so. */
  @Test
  void failureInOnStartOrConstructor_failsTheAskerAndMakesADeadLetter() {
    List<String> fail = new ArrayList<>(List.of("constructor", "start"));
    try (Stage stage =
        Stage.of(p -> {
          if (fail.remove("constructor")) {
            failWith("no constructor");
          }
          p.start =
              () -> {
                if (fail.remove("start")) {
                  failWith("no start");
                }
              };
        })) {
      assertThatThrownBy(() -> stage.run(p -> p.a.set(1)))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("/probe/x could not be started")
          .hasRootCauseMessage("no constructor");
      assertThatThrownBy(() -> stage.run(p -> p.a.set(1))).hasRootCauseMessage("no start");
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isZero();
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NOT_STARTED, DeadLetter.Reason.NOT_STARTED);
    }
  }

  private static void failWith(String message) {
    throw new IllegalStateException(message);
  }
}
