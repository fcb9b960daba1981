package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.scheduling.PinnedWriters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law E10: who looks for threads that are held changes nothing where none is. */
@Timeout(120)
class SimulationWatchTest {
  private static final int SIMULATIONS = 4_000;

  private volatile boolean over;

  /** Asks another. */
  static final class Asking extends Agent {
    int ask(int depth) throws InterruptedException {
      return depth == 0
          ? 0
          : 1 + agent("/asking/" + (depth - 1)).ask(Asking.class, asked -> asked.ask(depth - 1));
    }
  }

  @Test
  void watchThatLooksAllTheTime_wakesNobody_andNothingStalls() throws Exception {
    Thread looks =
        new Thread(
            () -> {
              while (!over) {
                new PinnedWriters(SimulationWatch.carriers()).look(); // suspects nobody twice
              }
            },
            "looks-all-the-time");
    looks.start();
    try {
      for (int seed = 0; seed < SIMULATIONS; seed++) {
        Simulation.run(
            seed,
            simulation -> {
              try (Plane plane =
                  simulation.start(Plane.builder().route("/asking/:n", Asking::new))) {
                int asked = plane.agent("/asking/3").ask(Asking.class, asking -> asking.ask(3));
                assertThat(asked).isEqualTo(3);
              }
            });
      }
    } finally {
      over = true;
      looks.join();
    }
  }
}
