package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a cascade can change and put back (law F2). A class, so that its methods are not for users.
 * The thread whose turn it is.
 */
abstract class Undoable {
  /**
   * Puts back what it was before.
   *
   * @param before what was given to the log
   */
  abstract void putBack(Object before);

  /** What it holds now, for a tracer; null where that is nothing. */
  @Nullable Object traced() {
    return null;
  }

  /** The cascade has ended: what it changes next is to be kept anew. */
  void forgetKept() {}
}
