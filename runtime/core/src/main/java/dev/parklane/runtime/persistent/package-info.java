/**
 * Persistent maps: immutable maps that make a changed copy of themselves by sharing all but {@code
 * O(log n)} nodes with it.
 *
 * <p>They hold the state of an observable map lane. A version handed out is a snapshot that never
 * changes, taking one costs nothing, and undoing a write is keeping the version before it.
 *
 * <p>{@link dev.parklane.runtime.persistent.PersistentMap} is all that other packages need; neither
 * kind of map shows anything of the nodes it is made of.
 */
@NullMarked
package dev.parklane.runtime.persistent;

import org.jspecify.annotations.NullMarked;
