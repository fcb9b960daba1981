package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scenario has failed; the message has what failed and the line that plays it again. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  private final long seed;
  private final transient List<Integer> choices;
  private final transient Faults faults;
  private final transient Trace trace;
  private final String again;

  SimulationFailure(long seed, List<Integer> choices, Faults faults, Trace trace, Throwable cause) {
    this(seed, choices, faults, trace, cause, line(seed, choices, faults));
  }

  /** Of what is played again in another way. */
  SimulationFailure(
      long seed, List<Integer> choices, Faults faults, Trace trace, Throwable cause, String again) {
    this(seed, choices, faults, trace, cause, again, trace.toString());
  }

  private SimulationFailure(
      long seed,
      List<Integer> choices,
      Faults faults,
      Trace trace,
      Throwable cause,
      String again,
      String more) {
    super("%s%nplay it again: %s%n%s".formatted(cause, again, more), cause);
    this.seed = seed;
    this.choices = new ArrayList<>(choices);
    this.faults = faults;
    this.trace = trace;
    this.again = again;
  }

  private static String line(long seed, List<Integer> choices, Faults faults) {
    String wrong = faults.equals(Faults.none()) ? "" : faults + ", ";
    return choices.stream()
        .map(String::valueOf)
        .collect(
            Collectors.joining(
                ", ",
                "Simulation.run(" + seed + "L, Strategy.choices(",
                "), " + wrong + "scenario)"));
  }

  /** The line that plays it again. */
  String line() {
    return again;
  }

  /** The same, with a report in place of the trace. Plays the scenario again. */
  SimulationFailure explained(Scenario scenario) {
    return with(new Explanation(this, scenario).text());
  }

  /**
   * Whoever compares the places of failures, as jqwik does as it shrinks, sees that of the cause.
   */
  private StackTraceElement[] beginningAtTheCause() {
    StackTraceElement at = getCause() == null ? null : FailureIdentity.frame(getCause());
    return Stream.concat(Stream.ofNullable(at), Stream.of(getStackTrace()))
        .toArray(StackTraceElement[]::new);
  }

  /** The same, with this in place of the trace. */
  SimulationFailure with(String report) {
    SimulationFailure explained =
        new SimulationFailure(seed, choices, faults, trace, cause(), again, report);
    explained.setStackTrace(beginningAtTheCause());
    return explained.withSuppressedOf(this);
  }

  /** What has failed the run. */
  private Throwable cause() {
    return getCause() == null ? this : getCause();
  }

  private SimulationFailure withSuppressedOf(SimulationFailure other) {
    for (Throwable suppressed : other.getSuppressed()) {
      addSuppressed(suppressed);
    }
    return this;
  }

  /**
   * The seed of the run that failed.
   *
   * @return with it, and with the same strategy and faults, the scenario fails again
   */
  public long seed() {
    return seed;
  }

  /**
   * The choices that were made, where there was more than one thing to run.
   *
   * @return each the index of what was run, among what could run, as {@link Strategy#choices} takes
   *     them
   */
  public List<Integer> choices() {
    return List.copyOf(choices);
  }

  /**
   * What agents did up to the failure.
   *
   * @return what it was at the moment of the failure
   */
  public Trace trace() {
    return trace;
  }

  /** What went wrong on purpose. */
  Faults faults() {
    return faults;
  }

  /** What tells it from other failures of the scenario. */
  FailureIdentity identity() {
    return FailureIdentity.of(cause());
  }

  /**
   * Whether another is the same failure (law Q2): the same was thrown first, at the same line of
   * the user's code, with the same message but for its numbers.
   *
   * @param other of any run
   * @return what {@link #shrunk(Scenario)} asks of the runs that it tries
   */
  public boolean isSameAs(SimulationFailure other) {
    return identity().equals(other.identity());
  }

  /**
   * The same failure with fewer faults, fewer choices that are not the first, and smaller ones.
   * Those behind the last that is not the first are left out, as they are made anyway.
   *
   * @param scenario the one that has failed; it is played many times
   * @return this failure where no simpler one was found
   */
  public SimulationFailure shrunk(Scenario scenario) {
    return shrunk(scenario, this::isSameAs);
  }

  /**
   * A simpler failure of the same scenario, where one assertion may fail for several causes and the
   * test knows better than {@link #isSameAs} which failures are the same.
   *
   * @param scenario the one that has failed; it is played many times
   * @param same whether a failure is one that this may become
   * @return this failure where no simpler one was found
   */
  public SimulationFailure shrunk(Scenario scenario, Predicate<SimulationFailure> same) {
    return new Shrinker(this, scenario, same).shrink().explained(scenario);
  }

  /** The same, with the choices and faults that it was played with. */
  SimulationFailure with(List<Integer> given, Faults fewer) {
    return new SimulationFailure(seed, given, fewer, trace, cause()).withSuppressedOf(this);
  }
}
