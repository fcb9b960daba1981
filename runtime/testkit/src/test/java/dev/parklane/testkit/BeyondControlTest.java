package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a simulation cannot control is seen, and told (law E10). */
@Timeout(60)
class BeyondControlTest {
  /** Waits for a latch, which somebody else opens. */
  private static final class Patient extends Agent {
    private final CommandLane<CountDownLatch> await = new CommandLane<>(this, "await");
    final ValueLane<Integer> done = new ValueLane<>(this, "done", 0);

    Patient() {
      await.onCommand(latch -> {
        latch.await();
        done.set(done.get() + 1);
      });
      done.onEvent(n -> {});
    }
  }

  /** An agent waits; then a thread of its own opens the latch. */
  private static void open(TestPlane plane, Thread.Builder opens) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    plane.route("/patient", Patient::new);
    plane.agent("/patient").command("await", latch);
    plane.settle();
    opens.start(latch::countDown).join();
    plane.settle();
    assertThat(plane.value("/patient", "done")).isEqualTo(1);
  }

  private static void isTold(Thread.Builder opens, String who) throws InterruptedException {
    TestPlane plane = new TestPlane(1);
    open(plane, opens);
    String told = who + " has woken /patient";
    assertThat(plane.simulation().strangers()).containsExactly(told);
    assertThat(plane.trace().lines()).contains("beyond control: " + told);
    assertThat(plane.trace().tree()).contains("\n\nbeyond control: " + told + "\n");
    assertThatThrownBy(plane::end)
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("what no seed controls: " + told);
    plane.abandon();
  }

  @Test
  void platformThread_isAStranger() throws InterruptedException {
    isTold(Thread.ofPlatform().name("opener"), "thread 'opener'");
  }

  @Test
  void virtualThread_thatTheSimulationDoesNotRun_isAStranger() throws InterruptedException {
    isTold(Thread.ofVirtual(), "a thread");
  }

  @Test
  void strangers_canBeAllowed() throws InterruptedException {
    TestPlane plane = new TestPlane(1).allowStrangers();
    open(plane, Thread.ofVirtual());
    plane.end();
    plane.abandon();
  }

  /** Programs, suspended work and agents of the simulation are none. */
  @Test
  void whatTheSimulationRuns_isNoStranger() {
    TestPlane plane = new TestPlane(1);
    CountDownLatch latch = new CountDownLatch(1);
    plane.route("/patient", Patient::new);
    plane.agent("/patient").command("await", latch);
    plane.simulation().program("opener", latch::countDown);
    plane.settle();
    assertThat(plane.value("/patient", "done")).isEqualTo(1);
    plane.end();
    plane.abandon();
  }

  private static final AtomicReference<Patient> WRITER = new AtomicReference<>();

  private static final class WritesInItsInitializer {
    static final int VALUE = write();

    private static int write() {
      WRITER.get().done.set(1);
      return 0;
    }
  }

  /** E3: a write that cannot park fails by name, where it would hold the simulation for ever. */
  @Test
  void pinnedWrite_fails() {
    List<Throwable> failures = new ArrayList<>();
    Simulation.run(
        1,
        simulation -> {
          try (Plane plane = simulation.start(Plane.builder().route("/patient", Patient::new))) {
            plane
                .agent("/patient")
                .ask(
                    Patient.class,
                    patient -> {
                      WRITER.set(patient);
                      return WritesInItsInitializer.VALUE;
                    });
          } catch (AgentFailedException e) {
            failures.add(e);
          }
        });
    assertThat(failures)
        .singleElement()
        .satisfies(e ->
            assertThat(e)
                .hasStackTraceContaining("wrote to a lane in thread '0 ask' while it was pinned"));
  }
}
