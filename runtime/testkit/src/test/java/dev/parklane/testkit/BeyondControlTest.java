package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
      new CommandLane<Runnable>(this, "run").onCommand(Runnable::run);
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

  /** Takes what others hold: a lock or a monitor, as a logger does. */
  private static final class Shared {
    private final ReentrantLock lock = new ReentrantLock();

    void underLock(Runnable act) {
      lock.lock();
      try {
        act.run();
      } finally {
        lock.unlock();
      }
    }

    synchronized void underMonitor(Runnable act) {
      act.run();
    }
  }

  /** Has a thread outside hold something for a while; returns when it does. */
  private static Thread hold(Consumer<Runnable> guard) throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .start(() ->
                guard.accept(() -> {
                  holds.countDown();
                  LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                }));
    holds.await();
    return holder;
  }

  static List<Arguments> guards() {
    Shared shared = new Shared();
    return List.of(
        Arguments.of("lock", (Consumer<Runnable>) shared::underLock),
        Arguments.of("monitor", (Consumer<Runnable>) shared::underMonitor));
  }

  /** E10: a handler that finds a lock taken outside goes on as if it had found it free. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("guards")
  void handler_thatFindsALockTakenOutside_goesOnAsIfItWereFree(
      String name, Consumer<Runnable> guard) throws InterruptedException {
    TestPlane plane = new TestPlane(1);
    plane.route("/patient", Patient::new);
    plane.route("/other", Patient::new);
    Thread holder = hold(guard);
    List<String> order = new ArrayList<>();
    plane
        .agent("/patient")
        .command(
            "run",
            (Runnable)
                () -> {
                  guard.accept(() -> order.add("patient"));
                  order.add("patient again");
                });
    plane.agent("/other").command("run", (Runnable) () -> order.add("other"));
    plane.settle();
    holder.join();
    assertThat(order).containsSubsequence("patient", "patient again").contains("other");
    assertThat(plane.simulation().strangers()).isEmpty();
    plane.end();
    plane.abandon();
  }

  /** E10: so does a program of the simulation. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("guards")
  void program_thatFindsALockTakenOutside_goesOnAsIfItWereFree(
      String name, Consumer<Runnable> guard) throws InterruptedException {
    TestPlane plane = new TestPlane(1);
    plane.route("/patient", Patient::new);
    Thread holder = hold(guard);
    List<String> order = new ArrayList<>();
    plane.simulation().program("first", () -> guard.accept(() -> order.add("first")));
    plane.settle();
    holder.join();
    assertThat(order).containsExactly("first");
    assertThat(plane.simulation().strangers()).isEmpty();
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
          simulation.expectFailure("/patient", Throwable.class);
        });
    assertThat(failures)
        .singleElement()
        .satisfies(e ->
            assertThat(e)
                .hasStackTraceContaining("wrote to a lane in thread '0 ask' while it was pinned"));
  }
}
