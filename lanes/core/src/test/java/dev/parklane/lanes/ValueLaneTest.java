package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws V1 to V4. */
@Timeout(60)
class ValueLaneTest {
  private static final class One extends Agent {
    final ValueLane<Integer> lane = new ValueLane<>(this, "lane", 0);
  }

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final LaneStage<One> stage = new LaneStage<>(One.class, One::new);

  private void observed(LaneStage.Act<One> act) {
    try (stage) {
      stage.run(one -> {
        one.lane.onEvent(v -> trace.add("E" + v));
        one.lane.onSet((v, previous) -> trace.add("S(" + v + "," + previous + ")"));
        act.run(one);
      });
    }
  }

  /** V1. */
  @Test
  void set_ofAnEqualValue_triggersLikeAnyOther() {
    observed(one -> {
      one.lane.set(0);
      one.lane.set(0);
    });
    assertThat(trace).containsExactly("E0", "S(0,0)", "E0", "S(0,0)");
  }

  /** V1. */
  @Test
  void update_readsAppliesAndSets() {
    observed(one -> {
      one.lane.set(20);
      one.lane.update(v -> v + 1);
      one.lane.update(v -> v * 2);
    });
    assertThat(trace).containsExactly("E20", "S(20,0)", "E21", "S(21,20)", "E42", "S(42,21)");
  }

  /** V1: a function that fails changes nothing. */
  @Test
  void update_whoseFunctionThrows_changesAndTriggersNothing() {
    observed(one -> {
      assertThatThrownBy(() ->
              one.lane.update(v -> {
                throw new ArithmeticException("no");
              }))
          .hasMessage("no");
      trace.add("still " + one.lane.get());
    });
    assertThat(trace).containsExactly("still 0");
  }

  /** V2. */
  @Test
  void observers_runOnEventFirst_thenOnSet_eachInOrderOfRegistration() {
    try (stage) {
      stage.run(one -> {
        one.lane.onSet((v, previous) -> trace.add("S1"));
        one.lane.onEvent(v -> trace.add("E1"));
        one.lane.onSet((v, previous) -> trace.add("S2"));
        one.lane.onEvent(v -> trace.add("E2"));
        one.lane.set(1);
      });
    }
    assertThat(trace).containsExactly("E1", "E2", "S1", "S2");
  }

  /** V2: one object may be the handler of both events. */
  @Test
  void handler_ofBothEvents_isCalledForEachAsThat() {
    try (stage) {
      stage.run(one -> {
        Both both = new Both(trace);
        one.lane.onEvent(both).onSet(both);
        one.lane.set(1);
      });
    }
    assertThat(trace).containsExactly("E1", "S(1,0)");
  }

  private record Both(List<String> trace)
      implements Handler<Integer>, ValueLane.SetHandler<Integer> {
    @Override
    public void handle(Integer value) {
      trace.add("E" + value);
    }

    @Override
    public void handle(Integer value, Integer previous) {
      trace.add("S(" + value + "," + previous + ")");
    }
  }

  /** V2: the first previous value is the initial one. */
  @Test
  void previous_atTheFirstSet_isTheInitialValue() {
    observed(one -> one.lane.set(7));
    assertThat(trace).containsExactly("E7", "S(7,0)");
  }

  /** V3, to the letter. */
  @Test
  void set_insideAHandlerOfTheLane_nests() {
    try (stage) {
      stage.run(one -> {
        one.lane.onEvent(n -> {
          trace.add("E" + n);
          if (n < 3) {
            one.lane.set(n + 1);
          }
        });
        one.lane.onSet((n, previous) -> trace.add("S(" + n + "," + previous + ")"));
        one.lane.set(1);
        trace.add("holds " + one.lane.get());
      });
    }
    assertThat(trace).containsExactly("E1", "E2", "E3", "S(3,2)", "S(2,1)", "S(1,0)", "holds 3");
  }

  /** E9. */
  @Test
  void argumentsOfAHandler_areTheValuesAtTheChange_andReadsAreLive() {
    try (stage) {
      stage.run(one -> {
        one.lane.onEvent(n -> {
          if (n == 1) {
            one.lane.set(2);
          }
        });
        one.lane.onEvent(n -> trace.add("got " + n + ", reads " + one.lane.get()));
        one.lane.set(1);
      });
    }
    assertThat(trace).containsExactly("got 2, reads 2", "got 1, reads 2");
  }

  private static final class Declared extends Agent {
    final ValueLane<String> lane;

    Declared(List<String> trace) {
      lane =
          new ValueLane<>(this, "lane", "initial")
              .onEvent(v -> trace.add("E " + v))
              .onSet((v, previous) -> trace.add("S " + v));
    }
  }

  /** V4. */
  @Test
  void construction_setsTheValue_andTriggersNothing() {
    try (LaneStage<Declared> declared =
        new LaneStage<>(Declared.class, () -> new Declared(trace))) {
      declared.run(agent -> trace.add("reads " + agent.lane.get()));
    }
    assertThat(trace).containsExactly("reads initial");
  }

  /**
   * V2, E3: a handler that is registered while the lane triggers is called from the next set on.
   */
  @Test
  void observer_registeredByAHandlerOfTheLane_isCalledFromTheNextSetOn() {
    try (stage) {
      stage.run(one -> {
        one.lane.onEvent(n -> {
          if (n == 1) {
            one.lane.onEvent(m -> trace.add("late " + m));
          }
        });
        one.lane.set(1);
        one.lane.set(2);
      });
    }
    assertThat(trace).containsExactly("late 2");
  }

  /** F2. */
  @Test
  void failedCascade_putsTheValueBack() {
    try (stage) {
      stage.run(one -> one.lane.set(1));
      stage.runAndFail(one -> {
        one.lane.set(2);
        one.lane.set(3);
      });
      stage.run(one -> trace.add("holds " + one.lane.get()));
    }
    assertThat(trace).containsExactly("holds 1");
  }

  /** E8. */
  @Test
  void access_outOfTurn_isRefused() {
    List<One> leaked = new ArrayList<>();
    try (stage) {
      stage.run(leaked::add);
      ValueLane<Integer> lane = leaked.getFirst().lane;
      assertThatThrownBy(() -> lane.set(1)).isInstanceOf(LaneAccessException.class);
      assertThatThrownBy(lane::get).isInstanceOf(LaneAccessException.class);
      assertThatThrownBy(() -> lane.update(v -> v + 1)).isInstanceOf(LaneAccessException.class);
      assertThatThrownBy(() -> lane.onEvent(v -> {})).isInstanceOf(LaneAccessException.class);
      stage.run(one -> assertThat(one.lane.get()).isZero());
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullValue_isRefusedByName_andChangesNothing() {
    observed(one -> {
      assertThatThrownBy(() -> one.lane.set(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("a value set on lane 'lane' of /agent");
      trace.add("still " + one.lane.get());
    });
    assertThat(trace).containsExactly("still 0");
  }
}
