package dev.parklane.lanes.action;

import dev.parklane.clock.AlarmClock;
import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimeHandler;
import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.Work;
import dev.parklane.runtime.WorkTimeoutException;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What makes actions that take time: work away from the agent, delays, schedules, and the alerts
 * and timers of the agent's clock. The part of {@link HandlerContext} that knows them.
 *
 * @param <A> the class of the agents
 */
abstract sealed class TimeActions<A extends Agent> extends BusActions<A> permits HandlerContext {
  TimeActions() {}

  /**
   * Gives the time on the clock of the plane.
   *
   * @return an action that gives what the clock reads when it is run
   */
  public HandlerAction<A, Instant> now() {
    return simple((agent, context) -> context.now());
  }

  /**
   * Runs work away from the agent; its result is handled as a root event (law S1).
   *
   * @param <T> the type of what the work returns
   * @param work touches no lane
   * @param then makes the action that handles what the work returned; does not give null
   * @return an action that gives the handle that cancels the work
   */
  public <T> HandlerAction<A, Suspension> suspend(
      Callable<? extends T> work, Function<? super T, ? extends HandlerAction<A, ?>> then) {
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    return simple((agent, context) -> context.suspend(work, handler));
  }

  /**
   * Runs work away from the agent; what it returns, or throws, is handled as a root event (law S1).
   *
   * @param <T> the type of what the work returns
   * @param work touches no lane
   * @param then makes the action that handles what the work returned; does not give null
   * @param failed makes the action that handles what the work threw; does not give null
   * @return an action that gives the handle that cancels the work
   */
  public <T> HandlerAction<A, Suspension> suspend(
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then,
      Function<? super Throwable, ? extends HandlerAction<A, ?>> failed) {
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    Handler<Throwable> handlerOfFailure = handler(failed);
    return simple((agent, context) -> context.suspend(work, handler, handlerOfFailure));
  }

  /**
   * Runs work away from the agent with a name, tried again and bounded in time as its options say
   * (law S4).
   *
   * @param <T> the type of what the work returns
   * @param options the name of the work, its attempts, and its time
   * @param work touches no lane; is called for each attempt
   * @param then makes the action that handles what the work returned; does not give null
   * @return an action that gives the handle that cancels the work
   */
  public <T> HandlerAction<A, Suspension> suspend(
      Work options,
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then) {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    return simple((agent, context) -> context.suspend(options, work, handler));
  }

  /**
   * Runs work away from the agent with a name, tried again and bounded in time as its options say
   * (law S4); what became of a failed one is handled as a root event, too.
   *
   * @param <T> the type of what the work returns
   * @param options the name of the work, its attempts, and its time
   * @param work touches no lane; is called for each attempt
   * @param then makes the action that handles what the work returned; does not give null
   * @param failed makes the action that handles what the last attempt threw, or a {@link
   *     WorkTimeoutException}; does not give null
   * @return an action that gives the handle that cancels the work
   */
  public <T> HandlerAction<A, Suspension> suspend(
      Work options,
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then,
      Function<? super Throwable, ? extends HandlerAction<A, ?>> failed) {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    Handler<Throwable> handlerOfFailure = handler(failed);
    return simple((agent, context) -> context.suspend(options, work, handler, handlerOfFailure));
  }

  /**
   * Runs an action after a delay, as a root event (law S3).
   *
   * @param delay from the run of this on
   * @param action is run without its result
   * @return an action that gives the handle that cancels it
   */
  public HandlerAction<A, Scheduled> after(Duration delay, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.after(delay, step));
  }

  /**
   * Runs an action at an instant, as a root event (law S3).
   *
   * @param instant one that has passed is now
   * @param action is run without its result
   * @return an action that gives the handle that cancels it
   */
  public HandlerAction<A, Scheduled> at(Instant instant, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.at(instant, step));
  }

  /**
   * Runs an action at the end of each interval, as a root event (law S3).
   *
   * @param interval between two runs, and before the first
   * @param action is run without its result
   * @return an action that gives the handle that cancels it
   */
  public HandlerAction<A, Scheduled> every(Duration interval, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.every(interval, step));
  }

  /**
   * Runs several steps, such as event handlers, each after its delay (law S3). {@link Schedule#of}
   * draws them one at a time from an iterator, which may have no end.
   *
   * @param schedule the steps and their delays
   * @return an action that gives the handle that cancels it
   */
  public HandlerAction<A, Scheduled> schedule(Schedule schedule) {
    Objects.requireNonNull(schedule, "schedule");
    return simple((agent, context) -> context.schedule(schedule));
  }

  /**
   * Runs work away from the agent after a delay (laws S1, S3).
   *
   * @param <T> the type of what the work returns
   * @param delay from the run of this on until the work begins
   * @param work touches no lane
   * @param then makes the action that handles what the work returned; does not give null
   * @return an action that gives the handle that cancels the delay; work that has begun goes on
   */
  public <T> HandlerAction<A, Scheduled> suspendAfter(
      Duration delay,
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then) {
    return after(delay, suspend(work, then));
  }

  /**
   * Runs work away from the agent at the end of each interval (laws S1, S3). Where it takes longer
   * than that, the next one begins beside it.
   *
   * @param <T> the type of what the work returns
   * @param interval between two beginnings, and before the first
   * @param work touches no lane
   * @param then makes the action that handles what the work returned each time; does not give null
   * @return an action that gives the handle that cancels what is to come; work that has begun goes
   *     on
   */
  public <T> HandlerAction<A, Scheduled> suspendEvery(
      Duration interval,
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then) {
    return every(interval, suspend(work, then));
  }

  // --- the clock of the agent --------------------------------------------------------------------

  /**
   * Sets an alert of the agent's clock at an instant: {@link AlarmClock#alert(String, Instant,
   * TimeHandler)}. One of the same name is replaced (law K5).
   *
   * @param name of the alert
   * @param at when it fires
   * @param function makes the action that handles it; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> alert(
      String name,
      Instant at,
      Function<? super TimeEvent, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(at, "at");
    return onTime(function, (clock, handler) -> clock.alert(name, at, handler));
  }

  /**
   * Sets an alert of the agent's clock after a delay: {@link AlarmClock#after(String, Duration,
   * TimeHandler)}.
   *
   * @param name of the alert
   * @param delay from the run of this on until it fires
   * @param function makes the action that handles it; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> alert(
      String name,
      Duration delay,
      Function<? super TimeEvent, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(delay, "delay");
    return onTime(function, (clock, handler) -> clock.after(name, delay, handler));
  }

  /**
   * Sets a timer of the agent's clock: {@link AlarmClock#timer(String, TimerSpec, TimeHandler)}.
   * One of the same name is replaced (law K5).
   *
   * @param name of the timer
   * @param spec when it fires
   * @param function makes the action that handles each firing; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> timer(
      String name,
      TimerSpec spec,
      Function<? super TimeEvent, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spec, "spec");
    return onTime(function, (clock, handler) -> clock.timer(name, spec, handler));
  }

  private ComposedHandler<A> onTime(
      Function<? super TimeEvent, ? extends HandlerAction<A, ?>> function,
      BiConsumer<AlarmClock, TimeHandler> registration) {
    Handler<TimeEvent> handler = handler(function);
    return act((agent, context) -> registration.accept(context.clock(), handler::handle));
  }

  /**
   * Cancels an alert or a timer of the agent's clock: {@link AlarmClock#cancel}.
   *
   * @param name of the alert or timer; there need not be one
   * @return an action that gives whether it was there
   */
  public HandlerAction<A, Boolean> cancel(String name) {
    Objects.requireNonNull(name, "name");
    return simple((agent, context) -> context.clock().cancel(name));
  }
}
