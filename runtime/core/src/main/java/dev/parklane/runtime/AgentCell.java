package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.runtime.scheduling.Enclosure;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.scheduling.Surroundings;
import dev.parklane.runtime.scheduling.ThreadText;
import dev.parklane.runtime.scheduling.Work;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The place of an agent at its URI: its mailbox, and the instance and the stretch of work that it
 * has now, if any.
 *
 * <p>A cell lives as long as it has an instance or a message; instances come and go in it one after
 * the other, so that there is exactly one at a time (law L1). Idle, it is this object and nothing
 * else: no thread, no scheduler.
 */
final class AgentCell extends Mailbox implements Work, Surroundings, CascadeHost {
  private static final Logger LOG = LoggerFactory.getLogger(AgentCell.class);

  private static final ScopedValue<AgentCell> CONSTRUCTING = ScopedValue.newInstance();

  private static final ScopedValue<Boolean> OUTSIDE = ScopedValue.newInstance();

  private final Commons commons;
  private final Route route;
  private final String uri;

  @Nullable Instance agent; // root thread only, but for reads in the agent's other threads
  private @Nullable Cascade cascade; // root thread only
  private @Nullable Upkeep upkeep; // made once, by the root thread or the owner

  AgentCell(Commons commons, Route route, String uri) {
    this.commons = commons;
    this.route = route;
    this.uri = uri;
  }

  /** The agent in one of whose handlers, or their forked subtasks, the calling thread is. */
  static @Nullable AgentCell current() {
    return CURRENT.isBound() && !OUTSIDE.isBound() ? (AgentCell) CURRENT.get() : null;
  }

  /**
   * The agent that waits for the calling thread, also where what runs is no handler of its: a
   * handler that belongs to no agent, a tap, or an observer of dead letters. The agent goes on when
   * that has returned.
   */
  static @Nullable AgentCell held() {
    return CURRENT.isBound() ? (AgentCell) CURRENT.get() : null;
  }

  /** The cascade in which the calling thread is, in a handler or in a subtask that it forked. */
  static @Nullable Cascade currentCascade() {
    AgentCell cell = current();
    return cell == null ? null : cell.cascade();
  }

  /** The place of the agent in which a cascade runs. */
  static AgentCell of(Cascade cascade) {
    return (AgentCell) cascade.host();
  }

  /**
   * The agent where the calling thread is its handler that runs, or null: outside the agents, and
   * in a forked subtask.
   *
   * @throws CascadeAbortedException where that handler's cascade has failed already (law F1)
   */
  static @Nullable Instance agentInTurn() {
    AgentCell cell = current();
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
    AgentCell cell = current();
    Instance there = cell == null ? null : cell.agent();
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
   * Whether the calling thread runs what may not wait for an agent: an observer of dead letters.
   */
  static boolean isOutside() {
    return OUTSIDE.isBound();
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
  public Lane lane(String name) {
    Instance there = requireTurn();
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
  public Object fit(String lane, String method, int index, Object argument) {
    return lane(lane).fit(method, index, argument);
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
  public String name() {
    return uri;
  }

  /** Makes the instance, on the root thread and inside a cascade. */
  void makeAgent() {
    Instance made = ScopedValue.where(CONSTRUCTING, this).call(() -> route.factory().get());
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
  }

  Commons commons() {
    return commons;
  }

  Route route() {
    return route;
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public Guards guards() {
    return route.options().guards();
  }

  @Override
  public AtWork atWork() {
    return commons.atWork();
  }

  @Override
  public boolean isProgram() {
    Instance there = agent;
    return there != null && there.isProgram();
  }

  @Override
  public @Nullable Turn turn() {
    return agent;
  }

  @Override
  public Throwable explain(HandlerRun run, Throwable failure) {
    return LockWatch.explain(run, failure);
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
    return running == null ? commons.atWork().absence() : running.absence();
  }

  void begin(Cascade begun) {
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

  /** Whether a failure of its agent is to be logged in full (law F9). */
  @Override
  public boolean tellsInFull(Logger log, String kind, String lane, Throwable failure) {
    Cause cause = Cause.of(kind, route.pattern().toString(), lane, failure);
    return commons.failures().tellsInFull(log, Level.ERROR, cause);
  }

  /** Whether that is to be logged in full where nothing was thrown (law F9). */
  boolean tellsInFull(Logger log, String kind, String lane) {
    Cause cause = Cause.of(kind, route.pattern().toString(), lane);
    return commons.failures().tellsInFull(log, Level.ERROR, cause);
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

  /**
   * Posts an event, and wakes the agent if it is idle; false where this place is closed for good.
   */
  boolean deliver(RootEvent event) {
    return tryDeliver(event) != Posted.RETIRED;
  }

  /** Posts an event, wakes the agent if it is idle, and says whether there was room. */
  Posted tryDeliver(RootEvent event) {
    Posted posted = post(event, commons.atWork());
    if (posted == Posted.WAKE) {
      wake(event);
    }
    return posted;
  }

  /**
   * Posts an event as {@link #tryDeliver} does, for a poster that does not wait for room: a
   * simulation may say that there is none.
   */
  Posted tryDeliverNow(RootEvent event) {
    Interference faults = commons.interference();
    return faults != null && faults.fills(uri, event.message()) ? Posted.FULL : tryDeliver(event);
  }

  /** The oldest event, or null where there is none now. Root thread only. */
  @Nullable RootEvent nextEvent() {
    return (RootEvent) take();
  }

  /** Posts an event and wakes the agent where it is idle; does nothing where it is not. */
  void deliverIfIdle(RootEvent event) {
    if (postIfIdle(event, commons.atWork())) {
      wake(event);
    }
  }

  @Override
  void wakeAfterMark(Mail first) {
    RootEvent by = (RootEvent) first;
    try {
      wake(by);
    } catch (RuntimeException | Error e) {
      by.notWoken(commons, uri, e);
    }
  }

  private void wake(RootEvent by) {
    try {
      commons.newScheduler(this).start();
    } catch (RuntimeException | Error e) { // no memory, most likely: the sender has to know
      takeBack(by);
      commons.atWork().end();
      throw e;
    }
  }

  /** Sends a command to the agent if it is alive when its turn comes; whether that is so now. */
  boolean broadcast(String lane, Object value, Departure by) {
    RootEvent command = new RootEvent.Broadcast(lane, value);
    Posted posted = tryDeliverNow(command);
    if (posted == Posted.FULL) {
      refuseForWantOfRoom(command, by);
    }
    return posted != Posted.RETIRED && posted != Posted.FULL;
  }

  /** Makes a message a dead letter that the mailbox was too full for (law O3). */
  void refuseForWantOfRoom(RootEvent message, Departure by) {
    String why =
        "the mailbox of "
            + uri
            + " holds "
            + capacity()
            + " messages, which is its capacity; send less, or raise it with"
            + " withMailboxCapacity(n)";
    by.afterwards(
        () -> commons.letters().add(uri, message, DeadLetter.Reason.MAILBOX_FULL, why, null));
  }

  /** Ends a back-off before its time, or at it. Any thread. */
  void endBackoff() {
    RootEvent restart = new RootEvent.Restart();
    if (release(restart, commons.atWork())) {
      wake(restart);
    }
  }

  @Override
  WaitsForRoom waitsForRoom() {
    return OpenWait.begin(commons, uri, "command", this::tellOfRoom);
  }

  @Override
  int capacity() {
    return route.options().mailboxCapacity();
  }

  /** Asks for a restart after a back-off; false where there were too many. */
  boolean restart(FailurePolicy.Restart policy) {
    return upkeep().restart(policy);
  }

  /** Whether the agent has failed, and waits for its restart. */
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

  private Upkeep upkeep() {
    Upkeep there = upkeep;
    if (there == null) {
      there = new Upkeep(this);
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
        commons.atWork().end();
        return true;
      }
      upkeep.skipBackoff();
      putBack(new RootEvent.Restart()); // what waits is for the fresh instance (law B8)
      return false;
    }
    boolean gone = agent == null;
    boolean leaves = !gone && route.options().idleAfter() != null;
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
      commons.atWork().end();
    }
    return true;
  }

  @Override
  public void giveUp(Throwable cause) {
    try {
      new Collapse(this, cause).run();
    } finally {
      leave();
      commons.atWork().end();
    }
  }

  /** The place is closed for good. */
  private void leave() {
    commons.cells().remove(this);
    if (upkeep != null) {
      upkeep.left();
    }
  }

  /** What its instance has set on the clock comes no more; nothing else of it runs. */
  void abandon() {
    Instance there = agent;
    if (there != null && there.holdings != null) {
      there.holdings.abandon();
    }
  }

  /** Interrupts the handler that runs now, if one does. Any thread. */
  void interruptHandler() {
    Instance there = agent;
    Thread running = there == null ? null : there.turn;
    if (running != null) {
      Enclosure.interrupt(running);
    }
  }
}
