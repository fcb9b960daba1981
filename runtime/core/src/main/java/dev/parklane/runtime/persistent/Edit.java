package dev.parklane.runtime.persistent;

/**
 * Whose the branches are that a writer of a {@link PersistentMap} has made since it handed a map
 * out: it may write to them, as nobody else has seen them. A new one stands for a new writer, or
 * for one that has handed its map out. As the transient collections of Clojure have it.
 */
public final class Edit {
  /** Of which there are no branches yet. */
  public Edit() {}
}
