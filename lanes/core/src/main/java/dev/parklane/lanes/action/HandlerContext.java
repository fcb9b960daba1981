package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What makes actions for the agents of a class, and registers them: every operation that a plain
 * handler has, as a value. It has no state; any thread may use it.
 *
 * <p>A lane is named by a projection, {@code Names::length} or {@code names -> names.length}, which
 * is applied to the running agent each time that the action is run. What an operation guarantees
 * and throws is what the method of the lane, or of {@link AgentContext}, of the same name does;
 * that happens when the action is run, not when it is made.
 *
 * <pre>{@code
 * addName.onCommand(on.handler(name ->
 *     on.update(Names::accumulate, names -> append(names, name))
 *         .followedBy(on.get(Names::length))
 *         .andThen(n -> on.effect(() -> log.info("{} names so far", n)))));
 * }</pre>
 *
 * <p>An action that is run in an agent of another class is refused with a {@link
 * ClassCastException} that names both; a projection that gives null with a {@link
 * NullPointerException} that names the agent.
 *
 * @param <A> the class of the agents
 */
public final class HandlerContext<A extends Agent> extends LaneActions<A> {
  private final Class<? extends A> type;

  private HandlerContext(Class<? extends A> type) {
    this.type = Objects.requireNonNull(type, "type");
  }

  /**
   * What makes actions for the agents of a class.
   *
   * @param <A> the class of the agents
   * @param type may be a superclass of theirs
   * @return one without a state, which may be kept in a static field
   */
  public static <A extends Agent> HandlerContext<A> of(Class<A> type) {
    return new HandlerContext<>(type);
  }

  /**
   * What makes actions for the agents of the class of this agent, which may have type parameters.
   *
   * @param <A> the class of the agents
   * @param agent gives its class and is not kept
   * @return one for all agents of that class
   */
  @SuppressWarnings("unchecked") // the class of an A
  public static <A extends Agent> HandlerContext<A> of(A agent) {
    return new HandlerContext<>((Class<? extends A>) agent.getClass());
  }

  // --- values, and plain code --------------------------------------------------------------------

  /**
   * Gives this value.
   *
   * @param <T> the type of the result
   * @param value not null
   * @return an action that gives the same value at each run
   */
  public <T> HandlerAction<A, T> value(T value) {
    Objects.requireNonNull(value, "value");
    return simple((agent, context) -> value);
  }

  /**
   * Does nothing.
   *
   * @return an action without a result
   */
  public ComposedHandler<A> nothing() {
    return simple((agent, context) -> Nothing.NOTHING);
  }

  /**
   * Runs plain code, which may do all that a handler may.
   *
   * @param step what it throws fails the cascade (law F1)
   * @return an action without a result
   */
  public ComposedHandler<A> effect(Step step) {
    Objects.requireNonNull(step, "step");
    return effect(agent -> step.run());
  }

  /**
   * Runs plain code with the agent.
   *
   * @param effect is called with the running agent; what it throws fails the cascade (law F1)
   * @return an action without a result
   */
  public ComposedHandler<A> effect(Handler<? super A> effect) {
    Objects.requireNonNull(effect, "effect");
    return act((agent, context) -> effect.handle(agent));
  }

  /**
   * Runs plain code and gives its result, which is not null.
   *
   * @param <T> the type of the result
   * @param code what it throws fails the cascade (law F1)
   * @return an action that gives what the code returns
   */
  public <T> HandlerAction<A, T> call(Callable<? extends T> code) {
    Objects.requireNonNull(code, "code");
    return call(agent -> code.call());
  }

  /**
   * Runs plain code with the agent, and gives its result, which is not null.
   *
   * @param <T> the type of the result
   * @param code is called with the running agent; what it throws fails the cascade (law F1)
   * @return an action that gives what the code returns
   */
  public <T> HandlerAction<A, T> call(Question<? super A, ? extends T> code) {
    Objects.requireNonNull(code, "code");
    return simple(
        (agent, context) -> ActionRun.requireValue(code.answer(agent), "call(...)", agent));
  }

  /**
   * Fails the cascade (law F1). It gives no result, and so stands for an action of any.
   *
   * @param <R> what the action stands for
   * @param failure an exception or an error is thrown as it is, another as the cause of an {@link
   *     IllegalStateException}
   * @return an action that throws at each run
   */
  public <R extends HandlerAction<A, ?>> R fail(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    return act((agent, context) -> {
      switch (failure) {
        case Exception e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    });
  }

  // --- one after the other, and one or the other -------------------------------------------------

  /**
   * Runs actions one after the other, without their results.
   *
   * @param actions are run in this order; a copy is made of the list
   * @return an action without a result
   */
  public ComposedHandler<A> sequentially(List<? extends HandlerAction<A, ?>> actions) {
    return Composed.of(new Part.Sequence(List.copyOf(actions)));
  }

  /**
   * Runs an action if there is one, and gives its result if it has run.
   *
   * @param <T> the type of the result
   * @param action the one to run, or none
   * @return an action that gives its result, or empty where there is none
   */
  public <T> HandlerAction<A, Optional<T>> optional(
      Optional<? extends HandlerAction<A, T>> action) {
    return action.isPresent() ? action.get().map(Optional::of) : value(Optional.empty());
  }

  /**
   * Runs the action that a function makes of a value, if there is a value.
   *
   * @param <T> the type of the value
   * @param value what the function is called with, or none
   * @param function is called when the action is run; does not give null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> whenPresent(
      Optional<T> value, Function<? super T, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return value.isPresent() ? value(value.get()).andThen(function).discard() : nothing();
  }

  /**
   * Runs a condition, and then one of two actions, which gives the result.
   *
   * @param <R> what the two actions are
   * @param condition is run first, and decides
   * @param whenTrue the action for a condition that gives true
   * @param whenFalse the action for a condition that gives false
   * @return an action with the result of the one that was run
   */
  public <R extends HandlerAction<A, ?>> R either(
      HandlerAction<A, Boolean> condition, R whenTrue, R whenFalse) {
    Objects.requireNonNull(whenTrue, "whenTrue");
    Objects.requireNonNull(whenFalse, "whenFalse");
    return condition.andThen(decided -> decided ? whenTrue : whenFalse);
  }

  // --- the agent, and others ---------------------------------------------------------------------

  /**
   * Gives the URI of the agent.
   *
   * @return an action that gives the URI of the running agent
   */
  public HandlerAction<A, String> uri() {
    return simple((agent, context) -> context.uri());
  }

  /**
   * Gives a parameter of the route of the agent: {@link Agent#parameter}.
   *
   * @param name of a parameter in the pattern of the route, without its colon
   * @return an action that gives what the URI of the running agent has in its place
   */
  public HandlerAction<A, String> parameter(String name) {
    Objects.requireNonNull(name, "name");
    return simple((agent, context) -> context.parameter(name));
  }

  /**
   * Gives the time on the clock of the plane.
   *
   * @return an action that gives what the clock reads when it is run
   */
  public HandlerAction<A, Instant> now() {
    return simple((agent, context) -> context.now());
  }

  /**
   * Commands a lane of another agent, when the cascade has succeeded (law O1).
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of a command lane of that agent
   * @param value not null; of the type that the lane takes
   * @return an action without a result
   */
  public ComposedHandler<A> command(String uri, String lane, Object value) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    return act((agent, context) -> context.agent(uri).command(lane, value));
  }

  /**
   * Commands a lane of all agents of a route, when the cascade has succeeded (law O1).
   *
   * @param route the pattern, as it was registered
   * @param lane the name of a command lane of these agents
   * @param value not null; of the type that the lane takes
   * @return an action without a result
   */
  public ComposedHandler<A> broadcast(String route, String lane, Object value) {
    return act((agent, context) -> context.broadcast(route, lane, value));
  }

  /**
   * Ends the agent when the cascade has run to its end (law L3).
   *
   * @return an action without a result
   */
  public ComposedHandler<A> stop() {
    return act((agent, context) -> context.stop());
  }

  /**
   * Lets everything stand that was done so far: {@link AgentContext#checkpoint()} (law F10).
   *
   * @return an action without a result
   */
  public ComposedHandler<A> checkpoint() {
    return act((agent, context) -> context.checkpoint());
  }

  /**
   * Runs an action and lets everything stand, once in each root event (law F10).
   *
   * @param name of the step, by which it is known that it has been done
   * @param action is run unless it has been done in this root event
   * @return an action without a result
   */
  public ComposedHandler<A> checkpoint(String name, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return act((agent, context) -> context.checkpoint(name, step));
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
   * Runs several steps, such as event handlers, each after its delay (law S3).
   *
   * @param schedule the steps and their delays
   * @return an action that gives the handle that cancels it
   */
  public HandlerAction<A, Scheduled> schedule(Schedule schedule) {
    Objects.requireNonNull(schedule, "schedule");
    return simple((agent, context) -> context.schedule(schedule));
  }

  // --- how they are made -------------------------------------------------------------------------

  /** The running agent, if it is of the class. */
  A require(Agent agent) {
    if (!type.isInstance(agent)) {
      throw new ClassCastException(
          "[PL-E3.2] an action for agents of "
              + type.getName()
              + " was run in "
              + agent.uri()
              + ", which is of "
              + agent.getClass().getName()
              + "; compose it with a HandlerContext of that class");
    }
    return type.cast(agent);
  }

  @Override
  <R extends HandlerAction<A, ?>> R simple(Part.Act<A> act) {
    return Composed.of(new Part.Simple<>(this, act));
  }
}
