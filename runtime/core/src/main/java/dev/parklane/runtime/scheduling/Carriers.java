package dev.parklane.runtime.scheduling;

import dev.parklane.runtime.trace.Tracer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the lock-step schedulers of a plane take turns: threads of its own, or a simulation. The
 * defaults suit live carriers: no tracing, no fault injection.
 */
public interface Carriers extends AutoCloseable {
  /** What planes get that are started inside, in place of threads of their own. */
  ScopedValue<Carriers> GIVEN = ScopedValue.newInstance();

  /**
   * Gives a scheduler a turn. Any thread.
   *
   * @param scheduler it has something to run, and no turn yet
   */
  void execute(LockStepScheduler scheduler);

  /**
   * Is told what a carrier runs from now on. On that carrier, or on the thread that it carries.
   *
   * @param carrier a platform thread
   * @param scheduler the one that has its turn; null for nothing
   */
  default void runs(Thread carrier, @Nullable LockStepScheduler scheduler) {}

  /**
   * Takes the turn that comes next, where it is the first of an agent whose handlers are mounted.
   * On the thread that the carrier carries.
   *
   * @param carrier a platform thread
   * @return has the carrier from now on; null where that comes first, or nothing does
   */
  default @Nullable LockStepScheduler nextToBegin(Thread carrier) {
    return null;
  }

  /**
   * {@return where runners rest that this carrier has run, or null where none do}
   *
   * @param carrier the calling thread, or the one that carries it
   */
  default @Nullable RestingRunners restingOn(Thread carrier) {
    return null;
  }

  /**
   * {@return the agents of these carriers that keep threads while they have nothing to do; null
   * where none do}
   */
  default @Nullable WarmAgents warm() {
    return null;
  }

  /**
   * {@return how many stretches of its threads an agent runs before its carrier looks after others}
   * The same program has more of them parked than mounted, so that a simulation must not count
   * them: the same schedule would be another one (law X2).
   */
  int slice();

  /** {@return how many root events an agent handles before others get its carrier} */
  int eventsPerTurn();

  /**
   * Makes a virtual thread for work away from agents, not started.
   *
   * @param name what the thread is called
   * @param work what the thread does
   * @return the thread, not started
   */
  default Thread newThread(String name, Runnable work) {
    return StartedThreads.make(name, work);
  }

  /** {@return whether what can run does so before anybody waits for it} */
  default boolean runByThemselves() {
    return true;
  }

  /**
   * Called by a thread outside the agents that is about to wait for something. A simulated carrier
   * runs agents until that is so; live carriers do nothing.
   *
   * @param done whether it is so; asked again and again, on the calling thread
   * @param whatRuns what has begun and not ended, in words
   * @throws IllegalStateException where nothing can run, and it is not so
   */
  default void driveUntil(BooleanSupplier done, Supplier<String> whatRuns) {}

  /**
   * Called as {@link #driveUntil} is, where one thing that an agent does ends the wait: its answer.
   *
   * @param done whether it is so; asked again and again, on the calling thread
   * @param whatRuns what has begun and not ended, in words
   * @throws IllegalStateException where nothing can run, and it is not so
   */
  default void driveUntilAnswered(BooleanSupplier done, Supplier<String> whatRuns) {
    driveUntil(done, whatRuns);
  }

  /**
   * Called as {@link #driveUntil} is, by a thread that goes on also where it is not so and nothing
   * can run any more.
   *
   * @param done whether it is so; asked again and again, on the calling thread
   * @param whatRuns what has begun and not ended, in words
   */
  default void driveUntilIdle(BooleanSupplier done, Supplier<String> whatRuns) {}

  /**
   * {@return whether an advance of a test clock brings the next event only when agents have handled
   * the last} A simulation may have what is due together handled in any order, as it would be live.
   */
  default boolean settlesBetweenEvents() {
    return true;
  }

  /**
   * Lets threads of agents run that were woken, where nothing else would. Does nothing on any other
   * thread than the one that runs them.
   */
  default void runWoken() {}

  /** {@return who is told what agents do; null where nobody wants to know} */
  default @Nullable Tracer tracer() {
    return null;
  }

  /** {@return what brings faults about in what agents do; null where nobody does} */
  default @Nullable Interference interference() {
    return null;
  }

  /** {@return who takes dead letters that no observer takes; null where they are logged} */
  default @Nullable Consumer<Object> deadLetters() {
    return null;
  }

  /** {@return who is told what agents touch; null where nobody wants to know} */
  default @Nullable Footprint footprint() {
    return null;
  }

  /**
   * A plane takes turns here from now on.
   *
   * @param abandon lets go of the plane as if its process had died, where everything else of it
   *     waits: nothing is drained, no handler runs, and it is closed
   */
  default void carries(Runnable abandon) {}

  /** The plane has closed, and all its schedulers have ended. */
  @Override
  void close();

  /**
   * The plane has closed.
   *
   * @param isLeft whether a handler has not ended and never will, so that nobody waits for it
   */
  default void close(boolean isLeft) {
    close();
  }
}
