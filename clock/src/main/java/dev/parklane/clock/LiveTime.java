package dev.parklane.clock;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The one run of time that every live clock of the process reads: it never goes back and never
 * repeats a value (law K1). Any thread.
 *
 * <p>The machine's ticks drive it, and the wall clock can only push it on. Where the wall clock
 * jumps ahead (it was set, or the machine slept), so does this. Where it is set back, this goes on
 * at the pace of the ticks, so that no delay gets longer, and is ahead of the wall clock until the
 * process ends.
 */
final class LiveTime {
  private final LongSupplier wall;
  private final LongSupplier ticks;
  private final long firstTick;
  private final AtomicLong start; // any thread; grows only: when the first tick was
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE); // any thread; grows only

  /** Time by a wall clock in nanoseconds since the epoch, and a tick counter in nanoseconds. */
  LiveTime(LongSupplier wall, LongSupplier ticks) {
    this.wall = wall;
    this.ticks = ticks;
    start = new AtomicLong(wall.getAsLong());
    firstTick = ticks.getAsLong();
  }

  /** Nanoseconds since the epoch, greater than every value that it has returned before. */
  long next() {
    // The wall first: a thread that is held up in between then finds too early a start, which
    // counts for nothing. The other way round, every such thread would push time ahead for good.
    long read = wall.getAsLong();
    long elapsed = ticks.getAsLong() - firstTick;
    long now = latestStart(read - elapsed) + elapsed;
    return last.accumulateAndGet(now, (before, value) -> Math.max(before + 1, value));
  }

  private long latestStart(long seen) {
    long latest = start.get();
    return seen <= latest ? latest : start.accumulateAndGet(seen, Math::max);
  }
}
