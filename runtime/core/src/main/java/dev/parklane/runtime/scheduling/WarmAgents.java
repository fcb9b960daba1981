package dev.parklane.runtime.scheduling;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a plane that have nothing to do and keep the threads of their last stretch of work
 * all the same, up to a bound: its owner with its scope, its root thread, and one for a triggered
 * handler. What comes next resumes them, which costs half of making them anew.
 *
 * <p>There are so many places, and an agent has two of them by its name, so that nothing is shared
 * by all that wake or rest. It keeps its place while it works. Where both are taken it may get the
 * first: each that rests there stands {@link #CHALLENGES} of those who ask for its place before it
 * yields, and is as good as new when it was woken. So where far more agents work in turn than there
 * are places, most of them end as if there were none, and hardly any gives way to another.
 *
 * <p>Nobody ends those that rest when the plane closes: it stops each of its agents, which wakes
 * it.
 */
final class WarmAgents {
  /** How many ask in vain for the place of one that has not been woken since. */
  static final int CHALLENGES = 63;

  private static final int SECOND_PLACE = 0x9E3779B9; // odd, and near the golden ratio of an int

  private final AtomicReferenceArray<@Nullable Rest> places;
  private final int mask;

  /**
   * Has none yet.
   *
   * @param most 1 or more; how many it keeps is the power of two that is not more than that
   */
  WarmAgents(int most) {
    int size = Integer.highestOneBit(most);
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /**
   * A place for the calling root thread, whose agent has none.
   *
   * @return null where it gets none, and ends
   */
  @Nullable Rest admit(AgentWork work) {
    int hash = work.name().hashCode();
    int place = first(hash);
    Rest there = places.get(place);
    if (there != null) {
      int second = second(hash);
      if (places.get(second) == null) {
        place = second;
        there = null;
      } else if (!there.yields()) {
        return null;
      }
    }
    Rest rest = new Rest(work, place);
    return places.compareAndSet(place, there, rest) ? rest : null;
  }

  /** It gives its place up, if it has one still. */
  void leave(Rest rest) {
    places.compareAndSet(rest.place, rest, null);
  }

  /** Resumes the threads of an agent that rests here; false where it does not. Any thread. */
  boolean resume(AgentWork work) {
    int hash = work.name().hashCode();
    return resume(places.get(first(hash)), work) || resume(places.get(second(hash)), work);
  }

  private static boolean resume(@Nullable Rest rest, AgentWork work) {
    return rest != null && rest.work == work && rest.resume();
  }

  private int first(int hash) {
    return (hash ^ hash >>> 16) & mask;
  }

  private int second(int hash) {
    return (hash * SECOND_PLACE >>> 16) & mask;
  }
}
