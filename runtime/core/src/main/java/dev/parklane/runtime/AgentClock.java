package dev.parklane.runtime;

import dev.parklane.clock.AlarmClock;
import dev.parklane.clock.Firing;
import dev.parklane.clock.Nanos;
import dev.parklane.clock.OwnedClock;
import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimeHandler;
import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.scheduling.Footprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one instance of an agent: names of its own over the time of its plane. What fires is
 * a root event of the agent (law E1); what it sets and cancels are changes of its cascades like any
 * other, taken back where one fails (law F2). All of it ends with the instance.
 *
 * <p>It takes {@link EventHandler}s of every kind, and runs each in the agent's turn (law H1).
 *
 * <p>Any thread may read it; only the agent's turn may set, cancel and sleep (law E8).
 */
public final class AgentClock extends AgentResources.Alarms implements AlarmClock {
  private final Instance agent;
  private final OwnedClock own;

  private @Nullable Cascade marked; // the thread whose turn it is: the last that changed it
  private int markedAt; // the thread whose turn it is: after so many checkpoints of that

  AgentClock(Instance agent) {
    this.agent = agent;
    this.own = agent.cell().commons().clock().newClockOnAnyThread(this::dispatch);
  }

  private void dispatch(Firing firing) {
    agent.cell().deliver(new Fired(agent, firing)); // where the instance is gone, so is this clock
  }

  /** To be called before every change. */
  private void changing(String what) {
    agent.requireTurn(what);
    agent.requireStarted();
    Cascade cascade = agent.cascade();
    if (marked != cascade || markedAt != cascade.checkpoints()) {
      marked = cascade;
      markedAt = cascade.checkpoints();
      OwnedClock.Mark before = own.mark();
      cascade.onUndo(() -> own.rollBack(before));
    }
  }

  /** Of the timers that are due together those with one name fire in the order of their setting. */
  private void touchesTimer(String name) {
    Commons commons = agent.cell().commons;
    if (commons.footprint != null) {
      String due = name + " at " + own.next(name).orElse(own.nanos());
      commons.footprint.touches("timer", due, Footprint.Touch.CHANGES);
    }
  }

  @Override
  boolean areAny() {
    return !names().isEmpty();
  }

  @Override
  void end() {
    own.close();
  }

  /**
   * Holds the handler, and so its agent, for a duration on the clock of the plane: on a test clock
   * that takes an advance, and no time (law S3). Meanwhile no other event of the agent is handled
   * (law E6), no carrier is held (law E7), and the plane counts as quiet.
   *
   * @param duration zero or more
   * @throws IllegalArgumentException where the duration is negative
   * @throws InterruptedException where the plane is closed meanwhile with an interrupt, or with a
   *     test clock, which nobody would move any more
   */
  public void sleep(Duration duration) throws InterruptedException {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-S3] %s cannot sleep for %s; it must be 0 or more".formatted(agent.uri(), duration));
    }
    sleepUntil(Nanos.plus(nanos(), duration));
  }

  /**
   * Holds the handler until a time, which may have passed, as {@link #sleep} does for a duration.
   *
   * @param time on the clock of the plane
   * @throws InterruptedException where the plane is closed meanwhile with an interrupt, or with a
   *     test clock, which nobody would move any more
   */
  public void sleepUntil(Instant time) throws InterruptedException {
    sleepUntil(Nanos.of(time));
  }

  private void sleepUntil(long nanos) throws InterruptedException {
    agent.requireTurn("sleep");
    if (nanos > nanos()) {
      agent.cell().commons().sleepers().sleep(nanos, agent.cell());
    }
  }

  @Override
  public long nanos() {
    return own.nanos();
  }

  @Override
  public void alert(String name, long atNanos, boolean allowPast, @Nullable TimeHandler handler) {
    changing("alert '" + name + "'");
    own.alert(name, atNanos, allowPast, handler);
    touchesTimer(name);
  }

  @Override
  public void timer(String name, TimerSpec spec, @Nullable TimeHandler handler) {
    changing("timer '" + name + "'");
    own.timer(name, spec, handler);
    touchesTimer(name);
  }

  @Override
  public void callback(String name, TimeHandler handler) {
    changing("callback '" + name + "'");
    own.callback(name, handler);
  }

  @Override
  public void defaultCallback(TimeHandler handler) {
    changing("the default callback");
    own.defaultCallback(handler);
  }

  /**
   * Sets an alert as {@link #alert(String, long, TimeHandler)} does, with a handler of any kind.
   *
   * @param name of the alert
   * @param atNanos when it fires, in nanoseconds since the epoch
   * @param handler called when it fires
   */
  public void alert(String name, long atNanos, EventHandler<? super TimeEvent> handler) {
    own(handler, by -> alert(name, atNanos, by));
  }

  /**
   * Sets an alert as {@link #alert(String, Instant, TimeHandler)} does, with a handler of any kind.
   *
   * @param name of the alert
   * @param at when it fires
   * @param handler called when it fires
   */
  public void alert(String name, Instant at, EventHandler<? super TimeEvent> handler) {
    own(handler, by -> alert(name, at, by));
  }

  /**
   * Sets an alert as {@link #after(String, Duration, TimeHandler)} does, with a handler of any
   * kind.
   *
   * @param name of the alert
   * @param delay from now until it fires
   * @param handler called when it fires
   */
  public void after(String name, Duration delay, EventHandler<? super TimeEvent> handler) {
    own(handler, by -> after(name, delay, by));
  }

  /**
   * Sets a timer as {@link #timer(String, TimerSpec, TimeHandler)} does, with a handler of any
   * kind.
   *
   * @param name of the timer
   * @param spec when it fires
   * @param handler called each time that it fires
   */
  public void timer(String name, TimerSpec spec, EventHandler<? super TimeEvent> handler) {
    own(handler, by -> timer(name, spec, by));
  }

  /**
   * Registers a callback as {@link #callback(String, TimeHandler)} does, with a handler of any
   * kind.
   *
   * @param name of the alerts and timers that it is for
   * @param handler called when one of them fires that has no handler of its own
   */
  public void callback(String name, EventHandler<? super TimeEvent> handler) {
    own(handler, by -> callback(name, by));
  }

  /**
   * Registers a callback as {@link #defaultCallback(TimeHandler)} does, with a handler of any kind.
   *
   * @param handler called when an alert or timer fires that has no handler of its own, and no
   *     callback by its name
   */
  public void defaultCallback(EventHandler<? super TimeEvent> handler) {
    own(handler, by -> defaultCallback(by));
  }

  private void own(EventHandler<? super TimeEvent> handler, Consumer<TimeHandler> registration) {
    changing("a handler of its clock");
    Ownership.registered(
        agent,
        handler,
        () -> {
          registration.accept(new HandledBy.Time(handler));
          return this;
        });
  }

  @Override
  public boolean cancelCallback(String name) {
    changing("taking callback '" + name + "' away");
    return own.cancelCallback(name);
  }

  @Override
  public void cancelCallbacks() {
    changing("taking all callbacks away");
    own.cancelCallbacks();
  }

  @Override
  public boolean cancel(String name) {
    changing("cancelling '" + name + "'");
    return own.cancel(name);
  }

  @Override
  public void cancelAll() {
    changing("cancelling all timers");
    own.cancelAll();
  }

  @Override
  public List<String> names() {
    return own.names();
  }

  @Override
  public OptionalLong next(String name) {
    return own.next(name);
  }

  /** An alert or a timer of the agent has fired. */
  private static final class Fired extends ComingBack {
    private final Firing firing;

    Fired(Instance agent, Firing firing) {
      super(agent, HandlerName.of(firing.event().name(), "onTime", 0).by(firing.handler()));
      this.firing = firing;
    }

    @Override
    boolean isDue() {
      return true;
    }

    @Override
    boolean begin() {
      return firing.begin();
    }

    /** Its start was claimed the first time. */
    @Override
    boolean beginAgain() {
      return true;
    }

    @Override
    void handle() throws Exception {
      firing.handle();
    }

    @Override
    void succeeded() {
      firing.end();
    }

    @Override
    void failed(String uri, Throwable cause) {
      firing.end();
    }
  }
}
