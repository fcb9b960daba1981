package dev.parklane.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The suspended work of a plane whose result is in no mailbox yet, attempts to come included. It
 * leaves when its result has been posted, so that its agent is at work before it has left: who
 * finds none here, and nobody at work before and after, knows that nothing comes back. Any thread.
 */
final class OpenWork {
  private static final int NAMED = 10; // so many are named where there are more

  private final Set<SuspendedWork> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong begun = new AtomicLong();
  private volatile int waiting; // guarded by this, but for a look: how many wait
  private volatile boolean draining; // whoever closes the plane sets it, for good

  void add(SuspendedWork work) {
    work.number = begun.incrementAndGet();
    open.add(work);
  }

  void remove(SuspendedWork work) {
    if (open.remove(work) && waiting > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** In the order in which it began, but for what the calling thread does: it may be the closer. */
  List<SuspendedWork> all() {
    Thread self = Thread.currentThread();
    return open.stream()
        .filter(work -> !work.isDoneBy(self))
        .sorted(Comparator.comparingLong(work -> work.number)) // law E10
        .toList();
  }

  boolean isEmpty() {
    Thread self = Thread.currentThread();
    return open.stream().allMatch(work -> work.isDoneBy(self));
  }

  /** Whether none waits for another attempt any more, as the plane closes. */
  boolean isDraining() {
    return draining;
  }

  /** The plane closes: attempts that wait begin now, and one that fails from now on is the last. */
  void drain() {
    draining = true;
    all().forEach(SuspendedWork::skipBackoff);
  }

  /** Waits until some of it has left, for so many milliseconds at the most. */
  synchronized void awaitChange(long millis) throws InterruptedException {
    waiting++;
    try {
      wait(millis); // it may have left before, or return for no reason: the caller looks again
    } finally {
      waiting--;
    }
  }

  /** What there is, in words; empty where nothing is. */
  String text() {
    List<SuspendedWork> all = all();
    String named =
        all.stream().limit(NAMED).map(SuspendedWork::text).collect(Collectors.joining("; "));
    return all.size() > NAMED ? named + "; and " + (all.size() - NAMED) + " more" : named;
  }
}
