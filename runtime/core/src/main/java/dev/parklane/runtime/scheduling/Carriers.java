package dev.parklane.runtime.scheduling;

import dev.parklane.runtime.trace.Tracer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the lock-step schedulers of a plane take turns: threads of its own, or a simulation. */
public interface Carriers extends AutoCloseable {
  /** What planes get that are started inside, in place of threads of their own. */
  ScopedValue<Carriers> GIVEN = ScopedValue.newInstance();

  /** Gives a scheduler a turn. Any thread. */
  void execute(LockStepScheduler scheduler);

  /** What the calling carrier runs from now on; null for nothing. */
  void runs(@Nullable LockStepScheduler scheduler);

  /** How many root events an agent handles before others get its carrier. */
  int eventsPerTurn();

  /** A virtual thread for work away from agents, not started. */
  Thread newThread(String name, Runnable work);

  /** Whether what can run does so before anybody waits for it. */
  boolean runByThemselves();

  /**
   * Called by a thread outside the agents that is about to wait for something: lets everything run
   * until that is so, where nothing else would.
   *
   * @param whatRuns what has begun and not ended, in words
   * @throws IllegalStateException where nothing can run, and it is not so
   */
  void driveUntil(BooleanSupplier done, Supplier<String> whatRuns);

  /** Is told what agents do; null where nobody wants to know. */
  @Nullable Tracer tracer();

  /** Brings faults about in what agents do; null where nobody does. */
  @Nullable Interference interference();

  /**
   * A plane takes turns here from now on.
   *
   * @param abandon lets go of the plane as if its process had died, where everything else of it
   *     waits: nothing is drained, no handler runs, and it is closed
   */
  void carries(Runnable abandon);

  /** The plane has closed, and all its schedulers have ended. */
  @Override
  void close();
}
