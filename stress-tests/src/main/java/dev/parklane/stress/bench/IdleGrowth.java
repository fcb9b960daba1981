package dev.parklane.stress.bench;

/** What heap an idle agent holds where there are so many, and how many threads all of them hold. */
public final class IdleGrowth {
  private static final int[] AGENTS = {10_000, 100_000, Footprint.AGENTS};

  private IdleGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    for (int count : AGENTS) {
      Footprint.Measured measured = Footprint.measure(count);
      String n = String.valueOf(count);
      Cell.print("Growth.idleBytes", measured.bytesPerAgent(), Cell.UNKNOWN, "bytes", "n", n);
      Cell.print("Growth.idleThreads", measured.virtualThreads(), Cell.UNKNOWN, "threads", "n", n);
    }
  }
}
