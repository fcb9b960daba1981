package dev.parklane.testkit.contract;

import dev.parklane.runtime.store.StateStore;
import org.jspecify.annotations.Nullable;

/** The contract, of stores that have the fault which is set at the moment. */
class ShelfContract implements StateStoreContract {
  static @Nullable StoreFault fault; // the thread of the test that plays this

  @Override
  public StateStore open() {
    return new Shelf(fault);
  }

  @Override
  public @Nullable StateStore reopen(StateStore store) {
    return store instanceof Shelf shelf ? shelf.reopened() : store;
  }

  @Override
  public boolean failNextCommit(StateStore store) {
    ((Shelf) store).failNext();
    return true;
  }
}
