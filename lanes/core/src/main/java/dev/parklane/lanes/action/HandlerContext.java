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

  /** What makes actions for the agents of a class. */
  public static <A extends Agent> HandlerContext<A> of(Class<A> type) {
    return new HandlerContext<>(type);
  }

  /** Likewise, for the class of this agent, which may have type parameters. */
  @SuppressWarnings("unchecked") // the class of an A
  public static <A extends Agent> HandlerContext<A> of(A agent) {
    return new HandlerContext<>((Class<? extends A>) agent.getClass());
  }

  // --- values, and plain code --------------------------------------------------------------------

  /** Gives this value. */
  public <T> HandlerAction<A, T> value(T value) {
    Objects.requireNonNull(value, "value");
    return simple((agent, context) -> value);
  }

  /** Does nothing. */
  public ComposedHandler<A> nothing() {
    return simple((agent, context) -> Nothing.NOTHING);
  }

  /** Runs plain code, which may do all that a handler may. */
  public ComposedHandler<A> effect(Step step) {
    Objects.requireNonNull(step, "step");
    return effect(agent -> step.run());
  }

  /** Runs plain code with the agent. */
  public ComposedHandler<A> effect(Handler<? super A> effect) {
    Objects.requireNonNull(effect, "effect");
    return act((agent, context) -> effect.handle(agent));
  }

  /** Runs plain code and gives its result, which is not null. */
  public <T> HandlerAction<A, T> call(Callable<? extends T> code) {
    Objects.requireNonNull(code, "code");
    return call(agent -> code.call());
  }

  /** Runs plain code with the agent, and gives its result, which is not null. */
  public <T> HandlerAction<A, T> call(Question<? super A, ? extends T> code) {
    Objects.requireNonNull(code, "code");
    return simple(
        (agent, context) -> ActionRun.requireValue(code.answer(agent), "call(...)", agent));
  }

  /** Fails the cascade (law F1). It gives no result, and so stands for an action of any. */
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

  /** Runs actions one after the other, without their results. */
  public ComposedHandler<A> sequentially(List<? extends HandlerAction<A, ?>> actions) {
    return Composed.of(new Part.Sequence(List.copyOf(actions)));
  }

  /** Runs an action if there is one, and gives its result if it has run. */
  public <T> HandlerAction<A, Optional<T>> optional(
      Optional<? extends HandlerAction<A, T>> action) {
    return action.isPresent() ? action.get().map(Optional::of) : value(Optional.empty());
  }

  /** Runs the action that a function makes of a value, if there is a value. */
  public <T> ComposedHandler<A> whenPresent(
      Optional<T> value, Function<? super T, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return value.isPresent() ? value(value.get()).andThen(function).discard() : nothing();
  }

  /** Runs a condition, and then one of two actions, which gives the result. */
  public <R extends HandlerAction<A, ?>> R either(
      HandlerAction<A, Boolean> condition, R whenTrue, R whenFalse) {
    Objects.requireNonNull(whenTrue, "whenTrue");
    Objects.requireNonNull(whenFalse, "whenFalse");
    return condition.andThen(decided -> decided ? whenTrue : whenFalse);
  }

  // --- value lanes -------------------------------------------------------------------------------

  /** Gives what a value lane holds: {@link ValueLane#get}. */
  public <T> HandlerAction<A, T> get(Function<? super A, ? extends ValueLane<T>> lane) {
    return read(lane, "get", ValueLane::get);
  }

  /** Sets a value lane: {@link ValueLane#set}. */
  public <T> ComposedHandler<A> set(Function<? super A, ? extends ValueLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "set", there -> there.set(value));
  }

  /** Updates a value lane: {@link ValueLane#update}. */
  public <T> ComposedHandler<A> update(
      Function<? super A, ? extends ValueLane<T>> lane, UnaryOperator<T> function) {
    Objects.requireNonNull(function, "function");
    return write(lane, "update", there -> there.update(function));
  }

  // --- map lanes ---------------------------------------------------------------------------------

  /** Gives what a map lane, or a join lane, holds, as a snapshot: {@link KeyedLane#get()}. */
  public <K, V> HandlerAction<A, Map<K, V>> entries(
      Function<? super A, ? extends KeyedLane<K, V>> lane) {
    return read(lane, "entries", KeyedLane::get);
  }

  /** Gives the value of a key, or none: {@link KeyedLane#get(Object)}. */
  public <K, V> HandlerAction<A, Optional<V>> get(
      Function<? super A, ? extends KeyedLane<K, V>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return read(lane, "get", there -> Optional.ofNullable(there.get(key)));
  }

  /** Sets the value of a key: {@link MapLane#put}. */
  public <K, V> ComposedHandler<A> put(
      Function<? super A, ? extends MapLane<K, V>> lane, K key, V value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return write(lane, "put", there -> there.put(key, value));
  }

  /** Removes a key: {@link MapLane#remove}. */
  public <K, V> ComposedHandler<A> remove(
      Function<? super A, ? extends MapLane<K, V>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return write(lane, "remove", there -> there.remove(key));
  }

  /** Updates or removes a key: {@link MapLane#compute}. */
  public <K, V> ComposedHandler<A> compute(
      Function<? super A, ? extends MapLane<K, V>> lane,
      K key,
      BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return write(lane, "compute", there -> there.compute(key, function));
  }

  /** Removes every key: {@link MapLane#clear}. */
  public ComposedHandler<A> clear(Function<? super A, ? extends MapLane<?, ?>> lane) {
    return write(lane, "clear", MapLane::clear);
  }

  /** Clears, and puts each entry: {@link MapLane#replaceAll}. */
  public <K, V> ComposedHandler<A> replaceAll(
      Function<? super A, ? extends MapLane<K, V>> lane, Map<? extends K, ? extends V> entries) {
    Objects.requireNonNull(entries, "entries");
    return write(lane, "replaceAll", there -> there.replaceAll(entries));
  }

  /** Keeps the first n keys: {@link MapLane#take}. */
  public ComposedHandler<A> take(Function<? super A, ? extends MapLane<?, ?>> lane, int n) {
    return write(lane, "take", there -> there.take(n));
  }

  /** Removes the first n keys: {@link MapLane#drop}. */
  public ComposedHandler<A> drop(Function<? super A, ? extends MapLane<?, ?>> lane, int n) {
    return write(lane, "drop", there -> there.drop(n));
  }

  // --- command, demand and supply lanes ----------------------------------------------------------

  /** Commands a lane of the agent: {@link CommandLane#command}. */
  public <T> ComposedHandler<A> command(
      Function<? super A, ? extends CommandLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "command", there -> there.command(value));
  }

  /** Computes the value of a demand lane: {@link DemandLane#cue}. */
  public ComposedHandler<A> cue(Function<? super A, ? extends DemandLane<?>> lane) {
    return write(lane, "cue", DemandLane::cue);
  }

  /** Computes the value of a key: {@link DemandMapLane#cue}. */
  public <K> ComposedHandler<A> cue(
      Function<? super A, ? extends DemandMapLane<K, ?>> lane, K key) {
    Objects.requireNonNull(key, "key");
    return write(lane, "cue", there -> there.cue(key));
  }

  /** Sends a value to the links of a supply lane: {@link SupplyLane#supply}. */
  public <T> ComposedHandler<A> supply(Function<? super A, ? extends SupplyLane<T>> lane, T value) {
    Objects.requireNonNull(value, "value");
    return write(lane, "supply", there -> there.supply(value));
  }

  // --- the agent, and others ---------------------------------------------------------------------

  /** Gives the URI of the agent. */
  public HandlerAction<A, String> uri() {
    return simple((agent, context) -> context.uri());
  }

  /** Gives a parameter of the route of the agent: {@link Agent#parameter}. */
  public HandlerAction<A, String> parameter(String name) {
    Objects.requireNonNull(name, "name");
    return simple((agent, context) -> context.parameter(name));
  }

  /** Gives the time on the clock of the plane. */
  public HandlerAction<A, Instant> now() {
    return simple((agent, context) -> context.now());
  }

  /** Commands a lane of another agent, when the cascade has succeeded (law O1). */
  public ComposedHandler<A> command(String uri, String lane, Object value) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    return act((agent, context) -> context.agent(uri).command(lane, value));
  }

  /** Commands a lane of all agents of a route, when the cascade has succeeded (law O1). */
  public ComposedHandler<A> broadcast(String route, String lane, Object value) {
    return act((agent, context) -> context.broadcast(route, lane, value));
  }

  /** Ends the agent when the cascade has run to its end (law L3). */
  public ComposedHandler<A> stop() {
    return act((agent, context) -> context.stop());
  }

  /** Lets everything stand that was done so far: {@link AgentContext#checkpoint()} (law F10). */
  public ComposedHandler<A> checkpoint() {
    return act((agent, context) -> context.checkpoint());
  }

  /** Runs an action and lets everything stand, once in each root event (law F10). */
  public ComposedHandler<A> checkpoint(String name, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return act((agent, context) -> context.checkpoint(name, step));
  }

  /** Runs work away from the agent; its result is handled as a root event (law S1). */
  public <T> HandlerAction<A, Suspension> suspend(
      Callable<? extends T> work, Function<? super T, ? extends HandlerAction<A, ?>> then) {
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    return simple((agent, context) -> context.suspend(work, handler));
  }

  /** Likewise; so is what the work throws. */
  public <T> HandlerAction<A, Suspension> suspend(
      Callable<? extends T> work,
      Function<? super T, ? extends HandlerAction<A, ?>> then,
      Function<? super Throwable, ? extends HandlerAction<A, ?>> failed) {
    Objects.requireNonNull(work, "work");
    Handler<T> handler = handler(then);
    Handler<Throwable> handlerOfFailure = handler(failed);
    return simple((agent, context) -> context.suspend(work, handler, handlerOfFailure));
  }

  /** Runs an action after a delay, as a root event (law S3). */
  public HandlerAction<A, Scheduled> after(Duration delay, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.after(delay, step));
  }

  /** Runs an action at an instant, as a root event (law S3). */
  public HandlerAction<A, Scheduled> at(Instant instant, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.at(instant, step));
  }

  /** Runs an action at the end of each interval, as a root event (law S3). */
  public HandlerAction<A, Scheduled> every(Duration interval, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return simple((agent, context) -> context.every(interval, step));
  }

  /** Runs several steps, such as event handlers, each after its delay (law S3). */
  public HandlerAction<A, Scheduled> schedule(Schedule schedule) {
    Objects.requireNonNull(schedule, "schedule");
    return simple((agent, context) -> context.schedule(schedule));
  }

  // --- how they are made -------------------------------------------------------------------------

  /** The running agent, if it is of the class. */
  A require(Agent agent) {
    if (!type.isInstance(agent)) {
      throw new ClassCastException(
          "an action for agents of "
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
