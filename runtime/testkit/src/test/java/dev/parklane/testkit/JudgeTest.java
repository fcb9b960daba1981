package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Q1: what fails a run, and what is passed over by name. */
@Timeout(60)
class JudgeTest {
  private static final Map<Leniency, String> SAID =
      Map.of(
          Leniency.FAILED_CASCADES, "/trouble/1 failed, root event make.onCommand",
          Leniency.DEAD_LETTERS, "dead letter to /trouble/2, 'no lane'",
          Leniency.PARKED_HANDLERS, "handlers that have not ended: /trouble/1 in make.onCommand",
          Leniency.SUSPENDED_WORK, "work that has not ended, suspended by /trouble/1",
          Leniency.STRANGERS, "what no seed controls: thread 'stranger' has woken /trouble/1");

  /** Does what a test wants to hear of. */
  private static final class Trouble extends Agent {
    Trouble() {
      new CommandLane<>(this, "rest", Integer.class).onCommand(n -> {});
      new CommandLane<>(this, "make", Leniency.class).onCommand(this::make);
    }

    private void make(Leniency what) throws InterruptedException {
      switch (what) {
        case FAILED_CASCADES -> throw new IllegalStateException("on purpose");
        case DEAD_LETTERS -> agent("/trouble/2").command("no lane", 1);
        case PARKED_HANDLERS -> clock().sleep(Duration.ofHours(1));
        case SUSPENDED_WORK ->
            suspend(
                () -> {
                  new CountDownLatch(1).await();
                  return 0;
                },
                done -> {});
        case STRANGERS -> {} // see below
      }
    }
  }

  private static Plane make(Simulation simulation, Leniency what) throws InterruptedException {
    Plane plane =
        simulation.start(
            Plane.builder()
                .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
                .route("/trouble/:n", Trouble::new));
    if (what == Leniency.STRANGERS) {
      Thread stranger = new Thread(() -> plane.agent("/trouble/1").command("rest", 1), "stranger");
      stranger.start();
      stranger.join();
    } else {
      plane.agent("/trouble/1").command("make", what);
    }
    return plane;
  }

  /** Each fails the run, and says what it is. */
  @ParameterizedTest
  @EnumSource
  void trouble_failsTheRun(Leniency what) {
    assertThatThrownBy(() -> Simulation.run(1, simulation -> make(simulation, what)))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("the scenario did not expect")
        .hasMessageContaining(SAID.get(what));
    assertThat(Exploration.of(simulation -> make(simulation, what)).schedules(3).failed())
        .as("of an exploration")
        .isEqualTo(3);
  }

  /** Each is passed over where that is said, and no other is. */
  @ParameterizedTest
  @EnumSource
  void leniency_passesOverWhatItNames(Leniency what) {
    for (Leniency allowed : Leniency.values()) {
      Exploration one =
          Exploration.of(
                  simulation -> {
                    simulation.allow(allowed);
                    make(simulation, what);
                  })
              .schedules(1);
      assertThat(one.failed())
          .as("%s where %s is allowed", what, allowed)
          .isEqualTo(allowed == what ? 0 : 1);
    }
  }

  /** What was expected one by one is passed over; what comes again is not. */
  @Test
  void expectation_takesOne() {
    for (int times : List.of(1, 2)) {
      Exploration run =
          Exploration.of(
                  simulation -> {
                    Plane plane = make(simulation, Leniency.FAILED_CASCADES);
                    plane.agent("/trouble/1").command("make", Leniency.DEAD_LETTERS);
                    if (times == 2) {
                      plane.agent("/trouble/1").command("make", Leniency.DEAD_LETTERS);
                    }
                    simulation.settle();
                    assertThat(simulation.expectFailure("/trouble/1", RuntimeException.class))
                        .hasMessage("on purpose");
                    DeadLetter letter =
                        simulation.expectDeadLetter("/trouble/2", DeadLetter.Reason.NO_LANE);
                    assertThat(letter.message()).isEqualTo("no lane");
                  })
              .schedules(1);
      assertThat(run.failed()).isEqualTo(times - 1);
    }
  }
}
