package dev.parklane.stress.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents that have nothing to do: {@code -Dparklane.idle.agents=1000000} makes them as many. */
@Timeout(300)
class IdleAgentsTest {
  private static final int AGENTS = Integer.getInteger("parklane.idle.agents", 100_000);
  private static final double MOST = 0.02; // of one processor; a watch looks four times a second

  private static final class Counter extends Agent {
    private Counter() {
      ValueLane<Integer> last = new ValueLane<>(this, "last", 0);
      new CommandLane<Integer>(this, "set").onCommand(last::set);
      last.onEvent(v -> {});
    }
  }

  @Test
  @DisplayName("E7, L4: agents that have nothing to do use no processor")
  void agents_thatAreIdle_useNoProcessor() throws InterruptedException {
    try (Plane plane = Plane.builder().route("/counter/:n", Counter::new).start()) {
      for (int i = 0; i < AGENTS; i++) {
        plane.agent("/counter/" + i).command("set", i);
      }
      plane.awaitQuiet();
      assertThat(plane.agents("/counter/:n")).hasSize(AGENTS);
      System.gc(); // what they have left is collected, and compiled what was hot, before it counts
      double least = Double.MAX_VALUE;
      for (int i = 0; i < 10 && least > MOST; i++) {
        least = Math.min(least, processorShareOfASecond());
      }
      assertThat(least).as("share of a processor").isLessThanOrEqualTo(MOST);
    }
  }

  private static double processorShareOfASecond() throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long since = System.nanoTime();
    TimeUnit.SECONDS.sleep(1);
    return (double) (system.getProcessCpuTime() - processor) / (System.nanoTime() - since);
  }
}
