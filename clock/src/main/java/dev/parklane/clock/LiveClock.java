package dev.parklane.clock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The clock that follows the machine. It never goes back, and no two readings in a process are
 * equal, on whatever threads and instances (law K1). Where the wall clock is set back, it goes on
 * at its pace; where that jumps ahead, it follows. It is a {@link TimeSource} for other clocks.
 *
 * <p>All that is due on any of them is delivered by the source's only thread, the daemon {@code
 * parklane-clock}, which starts with the first that is set; a million that wait cost it nothing. It
 * delivers in order of (time, name, order of registration) among what is due. The clock reads the
 * true time meanwhile, not the event's, and records by how much each is late: see {@link #lateness}
 * and the Flight Recorder event {@code dev.parklane.Lateness} (law K12). What a handler throws is
 * logged and hurts no other.
 *
 * <p>A timer that is late follows its {@link LatePolicy} (law K9). With a start in the past it is
 * late from the beginning.
 *
 * <p>It has a queue of its own and is not a {@code ScheduledThreadPoolExecutor}: that one keeps
 * delays on another clock than this, of half the range, and its futures say that they were
 * cancelled when their task was already running, which law K10 forbids.
 */
public final class LiveClock extends SourceClock implements AutoCloseable {
  private final LiveSource source;

  /**
   * A clock whose handlers run on its own thread, one after the other, so that they must be short
   * and must not block. It has no thread until the first is set.
   */
  public LiveClock() {
    this(Runnable::run);
  }

  /**
   * A clock whose handlers run on an executor. It has no thread until the first is set.
   *
   * @param executor a firing that it refuses counts as failed, is logged, and does not come again
   */
  public LiveClock(Executor executor) {
    this(new LiveSource(), executor);
  }

  /**
   * A clock that follows a time of one's own in place of the machine's: of another machine, of an
   * exchange, or a machine's that is made to run faster. No two readings of it and of the clocks
   * over it are equal, and it never goes back: where that time stands or does, it is ahead by the
   * number of its readings in nanoseconds. Several that follow one time know nothing of each other.
   *
   * @param time read by any thread, often; it must not block
   * @param resolution by so much of the machine's time what is due may be late, where the other
   *     time runs faster than the machine's or is set; so often it is looked at while something is
   *     pending. More than a second counts as one
   * @param executor a firing that it refuses counts as failed, is logged, and does not come again
   * @throws IllegalArgumentException where the resolution is not positive
   */
  public LiveClock(InstantSource time, Duration resolution, Executor executor) {
    this(new LiveSource(Objects.requireNonNull(time, "time"), resolution), executor);
  }

  private LiveClock(LiveSource source, Executor executor) {
    super(source, executor);
    this.source = source;
  }

  /**
   * How late the events of all clocks of this source were so far.
   *
   * @return counts and percentiles, in nanoseconds, since the clock was made
   */
  public Lateness lateness() {
    return source.lateness.read();
  }

  /**
   * Cancels all that is pending on all clocks of this source, ends its thread and waits until it
   * has ended, what runs on it included. No firing begins after this; handlers that run on an
   * executor are not waited for. Called on the thread itself it does not wait. An interrupt does
   * not cut the waiting short, and is kept. The time can be read further on.
   */
  @Override
  public void close() {
    source.close();
    closeOwn();
  }

  /** How many are pending on all clocks of this source. */
  int pending() {
    return source.pending();
  }
}
