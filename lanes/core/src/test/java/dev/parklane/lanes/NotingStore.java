package dev.parklane.lanes;

import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A store that notes its batches, and fails when it is told to. */
final class NotingStore implements StateStore {
  private final InMemoryStore store = new InMemoryStore();
  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean failing; // the test's threads

  /** What each batch that was kept said, as in {@code ValueSet value, StepDone a}. */
  List<String> batches() {
    return List.copyOf(batches);
  }

  Set<String> steps(String agent) {
    return store.load(agent).steps();
  }

  /** The next batch is refused. */
  void failNext() {
    failing = true;
  }

  @Override
  public SavedState load(String agent) {
    return store.load(agent);
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    if (failing) {
      failing = false;
      throw new IllegalStateException("disk");
    }
    store.commit(agent, changes);
    batches.add(changes.stream().map(NotingStore::text).collect(Collectors.joining(", ")));
  }

  private static String text(StateChange change) {
    String kind = change.getClass().getSimpleName();
    return switch (change) {
      case StateChange.OfLane ofLane -> kind + " " + ofLane.lane();
      case StateChange.StepDone done -> kind + " " + done.step();
      case StateChange.StepsForgotten forgotten -> kind;
    };
  }
}
