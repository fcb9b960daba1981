package dev.parklane.testkit.order;

import dev.parklane.runtime.scheduling.Footprint.Touch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of a run come before which in every order that nobody could tell from it: those of
 * one task, what made a step possible, and what touched the same things before. It is the trace of
 * Mazurkiewicz, and two runs with the same {@link #key} are the same.
 *
 * <p>Where two steps touch the same, and nothing else puts one before the other, they <i>race</i>:
 * there is another order in which the later one comes first, and of each race one such order is
 * what remains to be played ({@link #reversals}; Flanagan and Godefroid, <i>Dynamic partial-order
 * reduction</i>, 2005). Of one thread.
 */
public final class PartialOrder {
  private final List<Step> steps = new ArrayList<>(); // that are something

  /**
   * That of a run.
   *
   * @param all its steps, in the order in which they came
   */
  public PartialOrder(List<Step> all) {
    Map<String, Integer> ordinals = new HashMap<>();
    Touched touched = new Touched();
    for (Step step : all) {
      if (!step.isNothing) {
        step.index = steps.size();
        step.ordinal = ordinals.merge(step.task(), 1, Integer::sum);
        steps.add(step);
        put(step, touched);
      }
    }
  }

  private static void put(Step step, Touched touched) {
    Set<Step> behind = new LinkedHashSet<>();
    step.hash = hash(step, touched, behind);
    touched.add(step);
    step.behind.addAll(behind);
    step.follows.forEach(before -> isBefore(before, step.past));
    step.behind.forEach(before -> isBefore(before, step.past));
  }

  private static void isBefore(Step before, BitSet past) {
    past.or(before.past);
    past.set(before.index);
  }

  /**
   * Of a step behind what has touched things so far.
   *
   * @param behind gets what it comes after for what they touch
   */
  private static long hash(Step step, Touched touched, Set<Step> behind) {
    long hash = step.turn();
    for (Step before : step.follows) {
      hash += Hashes.mix(before.hash, 1);
    }
    for (Map.Entry<Step.Thing, Touch> touch : step.touches.entrySet()) {
      for (Step before : touched.before(touch.getKey(), touch.getValue())) {
        hash += Hashes.mix(before.hash, touch.getKey().hashCode());
        if (!step.follows.contains(before)) {
          behind.add(before);
        }
      }
    }
    return Hashes.mix(hash, 2);
  }

  /** {@return the steps that are something, by their index} */
  public List<Step> steps() {
    return steps;
  }

  /** {@return the same for all orders that nobody can tell apart} */
  public long key() {
    return Hashes.sum(steps.stream().mapToLong(step -> step.hash).toArray());
  }

  /**
   * Two steps of which either might come first, as far as all others are concerned.
   *
   * @param earlier what came first
   * @param later what came second
   * @param on what both touch
   */
  public record Race(Step earlier, Step later, Step.Thing on) {}

  /** {@return all races, by the later step} */
  public List<Race> races() {
    List<Race> all = new ArrayList<>();
    eachRace((earlier, later, needed) -> all.add(new Race(earlier, later, common(earlier, later))));
    return all;
  }

  private interface Racing {
    /**
     * Two steps race.
     *
     * @param needed what has to come before the later one all the same
     */
    void race(Step earlier, Step later, BitSet needed);
  }

  private void eachRace(Racing told) {
    for (Step later : steps) {
      for (Step earlier : later.behind) {
        BitSet needed = pastWithout(earlier, later);
        if (!needed.get(earlier.index)) {
          told.race(earlier, later, needed);
        }
      }
    }
  }

  private static Step.Thing common(Step earlier, Step later) {
    return later.touches.keySet().stream()
        .filter(thing -> {
          Touch before = earlier.touches.get(thing);
          Touch after = later.touches.get(thing);
          return before != null && (before != after || after == Touch.CHANGES);
        })
        .findFirst()
        .orElseThrow();
  }

  /**
   * {@return for each race what is to be played for the later step to come first}
   *
   * @param wanted whether it is, of a {@link Reversal#key}; most are known
   */
  public List<Reversal> reversals(LongPredicate wanted) {
    List<Reversal> all = new ArrayList<>();
    eachRace((earlier, later, needed) -> {
      Step left = leftOut(earlier, needed);
      if (left != null && wanted.test(key(left, later))) {
        all.add(reversal(left, later));
      }
    });
    return all;
  }

  private long key(Step left, Step later) {
    long key = Reversal.key(later.turn());
    for (int i = 0; i < later.index; i++) {
      Step step = steps.get(i);
      if (isKept(step, left)) {
        key += Hashes.mix(step.hash, 3);
      }
    }
    return key;
  }

  private static boolean isKept(Step step, Step left) {
    return step != left && !step.past.get(left.index);
  }

  /**
   * {@return what is to be played for a race to go the other way; null where it can't}
   *
   * @param race one of this order
   */
  public @Nullable Reversal reversal(Race race) {
    Step left = leftOut(race.earlier(), pastWithout(race.earlier(), race.later()));
    return left == null ? null : reversal(left, race.later());
  }

  /** What comes before a step in each order, but for one of those that touch the same. */
  private static BitSet pastWithout(Step one, Step step) {
    BitSet past = new BitSet();
    step.follows.forEach(before -> isBefore(before, past));
    for (Step before : step.behind) {
      if (before != one) {
        isBefore(before, past);
      }
    }
    return past;
  }

  /** What has to wait for a step to come later: itself or, if it is automatic, what brings it. */
  private @Nullable Step leftOut(Step earlier, BitSet needed) {
    if (!earlier.isAutomatic()) {
      return earlier;
    }
    for (int i = earlier.index - 1; i >= 0; i--) {
      if (earlier.past.get(i) && !needed.get(i) && !steps.get(i).isAutomatic()) {
        return steps.get(i);
      }
    }
    return null;
  }

  private Reversal reversal(Step left, Step later) {
    List<Step> kept = new ArrayList<>();
    for (Step step : steps.subList(0, later.index)) {
      if (isKept(step, left)) {
        kept.add(step);
      }
    }
    long[] hashes = kept.stream().mapToLong(step -> step.hash).toArray();
    kept.add(later);
    return new Reversal(
        kept.stream().filter(step -> !step.isAutomatic()).map(Reversal.Turn::of).toList(),
        hashes,
        later.turn());
  }
}
