package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A store under test, with what it should have kept. */
final class OpenStore implements AutoCloseable {
  private final StateStoreContract contract;
  private final Map<String, Kept> expected = new HashMap<>();
  private StateStore store;

  private OpenStore(StateStoreContract contract, StateStore store) {
    this.contract = contract;
    this.store = store;
  }

  static OpenStore of(StateStoreContract contract) {
    return new OpenStore(contract, contract.open());
  }

  StateStore now() {
    return store;
  }

  private Kept expected(String agent) {
    return expected.getOrDefault(agent, Kept.nothing());
  }

  /** Commits, and compares what is kept of the agent then. */
  void commit(String agent, StateChange... changes) {
    List<StateChange> all = List.of(changes);
    store.commit(agent, new ArrayList<>(all));
    expected.put(agent, expected(agent).with(all));
    requireKept(agent, expected(agent));
  }

  void requireRefused(String agent, List<StateChange> changes) {
    requireNothingOf(IllegalStateException.class, agent, changes);
  }

  void requireFailure(String agent, List<StateChange> changes) {
    requireNothingOf(RuntimeException.class, agent, changes);
  }

  private void requireNothingOf(
      Class<? extends RuntimeException> type, String agent, List<StateChange> changes) {
    assertThrows(type, () -> store.commit(agent, changes), () -> "a commit of " + changes);
    requireKept(agent, expected(agent));
  }

  /** Of every agent, also of those that were committed long ago, what should be kept is kept. */
  void requireAll() {
    expected.forEach(this::requireKept);
  }

  void requireKept(String agent, Kept kept) {
    assertEquals(kept, Kept.of(store.load(agent)), () -> "what is kept of " + agent);
  }

  /** False where nothing outlasts the store. */
  boolean reopen() {
    StateStore again = contract.reopen(store);
    if (again == null) {
      return false;
    }
    store = again;
    return true;
  }

  /** One agent of several that use a store at once. */
  static void playAlone(StateStore shared, String agent, Random random) {
    Kept kept = Kept.nothing();
    for (int i = 0; i < 100; i++) {
      List<StateChange> changes = List.of(AnyChange.of(random), AnyChange.of(random));
      shared.commit(agent, changes);
      kept = kept.with(changes);
      assertEquals(kept, Kept.of(shared.load(agent)), () -> "what is kept of " + agent);
    }
  }

  @Override
  public void close() {
    contract.close(store);
  }
}
