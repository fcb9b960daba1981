package dev.parklane.runtime.persistent;

import static java.util.Comparator.naturalOrder;

/** The two orders in which a persistent map may iterate. */
enum Order {
  INSERTION(PersistentMap.insertionOrdered()),
  COMPARATOR(PersistentMap.sorted(naturalOrder()));

  private final PersistentMap<String, Integer> empty;

  Order(PersistentMap<String, Integer> empty) {
    this.empty = empty;
  }

  PersistentMap<String, Integer> empty() {
    return empty;
  }
}
