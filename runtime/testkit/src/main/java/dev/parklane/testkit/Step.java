package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.Footprint.Touch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run: what a task did from its choice until it waited or gave others a chance, or
 * what the scenario itself did between two waits. Of one thread.
 */
final class Step {
  /** Who does what the scenario does. */
  static final String SCENARIO = "scenario";

  /**
   * A thing that steps touch.
   *
   * @param kind as in {@code mailbox}
   * @param name tells it apart from others of its kind
   */
  record Thing(String kind, String name) {}

  final String task;
  final boolean isAutomatic;
  final List<Step> follows = new ArrayList<>(); // in every order: what made it possible
  final Map<Thing, Touch> touches = new LinkedHashMap<>();
  boolean isNothing; // an agent that looked into its mailbox, and found it empty
  boolean hasTaken; // an event out of the mailbox of its agent
  int index; // in its run, of those that are something
  int ordinal; // among those of its task that are something, from 1 up
  final List<Step> behind = new ArrayList<>(); // in this order: what touched the same before
  final BitSet past = new BitSet(); // the indexes of all that come before it in every equal order
  long hash; // of what it is, and of its past
  @Nullable Story story; // null where nobody tells of it

  /** One that is chosen. */
  Step(String task) {
    this(task, false);
  }

  private Step(String task, boolean isAutomatic) {
    this.task = task;
    this.isAutomatic = isAutomatic;
  }

  /** One that comes by itself as soon as what it waits for is there, and is never chosen. */
  static Step automatic(String task) {
    return new Step(task, true);
  }

  /** Which turn of which task it is. */
  long turn() {
    return PartialOrder.mix(task.hashCode(), ordinal);
  }

  /** It touches that. What it does is as much as what it did before to the same and this. */
  void touches(Thing thing, Touch how) {
    touches.merge(thing, how, (one, other) -> one == other ? one : Touch.CHANGES);
  }

  /** It can't come before that one. */
  void follows(Step before) {
    if (before.isNothing) {
      before.follows.forEach(this::follows);
    } else if (before != this && !follows.contains(before)) {
      follows.add(before);
    }
  }

  @Override
  public String toString() {
    return task + " " + ordinal;
  }
}
