package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.untyped.CalledByName;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of an agent at its URI: its mailbox, and the instance and the stretch of work that it
 * has now, if any.
 *
 * <p>A cell lives as long as it has an instance or a message; instances come and go in it one after
 * the other, so that there is exactly one at a time (law L1). Idle, it is this object and nothing
 * else: no thread, no scheduler.
 */
final class AgentCell extends AgentMailbox implements HandlerEnvironment, CascadeHost {
  private static final Logger LOG = LoggerFactory.getLogger(AgentCell.class);

  @Nullable Instance agent; // root thread only, but for reads in the agent's other threads
  private @Nullable Cascade cascade; // root thread only
  @Nullable AgentHistory upkeep; // made once, by the root thread or the owner

  AgentCell(Commons commons, Route route, String uri) {
    super(commons, route, uri);
    comesOrGoes();
  }

  /** The place of the agent in which a cascade runs. */
  static AgentCell of(Cascade cascade) {
    return (AgentCell) cascade.host();
  }

  /** {@link CallingThread#cell} finds it on all threads of this agent. */
  @Override
  public void bind(Runnable owner) {
    ScopedValue.where(CURRENT, this).run(owner);
  }

  @Override
  public Lane lane(String name) {
    Instance there = CallingThread.requireTurn();
    Lane lane = there.lane(name);
    if (lane == null) {
      throw new IllegalArgumentException(
          "[PL-O4.2] "
              + uri
              + " has no lane '"
              + name
              + "'; declare it in "
              + there.getClass().getSimpleName());
    }
    return lane;
  }

  @Override
  public Object given(String lane, String method, int index, Object argument) {
    return lane(lane).given(method, index, argument);
  }

  @Override
  public CalledByName part(String name) {
    Instance there = agent;
    return (there == null ? CallingThread.requireTurn() : there).part(name);
  }

  @Override
  public Object party() {
    Cascade there = cascade;
    Thread self = Thread.currentThread();
    return there != null && there.runsOn(self) ? place() : self;
  }

  @Override
  public Object agentPlace() {
    return place();
  }

  @Override
  public Away away() {
    return absence();
  }

  @Override
  public RuntimeException refused(List<String> cycle) {
    return new AskCycleException("entering a guest", cycle);
  }

  @Override
  public void run(LockStepScheduler scheduler) {
    new AgentLife(this, scheduler).run();
  }

  @Override
  public boolean mayRest() {
    return agent != null && !isBackingOff();
  }

  @Override
  public void keepsCarrier(long nanos) {
    KeptCarrier.tell(this, nanos);
  }

  /** Makes the instance, on the root thread and inside a cascade. */
  void makeAgent() {
    Instance made = CallingThread.construct(this, route.factory());
    if (made == null || made != agent) {
      throw new IllegalStateException(
          "[PL-L1.4] the factory of route '"
              + route.pattern()
              + "' gave "
              + (made == null ? "null" : "an agent that it had made before")
              + "; it must make a new one for each URI");
    }
  }

  /** Called by the constructor of an agent. */
  void construct(Instance made) {
    if (agent != null) {
      throw new IllegalStateException(
          "[PL-L1.5] the factory of route '"
              + route.pattern()
              + "' makes two agents for "
              + uri
              + "; it must make one");
    }
    agent = made;
    made.running = cascade;
    if (cascade != null) {
      cascade.turn = made;
    }
  }

  @Override
  public AtWork atWork() {
    return commons.atWork;
  }

  @Override
  public boolean isProgram() {
    Instance there = agent;
    return there != null && there.isProgram();
  }

  @Override
  public Throwable explain(HandlerRun run, Throwable failure) {
    return LockWatch.explain(run, failure);
  }

  @Override
  boolean hasInstance() {
    return agent != null;
  }

  AskGraph.Place place() {
    return new AskGraph.Place(commons, uri);
  }

  @Nullable Instance agent() {
    return agent;
  }

  @Nullable Cascade cascade() {
    return cascade;
  }

  /**
   * For a wait of the calling thread, which is one of its agent's, or of its handler's subtasks.
   */
  AtWork.Absence absence() {
    Cascade running = cascade;
    return running == null ? commons.atWork.absence() : running.absence();
  }

  void begin(Cascade begun) {
    begun.turn = agent;
    runs(begun);
  }

  void endCascade() {
    runs(null);
  }

  private void runs(@Nullable Cascade running) {
    cascade = running;
    Instance there = agent;
    if (there != null) {
      there.running = running;
    }
  }

  /**
   * Whether the calling thread is the handler of this instance that runs.
   *
   * @throws CascadeAbortedException where it is one whose cascade has failed (law F1)
   */
  boolean isTurnOf(Instance instance) {
    if (instance.turn == Thread.currentThread()) {
      return true;
    }
    Cascade there = cascade;
    if (there != null) {
      there.rethrowIn(Thread.currentThread());
    }
    return false;
  }

  /** What handler has begun and not ended, under its writers; empty where none has. */
  String whatRuns() {
    Cascade there = cascade;
    return there == null ? "" : uri + " in " + there.chain() + AskGraph.waitText(place());
  }

  void forgetAgent() {
    Instance there = agent;
    if (there != null) {
      there.turn = null;
    }
    agent = null;
  }

  /** Asks for a restart after a back-off; false where there were too many. */
  boolean restart(FailurePolicy.Restart policy) {
    return upkeep().restart(policy);
  }

  /** Whether one would be granted. */
  boolean mayRestart(FailurePolicy.Restart policy) {
    return upkeep().mayRestart(policy);
  }

  /** What decides when a root event is not handled again (law F11). */
  FailurePolicy.Verdict verdict() {
    FailurePolicy policy = route.options().failurePolicy();
    return switch (policy) {
      case FailurePolicy.Retry retry -> retry.behind();
      case FailurePolicy.Verdict verdict -> verdict;
    };
  }

  /** This event, where it has failed and is handled again. Root thread. */
  @Nullable HandledAgain again(RootEvent event) {
    return upkeep == null ? null : upkeep.again(event);
  }

  /** What has failed is handled again; null where nothing is. Root thread. */
  void handlesAgain(@Nullable HandledAgain failed) {
    if (upkeep != null || failed != null) {
      upkeep().handlesAgain(failed);
    }
  }

  /** Its mailbox is held for so long before the next event. Root thread. */
  void backOff(Duration wait) {
    upkeep().backOff(wait);
  }

  /** Whether the agent has failed, and waits to be restarted or to handle an event again. */
  boolean isBackingOff() {
    return upkeep != null && upkeep.isBackingOff();
  }

  /** What an instance had registered with the bus waits for its successor (law B8). */
  void keepWaiting(List<Registration> registrations) {
    upkeep().keep(registrations);
  }

  /** One that waits, and for which there is no successor yet. In the turn of a fresh instance. */
  @Nullable Registration waiting(Predicate<Registration> such) {
    return upkeep == null ? null : upkeep.waiting(such);
  }

  void endWaiting() {
    if (upkeep != null) {
      upkeep.endWaiting(agent != null);
    }
  }

  private AgentHistory upkeep() {
    AgentHistory there = upkeep;
    if (there == null) {
      there = new AgentHistory(this);
      upkeep = there;
    }
    return there;
  }

  @Override
  public boolean end() {
    if (upkeep != null && upkeep.isBackingOff()) {
      if (commons.life().isOpen()) {
        hold();
        upkeep.backOff();
        commons.atWork.end();
        return true;
      }
      upkeep.skipBackoff();
      putBack(new RootEvent.Restart()); // what waits is for the fresh instance (law B8)
      return false;
    }
    boolean gone = agent == null;
    boolean leaves = !gone && route.leavesIdle;
    if (leaves) {
      upkeep().rests();
    }
    if (!(gone ? retire() : rest())) {
      return false;
    }
    try {
      if (gone) {
        leave();
      } else if (leaves) {
        upkeep().rested();
      }
    } catch (RuntimeException e) { // a clock of the user's; others may be at work here already
      LOG.error(
          "[PL-L4.2] agent {}: its clock refuses to tell when it has been idle too long", uri, e);
    } finally {
      commons.atWork.end();
    }
    return true;
  }

  @Override
  public void giveUp(Throwable cause) {
    try {
      new Collapse(this, cause).run();
    } finally {
      leave();
      commons.atWork.end();
    }
  }

  /** It is there or not from now on, which those see who send only to who is there. */
  private void comesOrGoes() {
    Footprint told = commons.footprint;
    if (told != null) {
      told.touches("place", uri, Footprint.Touch.CHANGES);
      told.touches("agents", route.pattern().toString(), Footprint.Touch.ADDS);
    }
  }

  /** The place is closed for good. */
  private void leave() {
    comesOrGoes();
    commons.cells().remove(this);
    if (upkeep != null) {
      upkeep.left();
    }
  }

  /** What its instance has set on the clock comes no more; nothing else of it runs. */
  void abandon() {
    Instance there = agent;
    if (there != null && there.resources != null) {
      there.resources.abandon();
    }
  }

  /** Interrupts the handler that runs now, if one does. Any thread. */
  void interruptHandler() {
    Instance there = agent;
    Thread running = there == null ? null : there.turn;
    if (running != null) {
      ExclusiveContext.interrupt(running);
    }
  }
}
