package dev.parklane.stress.planes;

import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.List;
import java.util.Map;

/**
 * A store that notes in the book of each agent what it keeps and what not: where cascades end.
 *
 * @param kept as soon as it is kept, or else what is refused
 */
record NotedStore(StateStore store, Map<String, Book> books, boolean kept) implements StateStore {
  @Override
  public SavedState load(String agent) {
    return store.load(agent);
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    Book book = books.get(agent);
    try {
      store.commit(agent, changes);
    } catch (RuntimeException e) {
      if (!kept) {
        book.note(new Noted.Refused());
      }
      throw e;
    }
    if (kept) {
      book.note(new Noted.Kept());
    }
  }
}
