package dev.parklane.lanes.action;

import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinEndHandler;
import dev.parklane.lanes.KeyedLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.event.Handler;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What makes plain handlers, to be registered, of functions that give actions: the part of {@link
 * HandlerContext} that knows every event.
 *
 * <p>Each function is called when the event has come, in the agent's turn; the action that it gives
 * is then run. It throws to fail the cascade (law F1), and does not give null.
 */
abstract sealed class ComposedHandlers<A extends Agent> permits LaneActions {
  ComposedHandlers() {}

  /**
   * A handler of an event that carries one value: of {@code onEvent} and {@code onCommand}, of the
   * {@code onEvent}, {@code onSynced} and {@code onFailed} of links, and of acknowledgements.
   */
  public <T> Handler<T> handler(Function<? super T, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return value -> run(function.apply(value), "handler(...)");
  }

  /** A handler of {@code onSet}: of the value, and the one before it. */
  public <T> ValueLane.SetHandler<T> setHandler(
      BiFunction<? super T, ? super T, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return (value, previous) -> run(function.apply(value, previous), "setHandler(...)");
  }

  /** A handler of {@code onSet} of a link: of the value, and the one before it or null. */
  public <T> ValueLink.SetHandler<T> linkSetHandler(
      BiFunction<? super T, ? super @Nullable T, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return (value, previous) -> run(function.apply(value, previous), "linkSetHandler(...)");
  }

  /** A handler of {@code onUpdate}, of lanes and links. */
  public <K, V> KeyedLane.UpdateHandler<K, V> updateHandler(UpdateFunction<A, K, V> function) {
    Objects.requireNonNull(function, "function");
    return (map, key, previous, value) ->
        run(function.action(map, key, previous, value), "updateHandler(...)");
  }

  /** A handler of {@code onRemove}, of lanes and links. */
  public <K, V> KeyedLane.RemoveHandler<K, V> removeHandler(RemoveFunction<A, K, V> function) {
    Objects.requireNonNull(function, "function");
    return (map, key, previous) -> run(function.action(map, key, previous), "removeHandler(...)");
  }

  /** A handler of {@code onClear}, of lanes and links: of the map before. */
  public <K, V> KeyedLane.ClearHandler<K, V> clearHandler(
      Function<? super Map<K, V>, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(function, "function");
    return before -> run(function.apply(before), "clearHandler(...)");
  }

  /** A handler of {@code onCue}, whose value is the result of the action. */
  public <T> DemandLane.CueHandler<T> cueHandler(HandlerAction<A, T> action) {
    Objects.requireNonNull(action, "action");
    return () -> ActionRun.current().result(action);
  }

  /** A handler of {@code onCueKey}, which gives the value of a key or none. */
  public <K, V> DemandMapLane.CueKeyHandler<K, V> cueKeyHandler(
      Function<? super K, ? extends HandlerAction<A, Optional<V>>> function) {
    Objects.requireNonNull(function, "function");
    return key -> run(function.apply(key), "cueKeyHandler(...)").orElse(null);
  }

  /** A handler of {@code keys}, which are the result of the action. */
  public <K> DemandMapLane.KeysHandler<K> keysHandler(
      HandlerAction<A, ? extends Collection<? extends K>> action) {
    Objects.requireNonNull(action, "action");
    return () -> ActionRun.current().result(action);
  }

  /** A handler of {@code onEnd} of a join lane: of the key of the link, and its failure or null. */
  public <L> JoinEndHandler<L> endHandler(
      BiFunction<? super L, ? super @Nullable Throwable, ? extends HandlerAction<A, JoinAnswer>>
          function) {
    Objects.requireNonNull(function, "function");
    return (link, cause) -> run(function.apply(link, cause), "endHandler(...)");
  }

  private static <T> T run(@Nullable HandlerAction<?, T> action, String whose) throws Exception {
    ActionRun run = ActionRun.current();
    return run.result(run.requireAction(action, "the function of " + whose));
  }
}
