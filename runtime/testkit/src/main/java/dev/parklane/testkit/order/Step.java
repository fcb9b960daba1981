package dev.parklane.testkit.order;

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
public final class Step {
  /** Who does what the scenario does. */
  public static final String SCENARIO = "scenario";

  /**
   * A thing that steps touch.
   *
   * @param kind as in {@code mailbox}
   * @param name tells it apart from others of its kind
   */
  public record Thing(String kind, String name) {}

  private final String task;
  private final boolean isAutomatic;
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

  /** {@return who does it} */
  public String task() {
    return task;
  }

  /** {@return whether it comes by itself, and is never chosen} */
  public boolean isAutomatic() {
    return isAutomatic;
  }

  /** {@return whether it came to nothing: an agent has found its mailbox empty} */
  public boolean isNothing() {
    return isNothing;
  }

  /** {@return its place in its run, among the steps that are something; from 0 up} */
  public int index() {
    return index;
  }

  /** {@return what it was about; null where nobody tells of it} */
  public @Nullable Story story() {
    return story;
  }

  /** Which turn of which task it is. */
  long turn() {
    return Hashes.mix(task.hashCode(), ordinal);
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
