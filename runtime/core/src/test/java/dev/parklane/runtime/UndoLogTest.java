package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is put back where putting back fails (law F2). */
@Timeout(60)
class UndoLogTest {
  private final UndoLog log = new UndoLog();
  private final List<String> undone = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void rollBack_whereAnUndoFails_undoesTheOthers_andTellsOfIt() {
    RuntimeException first = new IllegalStateException("no more");
    Error second = new AssertionError("nor this");
    log.keep(() -> undone.add("a"));
    log.keep(() -> {
      throw second;
    });
    log.keep(() -> undone.add("b"));
    log.keep(() -> {
      throw first;
    });
    log.keep(() -> undone.add("c"));
    log.rollBack(failures::add);
    assertThat(undone).containsExactly("c", "b", "a");
    assertThat(failures).containsExactly(first, second);
  }

  @Test
  void rollBack_whereAnUndoFails_leavesNothingToTheNextCascade() {
    log.keep(() -> undone.add("a"));
    log.keep(() -> {
      throw new IllegalStateException("no more");
    });
    log.rollBack(failures::add);
    log.rollBack(failures::add);
    assertThat(undone).containsExactly("a");
    assertThat(failures).hasSize(1);
  }

  private static final class Undoing extends Agent {
    private final List<String> undone;

    Undoing(List<String> undone) {
      this.undone = undone;
    }

    int fail() {
      cascade().onUndo(() -> undone.add("a"));
      cascade()
          .onUndo(() -> {
            throw new IllegalStateException("no more");
          });
      throw new IllegalArgumentException("of its own");
    }

    int answer() {
      return undone.size();
    }
  }

  @Test
  void failureOfAnUndo_isToldWithThatOfItsCascade_andTheAgentLivesOn() throws Exception {
    try (Plane plane =
        Plane.builder()
            .route(
                "/undoing",
                () -> new Undoing(undone),
                options -> options.withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      AgentRef agent = plane.agent("/undoing");
      assertThatThrownBy(() -> agent.ask(Undoing.class, Undoing::fail))
          .isInstanceOf(AgentFailedException.class)
          .cause()
          .hasMessage("of its own")
          .hasSuppressedException(new IllegalStateException("no more"));
      assertThat(agent.ask(Undoing.class, Undoing::answer)).isEqualTo(1);
    }
  }
}
