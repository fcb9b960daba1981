package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.testkit.report.FailureIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scenario has failed; the message has what failed and the line that plays it again. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;
  private static final long MOST_NANOS = 5_000_000_000L; // of elapsed time, to shrink a test

  private final long seed;
  private final transient List<Integer> choices;
  private final transient Faults faults;
  private final transient Trace trace;
  private final transient PlayedAgain again;
  private final String line;
  private transient @Nullable Scenario scenario; // that has failed; null where nobody knows

  SimulationFailure(long seed, List<Integer> choices, Faults faults, Trace trace, Throwable cause) {
    this(seed, choices, faults, trace, cause, new PlayedAgain.ByScenario());
  }

  /** Of what is played again in another way. */
  SimulationFailure(
      long seed,
      List<Integer> choices,
      Faults faults,
      Trace trace,
      Throwable cause,
      PlayedAgain again) {
    this(
        seed,
        choices,
        faults,
        trace,
        cause,
        again,
        again.line(seed, choices, faults),
        trace.toString());
  }

  private SimulationFailure(
      long seed,
      List<Integer> choices,
      Faults faults,
      Trace trace,
      Throwable cause,
      PlayedAgain again,
      String line,
      String more) {
    super("%s%nplay it again: %s%n%s".formatted(cause, line, more), cause);
    this.seed = seed;
    this.choices = new ArrayList<>(choices);
    this.faults = faults;
    this.trace = trace;
    this.again = again;
    this.line = line;
  }

  /** The line that plays it again. */
  String line() {
    return line;
  }

  /** It is one of this scenario. */
  SimulationFailure of(@Nullable Scenario failed) {
    scenario = failed;
    return this;
  }

  /** The same, with a report in place of the trace. Plays the scenario again. */
  SimulationFailure explained(Scenario failed) {
    return of(failed).explained("");
  }

  /** The same, with a report where its scenario is known, and before that how often it fails. */
  SimulationFailure explained(String counts) {
    return with(
        counts + (scenario == null ? trace.toString() : new Explanation(this, scenario).text()));
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
        new SimulationFailure(seed, choices, faults, trace, cause(), again, line, report);
    explained.setStackTrace(beginningAtTheCause());
    return explained.withSuppressedOf(this).of(scenario);
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

  /** A simpler failure of the same test, with the same faults, if one is found soon. */
  SimulationFailure shrunkSoon(Scenario scenario) {
    Shrinker shrinker = new Shrinker(this, scenario, this::isSameAs);
    return shrinker.shrinkChoices(MOST_NANOS).explained(scenario);
  }

  /** The same, with the choices and faults that it was played with, which is played as another. */
  SimulationFailure with(List<Integer> given, Faults fewer, SimulationFailure found) {
    return new SimulationFailure(
            seed,
            given,
            fewer,
            trace,
            cause(),
            found.again,
            found.again.shrunk(seed, given, fewer),
            trace.toString())
        .withSuppressedOf(this)
        .of(scenario);
  }
}
