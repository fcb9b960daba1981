package dev.parklane.testkit.contract;

import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InMemoryStoreContractTest implements StateStoreContract {
  @Override
  public StateStore open() {
    return new InMemoryStore();
  }
}
