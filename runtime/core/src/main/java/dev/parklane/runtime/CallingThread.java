package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.scheduling.ThreadText;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** In which agent the calling thread is, and whether it is its turn there. */
final class CallingThread {
  private static final ScopedValue<AgentCell> CONSTRUCTING = ScopedValue.newInstance();

  private static final ScopedValue<Boolean> OUTSIDE = ScopedValue.newInstance();

  private CallingThread() {}

  /** The agent in one of whose handlers, or their forked subtasks, the calling thread is. */
  static @Nullable AgentCell cell() {
    return HandlerEnvironment.CURRENT.isBound() && !OUTSIDE.isBound()
        ? (AgentCell) HandlerEnvironment.CURRENT.get()
        : null;
  }

  /**
   * The agent that waits for the calling thread, also where what runs is no handler of its: a
   * handler that belongs to no agent, a tap, or an observer of dead letters. The agent goes on when
   * that has returned.
   */
  static @Nullable AgentCell held() {
    return HandlerEnvironment.CURRENT.isBound()
        ? (AgentCell) HandlerEnvironment.CURRENT.get()
        : null;
  }

  /** The cascade in which the calling thread is, in a handler or in a subtask that it forked. */
  static @Nullable Cascade cascade() {
    AgentCell cell = cell();
    return cell == null ? null : cell.cascade();
  }

  /**
   * The agent where the calling thread is its handler that runs, or null: outside the agents, and
   * in a forked subtask.
   *
   * @throws CascadeAbortedException where that handler's cascade has failed already (law F1)
   */
  static @Nullable Instance inTurn() {
    AgentCell cell = cell();
    Instance there = cell == null ? null : cell.agent;
    return cell != null && there != null && cell.isTurnOf(there) ? there : null;
  }

  /**
   * The agent whose handler the calling thread is.
   *
   * @throws LaneAccessException where it is none, or a subtask of one
   * @throws CascadeAbortedException where that handler's cascade has failed already (law F1)
   */
  static Instance requireTurn() {
    AgentCell cell = cell();
    Instance there = cell == null ? null : cell.agent;
    if (there == null) {
      throw new LaneAccessException(
          "[PL-E8.4] "
              + ThreadText.of(Thread.currentThread())
              + " runs no handler of an agent; send a command or use plane.agent(uri).ask(...)");
    }
    Cascade running = cell.cascade();
    if (running == null || !running.runsOn(Thread.currentThread())) {
      there.refuse("its context");
    }
    return there;
  }

  /** Runs something as if no agent's handler ran it. */
  static void outside(Runnable act) {
    ScopedValue.where(OUTSIDE, true).run(act);
  }

  /**
   * Whether the calling thread may wait for an agent: it is in none, and runs no observer of dead
   * letters, which may stand in the way of the very agent that it would wait for.
   */
  static boolean mayWait() {
    return !OUTSIDE.isBound() && !HandlerEnvironment.CURRENT.isBound();
  }

  /** Makes an agent for a place. */
  static Instance construct(AgentCell cell, Supplier<? extends Instance> factory) {
    return ScopedValue.where(CONSTRUCTING, cell).call(factory::get);
  }

  /** The place for which the calling thread makes an agent. */
  static @Nullable AgentCell constructing() {
    return CONSTRUCTING.isBound() ? CONSTRUCTING.get() : null;
  }
}
