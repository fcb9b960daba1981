package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeEvent;
import dev.parklane.runtime.store.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cascade that runs now: what has been done since its root event, or since its last
 * checkpoint, and stands or falls as one (laws F2, F10). It knows what the undo log and the outbox
 * do not: what the store of the agent shall forget, how the part is recorded, and what stands of
 * the parts before it.
 *
 * <p>A cascade without a checkpoint has one only where lanes come and go, or a recording wants it.
 * Only the thread whose turn it is touches it.
 */
final class CascadePart {
  static final byte RECORDED = 1; // a cascade from its beginning, with all its handlers
  static final byte TIMED = 2; // one to see whether it or a handler is slow

  private List<StateChange> dropped = List.of(); // replaced by a list of its own at the first
  private boolean lanesChanged;
  private @Nullable CascadeEvent recorded; // null where no recording wants it
  private int checkpoints; // before it
  private int handlersBefore; // that have started in the parts before it
  private boolean stops; // a part before it has asked for the agent's stop
  private boolean ending; // while it is being kept, at a checkpoint
  private @Nullable NamedSteps steps; // null until a checkpoint has a name

  /** Records it, where there is something to record it with. */
  void record(@Nullable CascadeEvent event) {
    recorded = event;
  }

  void recordEnd(int handlers, int greatestDepth, boolean committed) {
    if (recorded != null) {
      recorded.end(handlers - handlersBefore, greatestDepth, committed);
      recorded = null;
    }
  }

  /** Lanes were declared or closed in it. */
  void changesLanes() {
    lanesChanged = true;
  }

  boolean hasChangedLanes() {
    return lanesChanged;
  }

  /** The store shall forget a lane that was closed. */
  void drops(StateChange.LaneDropped lane) {
    if (dropped.isEmpty()) {
      dropped = new ArrayList<>();
    }
    dropped.add(lane);
  }

  /** Whether a lane of this name was closed in it. */
  boolean hasDropped(String lane) {
    return dropped.contains(new StateChange.LaneDropped(lane));
  }

  void saveDropped(Consumer<StateChange> to) {
    dropped.forEach(to);
  }

  /** How many checkpoints there were before it. */
  int checkpoints() {
    return checkpoints;
  }

  /** Whether it is being kept at a checkpoint: there can be no other one within that. */
  boolean isEnding() {
    return ending;
  }

  void ends() {
    ending = true;
  }

  /** It stands, and another one begins in the same handler. */
  void endsAtCheckpoint(int handlers, boolean stopRequested) {
    ending = false;
    checkpoints++;
    handlersBefore = handlers;
    stops = stopRequested;
    dropped = List.of();
    lanesChanged = false;
  }

  /** Whether the agent shall stop by what stands, whatever becomes of this part. */
  boolean stopStands() {
    return stops;
  }

  /** It handles a root event again, of which these steps are done; and whose stop stands. */
  void takesUp(@Nullable NamedSteps before, boolean stopStands) {
    stops = stopStands;
    steps = before;
    if (before != null) {
      before.again();
    }
  }

  /** The named steps of the root event. */
  NamedSteps steps() {
    NamedSteps there = steps;
    if (there == null) {
      there = new NamedSteps();
      steps = there;
    }
    return there;
  }

  /** The named steps of the root event, or null where it has none. */
  @Nullable NamedSteps stepsIfAny() {
    return steps;
  }
}
