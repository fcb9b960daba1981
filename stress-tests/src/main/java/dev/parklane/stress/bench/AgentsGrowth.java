package dev.parklane.stress.bench;

import dev.parklane.runtime.Plane;
import dev.parklane.stress.bench.MakeAgentBenchmark.CountingNames;
import java.util.concurrent.CountDownLatch;

/** What making an agent costs where so many are made, until the last has handled its message. */
public final class AgentsGrowth {
  private static final int[] AGENTS = {1_000, 10_000, 100_000, 1_000_000};

  private AgentsGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : AGENTS) {
      int rounds = count == AGENTS[AGENTS.length - 1] ? Math.min(pace.rounds(), 3) : pace.rounds();
      double[] nanos = Rounds.nanos(pace.warmUp(), rounds, () -> make(count));
      Rounds.print("Growth.agentsMade", nanos, count, "n", String.valueOf(count));
    }
  }

  /** Starting and closing the plane counts. */
  private static void make(int count) throws InterruptedException {
    CountDownLatch made = new CountDownLatch(count);
    try (Plane plane =
        Planes.guarded(Planes.schedulerHere(), Planes.PARKED)
            .route("/names/:list", () -> new CountingNames(made))
            .start()) {
      for (int i = 0; i < count; i++) {
        plane.agent("/names/" + i).command("addName", "Ada");
      }
      made.await();
    }
  }
}
