package dev.parklane.lanes.action;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.KeyedLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
public final class HandlerContext<A extends Agent> extends ComposedHandlers<A> {
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

  // --- value lanes -------------------------------------------------------------------------------

  /**
   * Gives what a value lane holds: {@link ValueLane#get}.
   *
   * @param <T> the type of the value
   * @param lane picks the lane of the running agent; does not give null
   * @return an action that gives the value that the lane has then
   */
  public <T> HandlerAction<A, T> get(Function<? super A, ? extends ValueLane<T>> lane) {
    return read(lane, "get", ValueLane::get);
  }

  /**
   * Sets a value lane: {@link ValueLane#set}.
   *
   * @param <T> the type of the value
   * @param lane picks the lane of the running agent; does not give null
   * @param value not null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> set(Function<? super A, ? extends ValueLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "set", there -> there.set(value));
  }

  /**
   * Updates a value lane: {@link ValueLane#update}.
   *
   * @param <T> the type of the value
   * @param lane picks the lane of the running agent; does not give null
   * @param function makes the new value of the present one; does not give null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> update(
      Function<? super A, ? extends ValueLane<T>> lane, UnaryOperator<T> function) {
    Objects.requireNonNull(function, "function");
    return write(lane, "update", there -> there.update(function));
  }

  // --- map lanes ---------------------------------------------------------------------------------

  /**
   * Gives what a map lane, or a join lane, holds, as a snapshot: {@link KeyedLane#get()}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @return an action that gives a map that cannot be modified and does not change later
   */
  public <K, V> HandlerAction<A, Map<K, V>> entries(
      Function<? super A, ? extends KeyedLane<K, V>> lane) {
    return read(lane, "entries", KeyedLane::get);
  }

  /**
   * Gives the value of a key, or none: {@link KeyedLane#get(Object)}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null
   * @return an action that gives the value, or empty where the key is not there
   */
  public <K, V> HandlerAction<A, Optional<V>> get(
      Function<? super A, ? extends KeyedLane<K, V>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return read(lane, "get", there -> Optional.ofNullable(there.get(key)));
  }

  /**
   * Sets the value of a key: {@link MapLane#put}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null
   * @param value not null
   * @return an action without a result
   */
  public <K, V> ComposedHandler<A> put(
      Function<? super A, ? extends MapLane<K, V>> lane, K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return write(lane, "put", there -> there.put(key, value));
  }

  /**
   * Removes a key: {@link MapLane#remove}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null; it need not be there
   * @return an action without a result
   */
  public <K, V> ComposedHandler<A> remove(
      Function<? super A, ? extends MapLane<K, V>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return write(lane, "remove", there -> there.remove(key));
  }

  /**
   * Updates or removes a key: {@link MapLane#compute}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null
   * @param function is called with the key, and with its value or null; what it gives is put, and
   *     null removes the key
   * @return an action without a result
   */
  public <K, V> ComposedHandler<A> compute(
      Function<? super A, ? extends MapLane<K, V>> lane,
      K key,
      BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return write(lane, "compute", there -> there.compute(key, function));
  }

  /**
   * Removes every key: {@link MapLane#clear}.
   *
   * @param lane picks the lane of the running agent; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> clear(Function<? super A, ? extends MapLane<?, ?>> lane) {
    return write(lane, "clear", MapLane::clear);
  }

  /**
   * Clears, and puts each entry: {@link MapLane#replaceAll}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param entries no null among them; read when the action is run
   * @return an action without a result
   */
  public <K, V> ComposedHandler<A> replaceAll(
      Function<? super A, ? extends MapLane<K, V>> lane, Map<? extends K, ? extends V> entries) {
    Objects.requireNonNull(entries, "entries");
    return write(lane, "replaceAll", there -> there.replaceAll(entries));
  }

  /**
   * Keeps the first n keys: {@link MapLane#take}.
   *
   * @param lane picks the lane of the running agent; does not give null
   * @param n how many keys are kept; 0 or more
   * @return an action without a result
   */
  public ComposedHandler<A> take(Function<? super A, ? extends MapLane<?, ?>> lane, int n) {
    return write(lane, "take", there -> there.take(n));
  }

  /**
   * Removes the first n keys: {@link MapLane#drop}.
   *
   * @param lane picks the lane of the running agent; does not give null
   * @param n how many keys are removed; 0 or more
   * @return an action without a result
   */
  public ComposedHandler<A> drop(Function<? super A, ? extends MapLane<?, ?>> lane, int n) {
    return write(lane, "drop", there -> there.drop(n));
  }

  // --- command, demand and supply lanes ----------------------------------------------------------

  /**
   * Commands a lane of the agent: {@link CommandLane#command}.
   *
   * @param <T> the type of the commands
   * @param lane picks the lane of the running agent; does not give null
   * @param value not null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> command(
      Function<? super A, ? extends CommandLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "command", there -> there.command(value));
  }

  /**
   * Computes the value of a demand lane: {@link DemandLane#cue}.
   *
   * @param lane picks the lane of the running agent; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> cue(Function<? super A, ? extends DemandLane<?>> lane) {
    return write(lane, "cue", DemandLane::cue);
  }

  /**
   * Computes the value of a key: {@link DemandMapLane#cue}.
   *
   * @param <K> the type of the keys
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null
   * @return an action without a result
   */
  public <K> ComposedHandler<A> cue(
      Function<? super A, ? extends DemandMapLane<K, ?>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return write(lane, "cue", there -> there.cue(key));
  }

  /**
   * Sends a value to the links of a supply lane: {@link SupplyLane#supply}.
   *
   * @param <T> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param value not null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> supply(Function<? super A, ? extends SupplyLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "supply", there -> there.supply(value));
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

  private interface Effect<A extends Agent> {
    void perform(A agent, AgentContext context) throws Exception;
  }

  private <R extends HandlerAction<A, ?>> R simple(Part.Act<A> act) {
    return Composed.of(new Part.Simple<>(this, act));
  }

  private <R extends HandlerAction<A, ?>> R act(Effect<A> effect) {
    return simple((agent, context) -> {
      effect.perform(agent, context);
      return Nothing.NOTHING;
    });
  }

  private <L extends Lane, T> HandlerAction<A, T> read(
      Function<? super A, ? extends L> projection, String operation, Function<L, T> access) {
    Objects.requireNonNull(projection, "lane");
    return simple((agent, context) ->
        access.apply(ActionRun.requireLane(projection.apply(agent), operation + "(...)", agent)));
  }

  private <L extends Lane> ComposedHandler<A> write(
      Function<? super A, ? extends L> projection, String operation, Consumer<L> write) {
    return read(
            projection,
            operation,
            lane -> {
              write.accept(lane);
              return Nothing.NOTHING;
            })
        .discard();
  }
}
