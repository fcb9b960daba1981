package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.scheduling.Work;
import org.jspecify.annotations.Nullable;

/**
 * The place of an agent at its URI: its mailbox, and the instance and the stretch of work that it
 * has now, if any.
 *
 * <p>A cell lives as long as it has an instance or a message; instances come and go in it one after
 * the other, so that there is exactly one at a time (law L1). Idle, it is this object and nothing
 * else: no thread, no scheduler.
 */
final class AgentCell extends Mailbox implements Work {
  private static final ScopedValue<AgentCell> CURRENT = ScopedValue.newInstance();
  private static final ScopedValue<AgentCell> CONSTRUCTING = ScopedValue.newInstance();

  private static final ScopedValue<Boolean> OUTSIDE = ScopedValue.newInstance();

  private final Plane plane;
  private final Route route;
  private final String uri;

  @Nullable Agent agent; // root thread only, but for reads in the agent's other threads
  private @Nullable Cascade cascade; // likewise

  AgentCell(Plane plane, Route route, String uri) {
    this.plane = plane;
    this.route = route;
    this.uri = uri;
  }

  /** The agent in one of whose handlers, or their forked subtasks, the calling thread is. */
  static @Nullable AgentCell current() {
    return CURRENT.isBound() && !OUTSIDE.isBound() ? CURRENT.get() : null;
  }

  /** Runs something as if no agent's handler ran it. */
  static void outside(Runnable act) {
    ScopedValue.where(OUTSIDE, true).run(act);
  }

  /** The place for which the calling thread makes an agent. */
  static @Nullable AgentCell constructing() {
    return CONSTRUCTING.isBound() ? CONSTRUCTING.get() : null;
  }

  /** {@link #current} finds it on all threads of this agent. */
  @Override
  public void bind(Runnable owner) {
    ScopedValue.where(CURRENT, this).run(owner);
  }

  @Override
  public void run(LockStepScheduler scheduler) {
    new AgentLife(this, scheduler).run();
  }

  @Override
  public String name() {
    return uri;
  }

  /** Makes the instance, on the root thread and inside a cascade. */
  void makeAgent() {
    Agent made = ScopedValue.where(CONSTRUCTING, this).call(() -> route.factory().get());
    if (made == null || made != agent) {
      throw new IllegalStateException(
          "the factory of route '"
              + route.pattern()
              + "' gave "
              + (made == null ? "null" : "an agent that it had made before")
              + "; it must make a new one for each URI");
    }
  }

  /** Called by the constructor of an agent. */
  void construct(Agent made) {
    if (agent != null) {
      throw new IllegalStateException(
          "the factory of route '"
              + route.pattern()
              + "' makes two agents for "
              + uri
              + "; it must make one");
    }
    agent = made;
  }

  Plane plane() {
    return plane;
  }

  Route route() {
    return route;
  }

  String uri() {
    return uri;
  }

  AskGraph.Place place() {
    return new AskGraph.Place(plane, uri);
  }

  @Nullable Agent agent() {
    return agent;
  }

  @Nullable Cascade cascade() {
    return cascade;
  }

  void begin(Cascade begun) {
    cascade = begun;
  }

  void endCascade() {
    cascade = null;
  }

  /** From here on nobody may touch the agent's lanes. */
  void takeTurnBack() {
    Agent there = agent;
    if (there != null) {
      there.turn = null;
    }
  }

  void forgetAgent() {
    takeTurnBack();
    agent = null;
  }

  /**
   * Posts an event, and wakes the agent if it is idle; false where this place is closed for good.
   */
  boolean deliver(RootEvent event) {
    return switch (post(event, plane.atWork())) {
      case QUEUED -> true;
      case RETIRED -> false;
      case WAKE -> {
        wake();
        yield true;
      }
    };
  }

  private void wake() {
    try {
      plane.newScheduler(this).start();
    } catch (RuntimeException | Error e) { // no memory, most likely: the sender has to know
      takeBack();
      plane.atWork().end();
      throw e;
    }
  }

  @Override
  public boolean end() {
    boolean gone = agent == null;
    if (!(gone ? retire() : rest())) {
      return false;
    }
    if (gone) {
      plane.forget(this);
    }
    plane.atWork().end();
    return true;
  }

  /** Interrupts the handler that runs now, if one does. Any thread. */
  void interruptHandler() {
    Agent there = agent;
    Thread running = there == null ? null : there.turn;
    if (running != null) {
      running.interrupt();
    }
  }
}
