package dev.parklane.clock;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock that tests move. It starts at 0, stands still until it is advanced, and never goes back
 * (law K1). It is a {@link TimeSource} for other clocks, which move with it.
 *
 * <h2>Order</h2>
 *
 * An advance delivers what is due up to its target, the target included, in order of (time, name,
 * order of registration), on all clocks of this source (laws K7, K8). While a handler runs, the
 * clock reads the time of its event. What a handler sets inside the window fires in the same
 * advance, in its place; so one advance delivers what many small ones over the same stretch do. A
 * timer fires once for each occurrence, those before its setting included, stamped on its grid (law
 * K4); while these are delivered the clock stands.
 *
 * <h2>Settling</h2>
 *
 * An advance looks for the next event only when all is quiet: when the handlers that run on
 * executors have ended, and when each hook that was given to {@link #settleWith} has returned. It
 * does so before the first event, after each, and at the end.
 *
 * <h2>Threads</h2>
 *
 * Without an executor, handlers run on the advancing thread. Advances of several threads are
 * serialised. Any thread may read the time, set and cancel while another advances; only an advance
 * by a handler is refused. A handler must not wait for a thread that advances.
 *
 * <p>Agents of a plane have the events of their clocks in their own turns. Where the JDK is closed
 * to the plane they run on its virtual threads, and a platform thread that advances is stood in for
 * by one of these, {@code parklane-advance}, while only their events are due. It waits for that
 * one, and goes on itself where something is due that a program has set: so there is one hand-over
 * in an advance that has only events of agents, and at most one more for each callback of a
 * program. Where a program has a hook, it calls that after each event, and nobody stands in for it.
 * A virtual thread advances by itself.
 *
 * <p>What is set for now or for the past is due now (law K2). As no advance may follow, the thread
 * that sets it delivers it before it goes on, without settling, as it may be one that settling
 * would wait for. Where an advance is under way, in this thread or another, it is left to that one.
 *
 * <h2>Failure</h2>
 *
 * What a handler throws stops neither the other handlers nor the clock. When all are done, the
 * advance (or the call that set what was due at once) throws the first of what was thrown, with the
 * others as suppressed. Where a settling fails, or is interrupted as it waits for an executor, the
 * advance ends there.
 */
public final class TestClock extends SourceClock {
  private final TestSource source;

  /** A clock that stands at 0, whose handlers run on the thread that advances it. */
  public TestClock() {
    this(Runnable::run);
  }

  /**
   * A clock that stands at 0, whose handlers run on an executor, as {@link #newClockOn} has it.
   *
   * @param executor may run them on threads of its own; an advance waits for them
   */
  public TestClock(Executor executor) {
    this(0, executor);
  }

  TestClock(long nanos, Executor executor) {
    this(new TestSource(nanos), executor);
  }

  private TestClock(TestSource source, Executor executor) {
    super(source, executor);
    this.source = source;
  }

  /**
   * Moves the clock on by a duration, to the end of time at the most, and delivers what is due.
   *
   * @param by 0 or more; 0 delivers what is due now
   * @throws IllegalArgumentException where the duration is negative; nothing has changed then
   * @throws IllegalStateException where a handler of this clock calls it
   * @throws StackOverflowError where there is next to no stack left; nothing has changed then, and
   *     agents that it carries have no more than the rest
   */
  public void advance(Duration by) {
    source.advance(by);
  }

  /**
   * Moves the clock on to a time and delivers what is due. To where it stands is legal.
   *
   * @param nanos in nanoseconds since the epoch
   * @throws IllegalArgumentException where the clock has passed that time; nothing has changed then
   * @throws IllegalStateException where a handler of this clock calls it
   * @throws StackOverflowError where there is next to no stack left; nothing has changed then, and
   *     agents that it carries have no more than the rest
   */
  public void advanceTo(long nanos) {
    source.advanceTo(nanos);
  }

  /**
   * Adds a hook that each advance calls, on the advancing thread, before it looks for the next
   * event. It returns when all that the last event set off is done, which may have set and
   * cancelled more. Hooks are called in the order in which they were added, and all of them again
   * until none has anything to tell, as what one has waited for may set off more for another.
   *
   * @param hook says whether anything was done since it was called last
   * @return takes the hook away
   */
  public Settling settleWith(BooleanSupplier hook) {
    return settleWith(hook, () -> {});
  }

  /**
   * Adds a hook, as {@link #settleWith(BooleanSupplier)} does, with a check that each advance makes
   * on its thread before it waits for its turn. The check throws where the hook would wait for that
   * very thread: an advance that it makes inside of another one, which waits for it, would wait for
   * ever.
   *
   * @param hook says whether anything was done since it was called last
   * @param check throws an {@link IllegalStateException} that says who must not advance the clock
   * @return takes hook and check away
   */
  public Settling settleWith(BooleanSupplier hook, Runnable check) {
    return settleWith(hook, check, null);
  }

  /**
   * Adds a hook with a check, as {@link #settleWith(BooleanSupplier, Runnable)} does, for work on
   * virtual threads. An advance by a platform thread leaves that to a virtual thread, together with
   * the events that any thread may deliver, and waits once for all; unless there are hooks that
   * only the advancing thread may call.
   *
   * @param hook called where the advancing thread waits for the work itself
   * @param check the same for the check
   * @param work the same work, for the virtual thread; null where it is to be left to none
   * @return takes hook and check away
   */
  @Experimental
  public Settling settleWith(BooleanSupplier hook, Runnable check, @Nullable VirtualWork work) {
    SettlingHook added =
        new SettlingHook(
            Objects.requireNonNull(hook, "hook"), Objects.requireNonNull(check, "check"), work);
    source.add(added);
    return () -> source.remove(added);
  }

  /** A hook that was added. */
  @FunctionalInterface
  public interface Settling extends AutoCloseable {
    /** Takes the hook away: no advance calls it from the next event on. */
    @Override
    void close();
  }

  /**
   * What an advance of this clock does on its own thread between two events. The agents of a plane
   * on this clock take their turns there, where the JDK lets them.
   *
   * @return the same each time
   */
  @Experimental
  public SettlingTasks settlingTasks() {
    return source.tasks;
  }

  /**
   * How many alerts, timers and callbacks are pending on all clocks of this source.
   *
   * @return 0 or more; a timer counts once, and not at all while a firing of it is under way
   */
  public int pending() {
    return source.pending();
  }

  /**
   * When the next of them is due: to advance to that time brings it, and nothing that is due later.
   *
   * @return in nanoseconds since the epoch; {@link Long#MAX_VALUE} where none is pending
   */
  public long nextNanos() {
    return source.nextNanos();
  }
}
