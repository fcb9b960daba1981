package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the simplest run that fails alike: fewer faults, fewer choices that are not the first,
 * and smaller ones (Zeller and Hildebrandt, <i>Simplifying and isolating failure-inducing
 * input</i>, 2002). Of one thread.
 */
final class Shrinker {
  private static final int MOST_PLAYS = 2_000;

  private final SimulationFailure found;
  private final Scenario scenario;
  private final Predicate<SimulationFailure> same;
  private SimulationFailure simplest;
  private List<Integer> choices; // with which that was played
  private Faults faults;
  private int plays;
  private final long begun = System.nanoTime();
  private long mostNanos = Long.MAX_VALUE; // of elapsed time

  Shrinker(SimulationFailure found, Scenario scenario, Predicate<SimulationFailure> same) {
    this.found = found;
    this.scenario = scenario;
    this.same = same;
    this.simplest = found;
    this.choices = trimmed(found.choices());
    this.faults = found.faults();
  }

  /** With fewer faults, too. */
  SimulationFailure shrink() {
    return shrink(true);
  }

  /** With the faults as they are, until it takes too long. */
  SimulationFailure shrinkChoices(long mostNanos) {
    this.mostNanos = mostNanos;
    return shrink(false);
  }

  private SimulationFailure shrink(boolean withFaults) {
    boolean simpler = true;
    while (simpler && !isOver()) {
      simpler = withFaults && hasFewerFaults();
      simpler |= isShorter();
      simpler |= hasMoreZeros();
      simpler |= hasSmallerOnes();
    }
    return simplest.with(choices, faults, found);
  }

  private boolean isOver() {
    return plays >= MOST_PLAYS || System.nanoTime() - begun > mostNanos;
  }

  private boolean hasFewerFaults() {
    boolean simpler = false;
    for (Faults fewer : faults.fewer()) {
      simpler |= isAlso(choices, fewer);
    }
    return simpler;
  }

  /** Without the last ones. */
  private boolean isShorter() {
    boolean simpler = false;
    for (int less = choices.size(); less > 0; less /= 2) {
      while (less <= choices.size() && isAlso(choices.subList(0, choices.size() - less), faults)) {
        simpler = true;
      }
    }
    return simpler;
  }

  private boolean hasMoreZeros() {
    boolean simpler = false;
    for (int many = others().size(); many > 0; many /= 2) {
      for (int from = 0; from < others().size(); ) {
        List<Integer> others = others();
        List<Integer> fewer = new ArrayList<>(choices);
        others
            .subList(from, Math.min(from + many, others.size()))
            .forEach(index -> fewer.set(index, 0));
        if (isAlso(fewer, faults)) {
          simpler = true; // and those behind have taken their place
        } else {
          from += many;
        }
      }
    }
    return simpler;
  }

  /** The indexes of the choices that are not the first. */
  private List<Integer> others() {
    return IntStream.range(0, choices.size()).filter(i -> choices.get(i) != 0).boxed().toList();
  }

  private boolean hasSmallerOnes() {
    boolean simpler = false;
    for (int index : others()) {
      for (int smaller = 1; index < choices.size() && smaller < choices.get(index); smaller++) {
        List<Integer> fewer = new ArrayList<>(choices);
        fewer.set(index, smaller);
        simpler |= isAlso(fewer, faults);
      }
    }
    return simpler;
  }

  /** Without the zeros behind the last choice that is another. */
  static List<Integer> trimmed(List<Integer> choices) {
    int size = choices.size();
    while (size > 0 && choices.get(size - 1) == 0) {
      size--;
    }
    return List.copyOf(choices.subList(0, size));
  }

  /** Whether it fails alike with these; then they are the simplest. */
  private boolean isAlso(List<Integer> given, Faults fewer) {
    List<Integer> tried = trimmed(given);
    if (isOver() || (tried.equals(choices) && fewer.equals(faults))) {
      return false;
    }
    plays++;
    SimulationFailure failure = play(tried, fewer);
    if (failure == null || !same.test(failure)) {
      return false;
    }
    simplest = failure;
    choices = tried;
    faults = fewer;
    return true;
  }

  private @Nullable SimulationFailure play(List<Integer> given, Faults fewer) {
    try {
      Simulation.play(simplest.seed(), new GivenChoices(given), fewer, scenario);
      return null;
    } catch (SimulationFailure e) {
      return e;
    }
  }
}
