package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Programs beside the agents: their waits come from the seed too, and no failure of them is lost.
 */
@Timeout(120)
class ProgramsTest {
  private static final int SEEDS = 40;

  /** Sleeps for seconds, and counts. */
  private static final class Slow extends Agent {
    private final CommandLane<Integer> sleep = new CommandLane<>(this, "sleep", Integer.class);
    private final ValueLane<Integer> slept = new ValueLane<>(this, "slept", 0);

    Slow() {
      sleep.onCommand(n -> {
        if (n > 0) {
          clock().sleep(Duration.ofSeconds(n));
        }
        slept.set(slept.get() + 1);
      });
    }

    @Override
    protected void onStart() {
      bus().endpoint("half" + uri(), Integer.class, Slow::half);
    }

    private static void half(Request<Integer> request) {
      request.answer(request.value() / 2);
    }

    int slept() {
      return slept.get();
    }
  }

  /** What programs do, several of them at once. */
  @FunctionalInterface
  private interface Act {
    void act(Simulation simulation, Plane plane, int program) throws Exception;
  }

  /** E10: with each seed nothing beyond control has woken anybody, and another run is the same. */
  private static void isFromTheSeed(Act act) {
    Scenario scenario =
        simulation -> {
          try (Plane plane =
              simulation.start(
                  Plane.builder()
                      .options(options -> options.withMailboxCapacity(2))
                      .route("/slow/:n", Slow::new))) {
            for (int i = 0; i < 3; i++) {
              int program = i;
              simulation.program(
                  "program " + program,
                  () -> {
                    act.act(simulation, plane, program);
                    simulation.note("program " + program + " has ended");
                  });
            }
            simulation.awaitPrograms();
          }
          assertThat(simulation.strangers()).isEmpty();
        };
    for (long seed = 0; seed < SEEDS; seed++) {
      String trace = Simulation.run(seed, scenario).toString();
      assertThat(Simulation.run(seed, scenario)).hasToString(trace);
    }
  }

  @Test
  void awaitQuiet_isFromTheSeed() {
    isFromTheSeed((simulation, plane, program) -> {
      plane.agent("/slow/" + program).command("sleep", 0);
      plane.awaitQuiet();
    });
  }

  @Test
  void waitForRoom_isFromTheSeed() {
    isFromTheSeed((simulation, plane, program) -> {
      for (int i = 0; i < 6; i++) {
        plane.agent("/slow/1").command("sleep", 0);
      }
    });
  }

  @Test
  void advance_isFromTheSeed() {
    isFromTheSeed((simulation, plane, program) -> {
      plane.agent("/slow/" + program).command("sleep", 1);
      simulation.clock().advance(Duration.ofSeconds(1));
    });
  }

  @Test
  void acknowledgement_isFromTheSeed() {
    isFromTheSeed((simulation, plane, program) ->
        assertThat(plane.agent("/slow/" + program).commandAcknowledged("sleep", 0).get())
            .isInstanceOf(Acknowledgement.Handled.class));
  }

  @Test
  void answerToARequest_isFromTheSeed() {
    isFromTheSeed((simulation, plane, program) -> {
      plane.agent("/slow/" + program).ask(Slow.class, Slow::slept);
      CountDownLatch answered = new CountDownLatch(1);
      plane
          .bus()
          .request(
              "half/slow/" + program,
              8,
              Integer.class,
              Duration.ofSeconds(1),
              half -> {
                simulation.note("half " + half);
                answered.countDown();
              },
              failure -> simulation.note("failed"));
      answered.await();
    });
  }

  /** What the failure of a scenario has to tell. */
  private static SimulationFailure failure(Scenario scenario) {
    return Exploration.of(scenario).schedules(1).failures().getFirst();
  }

  /** Where programs stand still, it is said which, and what the agents do that they wait for. */
  @Test
  void programsThatWaitForEver_areAStall_byName() {
    SimulationFailure failure =
        failure(simulation -> {
          Plane plane = simulation.start(Plane.builder().route("/slow/:n", Slow::new));
          simulation.program(
              "asker",
              () ->
                  plane
                      .agent("/slow/1")
                      .ask(
                          Slow.class,
                          slow -> {
                            new CountDownLatch(1).await();
                            return 0;
                          }));
          simulation.awaitPrograms();
        });
    assertThat(failure)
        .hasCauseInstanceOf(StallException.class)
        .hasMessageContaining("programs [asker]; /slow/1 in ask;");
  }

  /** An error is a failure as well. */
  @Test
  void programWithAnError_failsTheScenario() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation ->
                    simulation.program(
                        "broken",
                        () -> {
                          throw new StackOverflowError("on purpose");
                        })))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("program 'broken' failed: java.lang.StackOverflowError: on purpose");
  }

  /** What comes of the failure of a program does not hide it. */
  @Test
  void failuresOfPrograms_comeWithThatOfTheScenario() {
    SimulationFailure failure =
        failure(simulation -> {
          for (String name : List.of("one", "two")) {
            simulation.program(
                name,
                () -> {
                  throw new IllegalStateException("the cause in " + name);
                });
          }
          simulation.settle();
          throw new AssertionError("what came of it");
        });
    assertThat(failure).hasMessageContaining("what came of it");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            "program 'one' failed: java.lang.IllegalStateException: the cause in one",
            "program 'two' failed: java.lang.IllegalStateException: the cause in two");
  }

  @Test
  void eachFailureOfAProgram_isTold() {
    SimulationFailure failure =
        failure(simulation -> {
          for (String name : List.of("one", "two")) {
            simulation.program(
                name,
                () -> {
                  throw new IllegalStateException("in " + name);
                });
          }
        });
    List<String> told = new ArrayList<>();
    told.add(String.valueOf(failure.getCause().getMessage()));
    Set.of(failure.getSuppressed()).forEach(other -> told.add(other.getMessage()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "program 'one' failed: java.lang.IllegalStateException: in one",
            "program 'two' failed: java.lang.IllegalStateException: in two");
  }

  /** Only the scenario runs what can run; a program that tries loses nothing by it. */
  @Test
  void programThatSettles_isRefused() {
    Set<String> refused = new HashSet<>();
    Simulation.run(
        1,
        simulation -> {
          try (Plane plane = simulation.start(Plane.builder().route("/slow/:n", Slow::new))) {
            simulation.program(
                "settles",
                () -> {
                  plane.agent("/slow/1").command("sleep", 0);
                  for (Simulation.Program act :
                      List.<Simulation.Program>of(simulation::settle, simulation::awaitPrograms)) {
                    assertThatThrownBy(act::run)
                        .isInstanceOfSatisfying(
                            IllegalStateException.class,
                            e -> refused.add(String.valueOf(e.getMessage())));
                  }
                });
            simulation.awaitPrograms();
            plane.awaitQuiet();
            int slept = plane.agent("/slow/1").ask(Slow.class, Slow::slept);
            assertThat(slept).isEqualTo(1);
          }
        });
    assertThat(refused)
        .containsExactly(
            "[PL-Q1.3] only the thread that plays the scenario runs what can run, and not thread 'settles'; a"
                + " program lets others run with pause()");
  }
}
