package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scenario has failed; the message has what failed and the line that plays it again. */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  private final long seed;
  private final transient List<Integer> choices;
  private final transient Faults faults;
  private final transient Trace trace;

  SimulationFailure(long seed, List<Integer> choices, Faults faults, Trace trace, Throwable cause) {
    this(seed, choices, faults, trace, cause, line(seed, choices, faults));
  }

  /** Of what is played again in another way. */
  SimulationFailure(
      long seed, List<Integer> choices, Faults faults, Trace trace, Throwable cause, String again) {
    super("%s%nplay it again: %s%n%s".formatted(cause, again, trace), cause);
    this.seed = seed;
    this.choices = new ArrayList<>(choices);
    this.faults = faults;
    this.trace = trace;
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

  /**
   * A failure of the same scenario with fewer choices that are not the first: without the last
   * ones, and with the first in place of any other, as long as it still fails, and with the same
   * kinds of exceptions.
   *
   * @param scenario the one that has failed; it is played many times
   * @return this failure where no simpler one was found
   */
  public SimulationFailure shrunk(Scenario scenario) {
    SimulationFailure simplest = this;
    boolean simpler = true;
    while (simpler) {
      simpler = false;
      for (List<Integer> fewer : simplest.simpler()) {
        SimulationFailure failure = again(scenario, fewer);
        if (failure != null) {
          simplest = failure.with(fewer);
          simpler = true;
          break;
        }
      }
    }
    return simplest;
  }

  private SimulationFailure with(List<Integer> given) {
    SimulationFailure failure =
        new SimulationFailure(seed, given, faults, trace, getCause() == null ? this : getCause());
    for (Throwable other : getSuppressed()) {
      failure.addSuppressed(other);
    }
    return failure;
  }

  private List<List<Integer>> simpler() {
    List<List<Integer>> all = new ArrayList<>();
    for (int length = 0; length < choices.size(); length++) {
      all.add(choices.subList(0, length));
    }
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i) != 0) {
        List<Integer> first = new ArrayList<>(choices);
        first.set(i, 0);
        all.add(first);
      }
    }
    return all;
  }

  private @Nullable SimulationFailure again(Scenario scenario, List<Integer> given) {
    try {
      Simulation.run(
          seed,
          Strategy.choices(given.stream().mapToInt(Integer::intValue).toArray()),
          faults,
          scenario);
      return null;
    } catch (SimulationFailure e) {
      return kinds(e).equals(kinds(this)) ? e : null;
    }
  }

  /** The classes of what it comes from: another failure is no simpler form of it. */
  private static List<Class<?>> kinds(SimulationFailure failure) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      kinds.add(cause.getClass());
    }
    return kinds;
  }
}
