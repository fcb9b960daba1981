package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.event.Handler;
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
public final class HandlerContext<A extends Agent> extends TimeActions<A> {
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
   * Runs actions one after the other, without their results, each of which is asked for when the
   * one before it has been run: as many as there are by then. All are one cascade; for steps with
   * time between them, which may have no end, see {@link #schedule}.
   *
   * @param actions gives an iterator of its own to each run, and no null
   * @return an action without a result
   */
  public ComposedHandler<A> sequentially(Iterable<? extends HandlerAction<A, ?>> actions) {
    Objects.requireNonNull(actions, "actions");
    return Composed.of(new Part.Sequence(actions));
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
