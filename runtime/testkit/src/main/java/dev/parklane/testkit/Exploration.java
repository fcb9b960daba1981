package dev.parklane.testkit;

import dev.parklane.testkit.report.StepText;
import java.util.List;
import java.util.Locale;

/**
 * Many runs of one scenario: how many orders of handlers there were, and in which runs it failed.
 *
 * @param runs how many
 * @param orders how many of them differ: where the choices were drawn, in what agents did, or when;
 *     where all orders were played, in the sequence of a mailbox, a store, a topic or a timer
 * @param failed how many of the runs failed
 * @param failures the first failures, in the order of the runs
 * @param causes what the runs failed of (law Q2), in the order in which they were seen
 * @param complete whether there is no other order (law Q3)
 * @param agents how many of them have taken turns; 0 where the choices were drawn
 * @param pruned how many orders were not played, as they were known to equal one that was
 * @param superfluous how many runs turned out to equal one that was played before
 * @param left how many beginnings of other orders are known, and were not played
 */
public record Exploration(
    long runs,
    int orders,
    long failed,
    List<SimulationFailure> failures,
    List<Cause> causes,
    boolean complete,
    int agents,
    long pruned,
    long superfluous,
    int left) {
  private static final int MOST_TOLD = 4; // causes, on the first screen

  /** Keeps what it is given. */
  public Exploration {
    failures = List.copyOf(failures);
    causes = List.copyOf(causes);
  }

  /**
   * What runs failed of.
   *
   * @param first the first that failed so
   * @param runs how many failed so
   */
  public record Cause(SimulationFailure first, long runs) {}

  /**
   * What to explore.
   *
   * @param scenario is played again for each run, and so has to make anew what it needs
   * @return with the random strategy, without faults, on one core
   */
  public static Of of(Scenario scenario) {
    return new Of(scenario, Strategy.random(), Faults.none(), Integer.MAX_VALUE, 1);
  }

  /**
   * A scenario, and how its choices are made.
   *
   * @param scenario what is played
   * @param strategy for {@link #schedules}
   * @param faults what goes wrong; for {@link #all} as drawn from the seed 0
   * @param preemptions for {@link #all}: how often another may go on than who could, before the
   *     orders behind that are left out
   * @param cores for {@link #all}: how many runs are played at a time
   */
  public record Of(
      Scenario scenario, Strategy strategy, Faults faults, int preemptions, int cores) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException where a number is too small
     */
    public Of {
      if (preemptions < 0 || cores < 1) {
        throw new IllegalArgumentException(
            "[PL-Q3.6] %d preemptions on %d cores: give 0 or more, and 1 or more"
                .formatted(preemptions, cores));
      }
    }

    /**
     * With another strategy.
     *
     * @param other in place of the strategy that there is
     * @return a new one; this one stays as it is
     */
    public Of with(Strategy other) {
      return new Of(scenario, other, faults, preemptions, cores);
    }

    /**
     * The same with things that go wrong.
     *
     * @param other in place of the faults that there are
     * @return a new one; this one stays as it is
     */
    public Of with(Faults other) {
      return new Of(scenario, strategy, other, preemptions, cores);
    }

    /**
     * The same with a bound on preemptions, for scenarios with more orders than can be played: most
     * errors need few (Musuvathi and Qadeer, <i>Iterative context bounding for systematic testing
     * of multithreaded programs</i>, 2007). Whoever runs then goes on for as long as it can, unless
     * an order asks for another.
     *
     * @param most how often another goes on than who could, 0 or more
     * @return a new one; this one stays as it is
     * @throws IllegalArgumentException where the number is negative
     */
    public Of withPreemptions(int most) {
      return new Of(scenario, strategy, faults, most, cores);
    }

    /**
     * The same on several cores: so many runs are played at a time, on threads of their own, so
     * that what they have in common has to be safe for that.
     *
     * @param number 1 or more
     * @return a new one; this one stays as it is
     * @throws IllegalArgumentException where the number is less than 1
     */
    public Of onCores(int number) {
      return new Of(scenario, strategy, faults, preemptions, number);
    }

    /**
     * Plays it with the seeds from 0 up.
     *
     * @param count how many, 1 or more
     * @return what all these runs have shown
     * @throws IllegalArgumentException where the number is less than 1
     */
    public Exploration schedules(int count) {
      requireSome(count);
      Tally tally = new Tally();
      for (long seed = 0; seed < count; seed++) {
        try {
          tally.add(Simulation.play(seed, strategy, faults, scenario), null);
        } catch (SimulationFailure e) {
          tally.add(e.trace(), e);
        }
      }
      return tally.drawn();
    }

    /**
     * Plays one schedule for each class of orders that differ in the sequence of some mailbox,
     * store, topic or timer (law Q3), however many agents share nothing. What programs and
     * suspended work share beside agents is seen where they say so, with {@link
     * Simulation#touches}. When the scenario has returned one order is played of what is left.
     *
     * @param most runs at the most, 1 or more; where there are more orders than that the result is
     *     not complete
     * @return what all these runs have shown
     * @throws IllegalArgumentException where the number is less than 1
     */
    public Exploration all(int most) {
      requireSome(most);
      return new Explorer(this, most).explore();
    }
  }

  private static void requireSome(int schedules) {
    if (schedules < 1) {
      throw new IllegalArgumentException(
          "[PL-Q3] " + schedules + " schedules show nothing: give 1 or more");
    }
  }

  /**
   * What was covered, in words, as in {@code all orders of 3 agents, 214 schedules; 96 pruned as
   * equal}.
   *
   * @return a line
   */
  public String coverage() {
    if (agents == 0) {
      return String.format(Locale.ROOT, "%,d schedules, %,d orders", runs, orders);
    }
    String equal = pruned == 0 ? "" : String.format(Locale.ROOT, "; %,d pruned as equal", pruned);
    String who = agents == 1 ? "1 agent" : String.format(Locale.ROOT, "%,d agents", agents);
    String what = (complete ? "all orders" : "some of the orders") + " of " + who;
    String missing =
        left == 0
            ? complete ? "" : "; those with more preemptions are left"
            : String.format(Locale.ROOT, "; %,d beginnings of others are left", left);
    return String.format(Locale.ROOT, "%s, %,d schedules%s%s", what, runs, equal, missing);
  }

  /**
   * Throws where the scenario has failed: with the report of the first failure, for which it is
   * played again, and with how often it failed so, and otherwise.
   *
   * @return this, where it has not
   * @throws SimulationFailure the first failure, with the line that plays it again
   */
  public Exploration requireNoFailure() {
    if (!failures.isEmpty()) {
      throw failures.getFirst().explained(counts());
    }
    return this;
  }

  /** As in {@code 40 of 500 schedules fail so}. */
  private String counts() {
    StringBuilder text = new StringBuilder();
    for (Cause cause : causes.subList(0, Math.min(MOST_TOLD, causes.size()))) {
      text.append(String.format(Locale.ROOT, "%,d of %,d schedules ", cause.runs(), runs));
      text.append(
          text.indexOf("\n") < 0
              ? "fail so\n"
              : "fail otherwise: " + StepText.firstLine(causeOf(cause)) + "\n");
    }
    if (causes.size() > MOST_TOLD) {
      text.append(causes.size() - MOST_TOLD).append(" more causes are in causes()\n");
    }
    return text.toString();
  }

  private static String causeOf(Cause cause) {
    return "%s, %s".formatted(cause.first().getCause(), cause.first().line());
  }
}
