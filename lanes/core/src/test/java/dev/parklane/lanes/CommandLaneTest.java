package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LaneAccessException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws C1 and O4. */
@Timeout(60)
class CommandLaneTest {
  private static final class One extends Agent {
    final CommandLane<Integer> open = new CommandLane<>(this, "open");
    final CommandLane<Integer> typed = new CommandLane<>(this, "typed", Integer.class);
    final CommandLane<Integer> silent = new CommandLane<>(this, "silent");
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    One(List<String> trace) {
      open.onCommand(v -> trace.add("first " + v)).onCommand(v -> trace.add("second " + v));
      typed.onCommand(v -> trace.add("typed " + (v + 1)));
    }
  }

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final LaneStage<One> stage = new LaneStage<>(One.class, () -> new One(trace));

  /** C1. */
  @Test
  void commandFromInside_runsTheHandlersBeforeTheCallerGoesOn() {
    try (stage) {
      stage.run(one -> {
        one.open.command(1);
        trace.add("goes on");
      });
    }
    assertThat(trace).containsExactly("first 1", "second 1", "goes on");
  }

  /** C1: none is merged or dropped, equal ones included. */
  @Test
  void commandsFromOutside_areAllHandled_inOrder() {
    try (stage) {
      for (int i = 0; i < 1_000; i++) {
        stage.command("typed", i / 2);
      }
    }
    assertThat(trace)
        .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "typed " + (i / 2 + 1)).toList());
  }

  /** C1: nothing is retained for a handler that comes later. */
  @Test
  void command_withoutAHandler_isNotKeptForOne() {
    try (stage) {
      stage.run(one -> {
        one.silent.command(1);
        one.silent.onCommand(v -> trace.add("silent " + v));
      });
    }
    assertThat(trace).isEmpty();
  }

  /** O4. */
  @Test
  void commandFromOutside_thatNoHandlerCanTake_isADeadLetter_andTheAgentLivesOn() {
    try (stage) {
      stage.run(one -> one.value.set(1));
      stage.command("silent", 1);
      stage.command("value", 1);
      stage.command("typed", "one");
      stage.command("absent", 1);
      stage.run(one -> assertThat(one.value.get()).isEqualTo(1));
    }
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::message)
        .containsExactly("silent", "value", "typed", "absent");
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(
            DeadLetter.Reason.NO_COMMAND,
            DeadLetter.Reason.NO_COMMAND,
            DeadLetter.Reason.NO_COMMAND,
            DeadLetter.Reason.NO_LANE);
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::detail)
        .containsExactly(
            "lane 'silent' of /agent: it has no handler for commands; register one with"
                + " onCommand(...)",
            "lane 'value' of /agent: it is a value lane, which takes no commands",
            "lane 'typed' of /agent: it takes java.lang.Integer, and was sent the"
                + " java.lang.String 'one'",
            "/agent has no lane 'absent'");
    assertThat(trace).isEmpty();
  }

  /** E8. */
  @Test
  void command_outOfTurn_isRefused() {
    List<One> leaked = new ArrayList<>();
    try (stage) {
      stage.run(leaked::add);
      assertThatThrownBy(() -> leaked.getFirst().open.command(1))
          .isInstanceOf(LaneAccessException.class);
    }
    assertThat(trace).isEmpty();
  }
}
