package dev.parklane.stress.soak;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What was found to be wrong, by any thread; and a sign of life for whoever waits. */
final class Faults {
  private static final int KEPT = 20;

  private final Queue<String> first = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong steps = new AtomicLong();

  void add(String what, Object... parts) {
    if (count.getAndIncrement() < KEPT) {
      first.add(String.format(Locale.ROOT, what, parts));
    }
  }

  void expect(boolean lawful, String what, Object... parts) {
    if (!lawful) {
      add(what, parts);
    }
  }

  int count() {
    return count.get();
  }

  List<String> first() {
    return List.copyOf(first);
  }

  /** Something went on. */
  void step() {
    steps.incrementAndGet();
  }

  long steps() {
    return steps.get();
  }
}
