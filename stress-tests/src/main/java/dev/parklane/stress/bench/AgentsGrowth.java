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
      int rounds = count < 1_000_000 ? pace.rounds() : pace == Pace.FULL ? 3 : 1;
      double[] nanos = Rounds.timed(pace.warmUp(), rounds, () -> make(count));
      Rounds.print("Growth.agentsMade", nanos, count, "n", String.valueOf(count));
    }
  }

  /** Starting and closing the plane does not count. */
  private static long make(int count) throws InterruptedException {
    CountDownLatch made = new CountDownLatch(count);
    try (Plane plane =
        Planes.guarded(Planes.schedulerHere(), Planes.PARKED)
            .route("/names/:list", () -> new CountingNames(made))
            .start()) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        plane.agent("/names/" + i).command("addName", "Ada");
      }
      made.await();
      return System.nanoTime() - start;
    }
  }
}
