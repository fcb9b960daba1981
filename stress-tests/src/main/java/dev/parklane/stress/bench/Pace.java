package dev.parklane.stress.bench;

import java.time.Duration;

/** How thorough a run of the benchmarks is. */
public enum Pace {
  /** For figures to be published. */
  FULL(3, 0, 0, Duration.ofSeconds(2), 21, Duration.ofSeconds(5)),
  /** To see that all works, and what is far off. */
  QUICK(1, 3, 200, Duration.ofMillis(500), 5, Duration.ofSeconds(1));

  private final int forks;
  private final int iterations;
  private final int iterationMillis;
  private final Duration warmUp;
  private final int rounds;
  private final Duration load;

  Pace(int forks, int iterations, int iterationMillis, Duration warmUp, int rounds, Duration load) {
    this.forks = forks;
    this.iterations = iterations;
    this.iterationMillis = iterationMillis;
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.load = load;
  }

  /** {@return how many JVMs are asked for a figure that has a goal} */
  public int forks() {
    return forks;
  }

  /** {@return how many iterations JMH does to warm up, and then to measure; 0 for its own} */
  public int iterations() {
    return iterations;
  }

  /** {@return how long one of them takes} */
  public int iterationMillis() {
    return iterationMillis;
  }

  /** How long work is done that is not measured, where JMH does not measure. */
  Duration warmUp() {
    return warmUp;
  }

  /** How often it is measured then. */
  int rounds() {
    return rounds;
  }

  /** How long a load lasts. */
  Duration load() {
    return load;
  }

  /** The pace that a program was given as its first argument. */
  static Pace of(String... arguments) {
    return arguments.length == 0 ? FULL : valueOf(arguments[0]);
  }
}
