package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Laws L1 and F3: an agent whose {@code onStart} has failed takes no message, also where it
 * resumes; and whose {@code onStop} has failed, has a last word.
 */
@Timeout(60)
class ResumedStartTest {
  private static final List<String> TRACE = new CopyOnWriteArrayList<>();
  private static volatile int failures; // of onStart, to come
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

  private static final class Starter extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    Starter() {
      TRACE.add("made");
      new CommandLane<Integer>(this, "add", Integer.class)
          .onCommand(n -> TRACE.add("value " + (value.get() + n)));
    }

    @Override
    protected void onStart() {
      value.set(10);
      if (failures-- > 0) {
        throw new IllegalStateException("no start");
      }
    }

    @Override
    protected void onStop() {
      TRACE.add("onStop");
      value.set(20);
      throw new IllegalStateException("no stop");
    }

    @Override
    protected void onFailure(Throwable cause) {
      TRACE.add("onFailure " + cause.getMessage() + ", value " + value.get());
    }

    boolean end() {
      stop();
      return true;
    }
  }

  private Plane plane(FailurePolicy policy) {
    TRACE.clear();
    return Plane.builder()
        .route("/starter", Starter::new, o -> o.withFailurePolicy(policy))
        .onDeadLetter(letters::add)
        .start();
  }

  @Test
  void onStart_thatFails_endsTheInstance_alsoWhereItResumes() throws Exception {
    try (Plane plane = plane(FailurePolicy.resume())) {
      failures = 1;
      AgentRef starter = plane.agent("/starter");
      starter.command("add", 1);
      plane.awaitQuiet();
      assertThat(TRACE).containsExactly("made", "onFailure no start, value 0");
      assertThat(letters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NOT_STARTED);
      assertThat(plane.agents("/starter")).isEmpty();

      starter.command("add", 2);
      plane.awaitQuiet();
      assertThat(TRACE.subList(2, TRACE.size())).containsExactly("made", "value 12");
      failures = 0;
    }
  }

  /** F4: who asks is told why. */
  @Test
  void onStart_thatFails_isTheFailureOfWhoAsks() {
    try (Plane plane = plane(FailurePolicy.resume())) {
      failures = 1;
      assertThatThrownBy(() -> plane.agent("/starter").ask(Starter.class, s -> true))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("/starter could not be started")
          .hasRootCauseMessage("no start");
    }
  }

  @Test
  void onStop_thatFails_isTakenBack_andOnFailureHasTheLastWord() throws Exception {
    for (FailurePolicy policy : List.of(FailurePolicy.stop(), FailurePolicy.resume())) {
      try (Plane plane = plane(policy)) {
        failures = 0;
        plane.agent("/starter").ask(Starter.class, Starter::end);
        plane.awaitQuiet();
        assertThat(TRACE).containsExactly("made", "onStop", "onFailure no stop, value 10");
        assertThat(plane.agents("/starter")).isEmpty();
      }
    }
  }
}
