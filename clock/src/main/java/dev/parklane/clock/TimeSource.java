package dev.parklane.clock;

import java.util.concurrent.Executor;

/**
 * What many clocks share: the time, and one order in which all that is due on any of them is
 * delivered, (time, name, order of registration) (law K8). {@link LiveClock} follows the machine,
 * {@link TestClock} moves only when it is told to; each is a clock as well.
 *
 * <p>Any thread may call any method.
 */
public sealed interface TimeSource permits SourceClock {
  /**
   * The time. It is never less than what any thread has read before (law K1).
   *
   * @return in nanoseconds since the epoch
   */
  long nanos();

  /**
   * Has a callback called once, at that time or after it. One for now or for the past is due at
   * once, stamped now (law K2).
   *
   * <p>It is the plain form of an alert, for what has no clock of its own: it belongs to nobody,
   * replaces nothing, and its name only says where it comes among others of the same time. The
   * callback runs on the thread that delivers, so it must be short and must not block. It may set
   * and cancel what it likes.
   *
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   * @param name may be empty, which comes before all others
   * @param callback is called once, unless it is cancelled before
   * @return cancels the callback
   * @throws IllegalStateException where the source is closed
   */
  Wakeup wake(long atNanos, String name, Runnable callback);

  /**
   * Has a callback called once, as {@link #wake} does, by whatever thread: one that only hands on,
   * to a mailbox or to a thread that waits. An advance of a {@link TestClock} by a platform thread
   * may leave such ones to a virtual thread.
   *
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   * @param name may be empty, which comes before all others
   * @param callback is called once, unless it is cancelled before
   * @return cancels the callback
   * @throws IllegalStateException where the source is closed
   */
  @Experimental
  Wakeup wakeOnAnyThread(long atNanos, String name, Runnable callback);

  /**
   * Whether the calling thread is inside of a handler or callback that this source waits for before
   * it delivers the next: then nothing that is due later comes before that has ended, and what
   * would wait for it there would wait for itself.
   *
   * @return false on every other thread
   */
  boolean isDelivering();

  /**
   * A clock of its own over this source, whose firings the dispatcher is given. It costs a few
   * objects and no thread.
   *
   * @param dispatcher takes each firing of this clock to its handler
   * @return an open clock on which nothing is set
   */
  OwnedClock newClock(Dispatcher dispatcher);

  /**
   * A clock of its own, as {@link #newClock} makes, whose dispatcher may be called by whatever
   * thread: see {@link #wakeOnAnyThread}.
   *
   * @param dispatcher takes each firing of this clock to its handler
   * @return an open clock on which nothing is set
   */
  @Experimental
  OwnedClock newClockOnAnyThread(Dispatcher dispatcher);

  /**
   * A clock of its own over this source, whose handlers run on an executor. An advance of a test
   * clock waits for each of them, so an executor that keeps its tasks for the advancing thread is
   * not for this: it takes a {@link Dispatcher}.
   *
   * @param executor runs each handler of this clock as a task of its own
   * @return an open clock on which nothing is set
   */
  OwnedClock newClockOn(Executor executor);
}
