package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.untyped.CalledByName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One addressable, single-writer object with lanes, stores and handlers.
 *
 * <p>An agent is a plain class: its fields are its lanes, its constructor registers the handlers.
 * It is made by its {@link Plane} on the first message to its URI, and nowhere else. Life (laws L1
 * to L3): constructor, {@link #onStart} with its cascade, then the mailbox in order of arrival,
 * {@link #onStop} last. At most one of its handlers runs at any time (law E2), so its fields need
 * no locks. Only lanes and stores are rolled back: under <i>resume</i> a plain field keeps what a
 * failed cascade wrote to it.
 *
 * <p>In the constructor lanes may be read and observed, but not written: give a lane its first
 * value when you declare it, or write in {@code onStart}.
 */
public abstract class Agent extends Instance {
  /**
   * Called by the factory of its route, on the agent's own thread.
   *
   * @throws IllegalStateException where the agent is not being made by a plane
   */
  protected Agent() {}

  /**
   * Runs before the first message is handled, with its whole cascade (law L1). Where it fails the
   * agent has not started, and ends whatever its policy; under <i>resume</i> the next message makes
   * a fresh instance, and this runs again (law F3).
   *
   * @throws Exception to fail the cascade, and with it the start of the agent
   */
  @Override
  protected void onStart() throws Exception {}

  /**
   * The last handler, after {@link #stop} or when the plane closes (law L2). Where it fails, what
   * it did is taken back, and {@link #onFailure} has the last word, whatever the policy (law F3).
   *
   * @throws Exception to fail the cascade; the agent ends all the same
   */
  @Override
  protected void onStop() throws Exception {}

  /**
   * Has the last word of an agent that ends because a cascade has failed (law F3). The lanes are as
   * they were before that cascade, or at its last {@link #checkpoint()}; so is what has been sent.
   *
   * @param cause what has failed the cascade
   * @throws Exception to fail this cascade too; the agent ends all the same
   */
  @Override
  protected void onFailure(Throwable cause) throws Exception {}

  /**
   * Ends the agent when this cascade has run to its end, all that the handlers still trigger
   * included. Throws nothing at its caller; {@link #onStop} comes next, and messages still in the
   * mailbox go to a fresh instance (law L3). A cascade that fails takes the request back with
   * everything else, unless a {@link #checkpoint()} came between.
   *
   * @throws LaneAccessException where it is not this thread's turn
   */
  protected final void stop() {
    requireTurn("stop()");
    cascade().requestStop();
  }

  // --- time, and work that is done elsewhere --------------------------------------------------

  /**
   * The clock of this agent: alerts and timers by name, each a root event when it fires (laws E1,
   * K1 to K12). They die with the agent, keep it from being idle (law L4), and are taken back with
   * a cascade that fails (law F2). Any thread may read it; only the agent's turn may set and
   * cancel.
   *
   * @return the clock, the same one each time
   */
  protected final AgentClock clock() {
    return (AgentClock) AgentResources.of(this).alarms(() -> new AgentClock(this));
  }

  /**
   * {@return the bus of the plane} What is registered with it belongs to this agent, and runs in
   * its turn (laws B1 to B7).
   */
  protected final Bus bus() {
    return new AgentBus(this);
  }

  /**
   * Lets everything stand that the cascade has changed and sent so far, in the middle of a handler:
   * the store has it, it leaves, and links are told of it. What the handler does next is a cascade
   * of its own; if that fails, it is rolled back to here (law F10). Who waits for the root event
   * gets its answer at its end, and the failure where there is one. Guards count on.
   *
   * <p>Only the handler of a root event may call it, {@code onStart}, {@code onStop} and {@code
   * onFailure} included.
   *
   * @throws IllegalStateException where a triggered handler calls it, a constructor, or a client;
   *     nothing has changed then
   * @throws LaneAccessException where it is not this thread's turn
   * @throws CascadeAbortedException where the cascade has failed, or the store does now
   */
  protected final void checkpoint() {
    Checkpoint.take(this);
  }

  /**
   * Runs a step, and then lets everything stand as {@link #checkpoint()} does, once in each root
   * event: a second call with this name does nothing. The store, if there is one, keeps that the
   * step is done in one batch with what has changed, and forgets it when the root event is over. A
   * step that throws is not done. No root event is handled twice: what a failure or a crash has
   * ended is not gone on with.
   *
   * @param name of the step, different from that of any other step of the root event
   * @param step what is done, on the calling thread
   * @throws IllegalArgumentException where the name is blank
   * @throws IllegalStateException where {@link #checkpoint()} is refused, or inside the same step
   * @throws Exception what the step throws
   */
  protected final void checkpoint(String name, Step step) throws Exception {
    Checkpoint.take(this, name, step);
  }

  /** {@return the time on the clock of the plane (law S3)} Any thread. */
  protected final Instant now() {
    return Instant.ofEpochSecond(0, cell().commons().clock().nanos());
  }

  /**
   * Runs work in a virtual thread of its own, away from the agent and without access to lanes; its
   * result is handled as a root event. Returns at once (law S1). Work that throws fails the agent
   * as a handler would (law F1). It ends with the agent (law S2), or if this cascade fails (law
   * F2): then it is interrupted, and where its thread has not begun by then it is not called.
   *
   * @param <T> the type of the result
   * @param work what is done, on a virtual thread of its own
   * @param then called with the result, as the handler of a root event
   * @return the work, by which it can be cancelled
   */
  protected final <T> Suspension suspend(Callable<? extends T> work, Handler<? super T> then) {
    return begin(null, work, then, null);
  }

  /**
   * Runs work as {@link #suspend(Callable, Handler)} does, and gives what the work throws to a
   * handler.
   *
   * @param <T> the type of the result
   * @param work what is done, on a virtual thread of its own
   * @param then called with the result, as the handler of a root event
   * @param failed called with what the work throws, in place of the other
   * @return the work, by which it can be cancelled
   */
  protected final <T> Suspension suspend(
      Callable<? extends T> work, Handler<? super T> then, Handler<? super Throwable> failed) {
    return begin(null, work, then, Objects.requireNonNull(failed, "failed"));
  }

  /**
   * Runs work away from the agent as {@link #suspend(Callable, Handler)} does, with a name, tried
   * again and bounded in time as its options say (law S4). What the last attempt throws, or a
   * {@link WorkTimeoutException}, fails the agent.
   *
   * @param <T> the type of the result
   * @param options the name of the work, its attempts, and its time
   * @param work what is done, on a virtual thread of its own for each attempt, without access to
   *     lanes
   * @param then called with the result, as the handler of a root event
   * @return the work, by which it can be cancelled
   * @throws LaneAccessException where it is not this thread's turn
   */
  protected final <T> Suspension suspend(
      Work options, Callable<? extends T> work, Handler<? super T> then) {
    return begin(Objects.requireNonNull(options, "options"), work, then, null);
  }

  /**
   * Runs work away from the agent with a name, tried again and bounded in time as its options say
   * (law S4), and gives what became of a failed one to a handler.
   *
   * @param <T> the type of the result
   * @param options the name of the work, its attempts, and its time
   * @param work what is done, on a virtual thread of its own for each attempt, without access to
   *     lanes
   * @param then called with the result, as the handler of a root event
   * @param failed called in place of the other with what the last attempt throws, or with a {@link
   *     WorkTimeoutException} where the time was over
   * @return the work, by which it can be cancelled
   * @throws LaneAccessException where it is not this thread's turn
   */
  protected final <T> Suspension suspend(
      Work options,
      Callable<? extends T> work,
      Handler<? super T> then,
      Handler<? super Throwable> failed) {
    return begin(
        Objects.requireNonNull(options, "options"),
        work,
        then,
        Objects.requireNonNull(failed, "failed"));
  }

  private <T> Suspension begin(
      @Nullable Work options,
      Callable<? extends T> work,
      Handler<? super T> then,
      @Nullable Handler<? super Throwable> failed) {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(then, "then");
    requireTurn("suspend(...)");
    return Suspension.begin(this, options, work, then, failed);
  }

  /**
   * Runs a step after a delay on the clock of the plane, as a root event (law S3).
   *
   * @param delay not negative
   * @param step what is done, as the handler of a root event
   * @return the step to come, by which it can be cancelled
   * @throws IllegalArgumentException where the delay is negative
   */
  protected final Scheduled after(Duration delay, Step step) {
    return schedule(Schedule.after(delay, step));
  }

  /**
   * Runs a step at an instant; one that is past means now (law K2).
   *
   * @param instant on the clock of the plane
   * @param step what is done, as the handler of a root event
   * @return the step to come, by which it can be cancelled
   */
  protected final Scheduled at(Instant instant, Step step) {
    Objects.requireNonNull(step, "step");
    return arm(Scheduled.at(this, Nanos.of(instant), step), "at(...)");
  }

  /**
   * Runs a step again and again, at the end of each interval from now on. A step that comes late
   * does not move those after it (law K3).
   *
   * @param interval on the clock of the plane, positive; the first step comes at its end
   * @param step what is done, each time as the handler of a root event
   * @return the steps to come, by which they can be cancelled
   * @throws IllegalArgumentException where the interval is not positive, or its first end is past
   *     the end of time
   */
  protected final Scheduled every(Duration interval, Step step) {
    Objects.requireNonNull(step, "step");
    return arm(Scheduled.every(this, interval, step), "every(...)");
  }

  /**
   * Runs several steps, each after its delay (law S3).
   *
   * @param schedule the steps and their delays
   * @return the steps to come, by which they can be cancelled
   */
  protected final Scheduled schedule(Schedule schedule) {
    requireTurn("schedule(...)"); // before any step is drawn
    return arm(Scheduled.steps(this, schedule), "schedule(...)");
  }

  private Scheduled arm(Scheduled scheduled, String what) {
    requireTurn(what);
    AgentResources.hold(this, scheduled, scheduled::end);
    scheduled.arm();
    return scheduled;
  }

  /**
   * Opens a guest that belongs to this instance and is closed with it, or if this cascade fails;
   * also in the constructor. It does not keep the agent from being idle.
   *
   * @param language as GraalVM calls it: {@code python}, {@code js}
   * @return the guest, with globals that no other shares
   * @throws IllegalArgumentException where the language is not there
   */
  protected final Guest guest(String language) {
    requireTurn("guest(...)");
    return AgentResources.of(this).own(Guest.of(language), cascade());
  }

  @Override
  final CalledByName part(String name) {
    return switch (name) {
      case "bus" -> BusOfGuests.of(new AgentBus(this));
      case "clock" -> ClockOfGuests.of(this);
      case "agent" -> AgentsOfGuests.of(this);
      default -> throw new AssertionError(name);
    };
  }

  // --- who it is, and others ------------------------------------------------------------------

  /** {@return its URI, in canonical form} Any thread. */
  @Override
  public final String uri() {
    return cell().uri();
  }

  /**
   * {@return the decoded value of a parameter of its route: {@code parameter("code")} under {@code
   * /airport/:code}} Any thread.
   *
   * @param name of the parameter, without its colon
   * @throws IllegalArgumentException where the route has no such parameter
   */
  public final String parameter(String name) {
    return cell().route().parameter(cell().uri(), name);
  }

  /**
   * {@return another agent of the same plane} What this agent sends it leaves when the cascade has
   * succeeded (law O1).
   *
   * @param uri its path, in any spelling
   */
  protected final AgentRef agent(String uri) {
    return new AgentRef(Ways.to(cell().commons(), uri));
  }

  /**
   * Sends a command to every agent of a route that is alive when this cascade has succeeded (law
   * O1), in the order of their URIs.
   *
   * @param route the pattern that the route was declared with
   * @param lane the name of the lane
   * @param value the command, not null
   * @throws IllegalArgumentException where the plane has no such route
   */
  protected final void broadcast(String route, String lane, Object value) {
    broadcast(route, lane, value, false);
  }

  /** Of a value that may come from a guest, which each lane then fits (law H2). */
  final void broadcast(String route, String lane, Object value, boolean fits) {
    requireTurn("broadcast(...)");
    Route to = cell().commons().routes().require(route);
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    CascadeTracer.tellSent(cascade(), route, lane, value);
    cascade()
        .leaves(by ->
            cell().commons().broadcast(to, () -> new RootEvent.Broadcast(lane, value, fits), by));
  }

  /** As in {@code Names /names/guests}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + uri();
  }
}
