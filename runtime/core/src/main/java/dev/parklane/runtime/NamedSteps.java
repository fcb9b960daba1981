package dev.parklane.runtime;

import dev.parklane.runtime.store.StateChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The named steps of one root event: which are done, and so are not run again (law F10).
 *
 * <p>A store keeps that a step is done together with what the step has changed, in one batch. The
 * first batch with a mark forgets what an earlier root event may have left behind, by a crash in
 * the middle of it; the end of the root event forgets its own. Only the thread whose turn it is
 * touches it.
 */
final class NamedSteps {
  private static final List<StateChange> FORGET = List.of(new StateChange.StepsForgotten());

  private final Set<String> done = new HashSet<>(); // what stands
  private final Set<String> running = new HashSet<>();
  private @Nullable String marked; // the step that the batch under way shall mark
  private boolean kept; // whether the store has marks of this root event

  boolean isDone(String name) {
    return done.contains(name);
  }

  /** Begins a step; false where it is under way already, and would run inside itself. */
  boolean begin(String name) {
    return running.add(name);
  }

  /** The step has returned, or failed. */
  void end(String name) {
    running.remove(name);
  }

  /** The root event is handled again: what was under way when it failed is not. */
  void again() {
    running.clear();
    marked = null;
  }

  /** The batch that comes next has what this step has changed. */
  void marks(@Nullable String name) {
    marked = name;
  }

  /** What a store is to be told of the step, with the batch of a checkpoint. */
  void saveMark(Consumer<StateChange> to) {
    String name = marked;
    if (name != null) {
      if (!kept) {
        FORGET.forEach(to);
      }
      to.accept(new StateChange.StepDone(name));
    }
  }

  /** The batch of the step stands. */
  void markStands(boolean inStore) {
    if (marked != null) {
      done.add(marked);
      kept |= inStore;
      marked = null;
    }
  }

  /** The store has no mark of this root event any more. */
  void areForgotten() {
    kept = false;
  }

  /** What a store is to be told when the root event has ended, well or not. */
  List<StateChange> forgetting() {
    return kept ? FORGET : List.of();
  }
}
