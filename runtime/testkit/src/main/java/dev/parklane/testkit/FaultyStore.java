package dev.parklane.testkit;

import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.List;

/** See {@link Simulation#faulty}. */
final class FaultyStore implements StateStore {
  private final StateStore keeps;
  private final FaultDraws faults;
  private final SimulatedCarrier carrier;

  FaultyStore(StateStore keeps, FaultDraws faults, SimulatedCarrier carrier) {
    this.keeps = keeps;
    this.faults = faults;
    this.carrier = carrier;
  }

  @Override
  public SavedState load(String agent) {
    return keeps.load(agent);
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    carrier.letOthersRun("commit of " + agent);
    faults.commits(agent);
    keeps.commit(agent, changes);
    carrier.letOthersRun("commit of " + agent); // a crash may come before anybody knows of it
  }
}
