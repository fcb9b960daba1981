package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws V2, F2, F8, E8: an observer is taken off its lane. */
@Timeout(60)
class ObservationTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final LaneStage<Watched> stage = new LaneStage<>(Watched.class, Watched::new);

  private final class Watched extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    final CommandLane<String> command = new CommandLane<>(this, "command");
    final DemandLane<String> demand = new DemandLane<>(this, "demand");
    final List<Observation> open = new ArrayList<>();

    Observation noting(String name) {
      return value.onEvent(v -> trace.add(name + " " + v)).observation();
    }
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** The sample of the page. */
  @Test
  void observerThatIsTakenOff_hasSeenWhatCameBefore() {
    stage.run(w -> {
      ValueLane<Boolean> lights = new ValueLane<>(w, "lights", false);
      Observation watch = lights.onEvent(on -> trace.add("lights " + on)).observation();
      lights.set(true);
      watch.close();
      lights.set(false); // nobody is called
    });
    assertThat(trace).containsExactly("lights true");
  }

  /** V2: those that stay keep their order, over both events. */
  @Test
  void observerTakenOff_isNotCalledAnyMore_andTheOthersKeepTheirOrder() {
    stage.run(w -> {
      Observation first = w.noting("first");
      w.value.onSet((v, before) -> trace.add("set " + before + ">" + v));
      Observation second = w.noting("second");
      w.noting("third");
      assertThat(second.isOpen()).isTrue();
      second.close();
      assertThat(second.isOpen()).isFalse();
      w.value.set(1);
      second.close();
      first.close();
      w.value.set(2);
    });
    assertThat(trace).containsExactly("first 1", "third 1", "set 0>1", "third 2", "set 1>2");
  }

  /** E4: a lane whose last observer is gone is one without. */
  @Test
  void lastObserverTakenOff_leavesALaneWithoutObservers() {
    stage.run(w -> {
      Observation only = w.noting("only");
      only.close();
      w.value.set(1);
      assertThat(w.value.get()).isEqualTo(1);
    });
    assertThat(trace).isEmpty();
  }

  /** F8. */
  @Test
  void observerTakenOffByAnother_isNotCalledByTheChangeThatIsUnderWay() {
    stage.run(w -> {
      w.value.onEvent(v -> w.open.forEach(Observation::close));
      w.open.add(w.noting("second"));
      w.noting("third");
      w.value.set(1);
    });
    assertThat(trace).containsExactly("third 1");
  }

  /** F8: also where a change inside the first one does it. */
  @Test
  void observerTakenOffByANestedChange_isNotCalledByTheOuterOne() {
    stage.run(w -> {
      w.value.onEvent(v -> {
        if (v == 1) {
          w.value.set(2);
        } else {
          w.open.getFirst().close();
        }
      });
      w.open.add(w.noting("second"));
      w.value.set(1);
    });
    assertThat(trace).isEmpty();
  }

  /** F8: one that takes itself off runs to its end. */
  @Test
  void observerThatTakesItselfOff_runsToItsEnd_once() {
    stage.run(w -> {
      w.open.add(
          w.value
              .onEvent(v -> {
                w.open.getFirst().close();
                trace.add("once " + v);
              })
              .observation());
      w.value.set(1);
      w.value.set(2);
    });
    assertThat(trace).containsExactly("once 1");
  }

  /** F2. */
  @Test
  void failedCascade_hasTakenNoObserverOff() {
    stage.run(w -> {
      w.open.add(w.noting("first"));
      w.noting("second");
    });
    stage.runAndFail(w -> w.open.getFirst().close());
    stage.run(w -> {
      assertThat(w.open.getFirst().isOpen()).isTrue();
      w.value.set(1);
    });
    assertThat(trace).containsExactly("first 1", "second 1");
  }

  /** F7: the handle of an observer that a failed cascade has registered closes no other. */
  @Test
  void handleOfAFailedCascade_closesNothing() {
    stage.run(w -> w.noting("first"));
    stage.runAndFail(w -> w.open.add(w.noting("in vain")));
    stage.run(w -> {
      assertThat(w.open.getFirst().isOpen()).isFalse();
      w.open.getFirst().close();
      w.value.set(1);
    });
    assertThat(trace).containsExactly("first 1");
  }

  /** E8. */
  @Test
  void handle_outOfTurn_isRefused_andChangesNothing() {
    AtomicReference<Observation> leaked = new AtomicReference<>();
    stage.run(w -> leaked.set(w.noting("first")));
    assertThatThrownBy(() -> leaked.get().close())
        .isInstanceOf(LaneAccessException.class)
        .hasMessageContaining("lane 'value' of /agent");
    assertThatThrownBy(() -> leaked.get().isOpen()).isInstanceOf(LaneAccessException.class);
    stage.run(w -> w.value.set(1));
    assertThat(trace).containsExactly("first 1");
    assertThat(leaked.get()).hasToString("value.onEvent of /agent");
  }

  /** The handle is that of the observer that was registered last, whatever its event. */
  @Test
  void handle_isThatOfTheObserverRegisteredLast_orThereIsNone() {
    stage.run(w -> {
      w.value.onSet((v, before) -> trace.add("set"));
      w.value.onEvent(v -> trace.add("event"));
      Observation last = w.value.observation();
      last.close();
      w.value.set(1);
    });
    assertThat(trace).containsExactly("set");
    assertThatThrownBy(() -> stage.run(w -> w.value.observation()))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage(
            "[PL-V2] lane 'value' of /agent has no observer that was registered last; ask for its"
                + " handle where you register it, as in lane.onEvent(...).observation()");
  }

  /** O4: a command lane without its handler takes no commands. */
  @Test
  void commandLaneWhoseHandlerIsTakenOff_refusesCommands() {
    stage.run(w -> w.open.add(w.command.onCommand(trace::add).observation()));
    stage.command("command", "a");
    stage.run(w -> w.open.getFirst().close());
    stage.command("command", "b");
    stage.run(w -> {});
    assertThat(trace).containsExactly("a");
    assertThat(stage.deadLetters).hasSize(1);
  }

  /** C2: another handler may take the place of one that computes. */
  @Test
  void demandLaneWhoseHandlerIsTakenOff_takesAnother() {
    stage.run(w -> {
      Observation one =
          w.demand
              .onCue(() -> {
                trace.add("one");
                return "one";
              })
              .observation();
      w.demand.cue();
      one.close();
      w.demand.onCue(() -> {
        trace.add("other");
        return "other";
      });
      w.demand.cue();
    });
    assertThat(trace).containsExactly("one", "other");
  }

  /** A lane that is closed calls nobody any more: there is nothing to take off. */
  @Test
  void handle_ofAClosedLane_doesNothing() {
    stage.run(w -> {
      Observation watch = w.noting("first");
      w.value.close();
      assertThat(watch.isOpen()).isFalse();
      watch.close();
      assertThatThrownBy(w.value::observation).isInstanceOf(LaneAccessException.class);
    });
  }
}
