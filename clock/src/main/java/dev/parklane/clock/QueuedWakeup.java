package dev.parklane.clock;

/**
 * Something that a time source calls at its time. It is pending as long as it is in the source's
 * queue, which owns the mutable fields here.
 */
abstract sealed class QueuedWakeup permits Timer, PlainWakeup {
  final String name;
  long atNanos; // guarded by the source's lock
  long order =
      -1; // guarded by the source's lock; -1 before it is first queued, then for good (law K8)
  int index = -1; // guarded by the source's lock; -1 where it is not queued

  QueuedWakeup(String name) {
    this.name = name;
  }

  /**
   * Its time has come, and it is queued no more. The thread that delivers, without any lock.
   *
   * @param nowNanos what the source reads; not before its time
   */
  abstract void fire(long nowNanos);

  /** Whether a thread may call it that is not the one which advances or delivers. */
  abstract boolean isForAnyThread();

  /** Whether it is called before the other: by (time, name, order of registration). */
  final boolean isBefore(QueuedWakeup other) {
    if (atNanos != other.atNanos) {
      return atNanos < other.atNanos;
    }
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName < 0 : order < other.order;
  }
}
