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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What makes actions on the lanes of the running agent: the part of {@link HandlerContext} that
 * knows every kind of lane.
 *
 * @param <A> the class of the agents
 */
abstract sealed class LaneActions<A extends Agent> extends ComposedHandlers<A> permits LinkActions {
  LaneActions() {}

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
   * Removes a key: {@link KeyedLane#remove}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the lane of the running agent; does not give null
   * @param key not null; it need not be there
   * @return an action without a result
   */
  public <K, V> ComposedHandler<A> remove(
      Function<? super A, ? extends KeyedLane<K, V>> lane, K key) {
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

  // --- how they are made -------------------------------------------------------------------------

  /** What an action without a result does. */
  interface Effect<A extends Agent> {
    void perform(A agent, AgentContext context) throws Exception;
  }

  /** An action that does this in the running agent. */
  abstract <R extends HandlerAction<A, ?>> R simple(Part.Act<A> act);

  final <R extends HandlerAction<A, ?>> R act(Effect<A> effect) {
    return simple((agent, context) -> {
      effect.perform(agent, context);
      return Nothing.NOTHING;
    });
  }

  final <L extends Lane, T> HandlerAction<A, T> read(
      Function<? super A, ? extends L> projection, String operation, Function<L, T> access) {
    Objects.requireNonNull(projection, "lane");
    return simple((agent, context) ->
        access.apply(ActionRun.requireLane(projection.apply(agent), operation + "(...)", agent)));
  }

  final <L extends Lane> ComposedHandler<A> write(
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
