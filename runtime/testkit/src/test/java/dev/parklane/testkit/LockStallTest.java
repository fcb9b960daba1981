package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Question;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Law E12 in a simulation: a lock that is held over a write is a stall, by name. */
@Timeout(60)
@EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step")
class LockStallTest {
  /** Holds a lock over a write whose observer needs it. */
  private static final class Holder extends Agent {
    private final ReentrantLock lock = new ReentrantLock();
    private final ValueLane<Integer> locked = new ValueLane<>(this, "locked", 0);
    private final ValueLane<Integer> guarded = new ValueLane<>(this, "guarded", 0);

    Holder() {
      locked.onEvent(v -> withLock(() -> {}));
      guarded.onEvent(v -> withMonitor(() -> {}));
    }

    boolean withLock(Runnable act) {
      lock.lock();
      try {
        act.run();
        return true;
      } finally {
        lock.unlock();
      }
    }

    synchronized boolean withMonitor(Runnable act) {
      act.run();
      return true;
    }

    boolean overALock() {
      return withLock(() -> locked.set(1));
    }

    boolean overAMonitor() {
      return withMonitor(() -> guarded.set(1));
    }
  }

  @Test
  void lock_overAWrite_stalls_andIsNamed() {
    assertThatThrownBy(() -> Simulation.run(1, simulation -> ask(simulation, Holder::overALock)))
        .rootCause()
        .isInstanceOf(StallException.class)
        .hasMessageContaining("locked.onEvent of /holder waits for lock")
        .hasMessageContaining("ReentrantLock")
        .hasMessageContaining("ask of /holder holds over its write to lane 'locked'");
  }

  @Test
  void monitor_overAWrite_stalls_andIsNamed() {
    assertThatThrownBy(() -> Simulation.run(1, simulation -> ask(simulation, Holder::overAMonitor)))
        .rootCause()
        .isInstanceOf(StallException.class)
        .hasMessageContaining("guarded.onEvent of /holder waits for lock")
        .hasMessageContaining("Holder@")
        .hasMessageContaining("ask of /holder holds over its write to lane 'guarded'");
  }

  private static void ask(Simulation simulation, Question<Holder, Boolean> question)
      throws Exception {
    Plane plane = simulation.start(Plane.builder().route("/holder", Holder::new));
    plane.agent("/holder").ask(Holder.class, question);
  }
}
