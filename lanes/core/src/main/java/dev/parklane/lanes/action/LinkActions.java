package dev.parklane.lanes.action;

import dev.parklane.lanes.JoinLane;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.LaneLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.MapLaneRef;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What makes actions that link lanes of other agents: the part of {@link HandlerContext} that knows
 * links and joins.
 *
 * @param <A> the class of the agents
 */
abstract sealed class LinkActions<A extends Agent> extends LaneActions<A> permits AgentActions {
  LinkActions() {}

  /**
   * Opens a link of any kind to a lane of another agent: {@link LaneLink#open}.
   *
   * <pre>{@code
   * on.open("/names/guests", (watcher, guests) ->
   *     new ValueLink<>(watcher, guests.lane(LENGTH)).onEvent(on.handler(n -> on.set(Watcher::seen, n))))
   * }</pre>
   *
   * @param <L> the kind of the link
   * @param uri of the other agent, which is made if it is not there
   * @param link makes the link, not opened, of the running agent and the other one; not null
   * @return an action that gives the link, open
   */
  public <L extends LaneLink<?>> HandlerAction<A, L> open(
      String uri, BiFunction<? super A, ? super AgentRef, L> link) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(link, "link");
    return simple((agent, context) -> {
      L made = ActionRun.requireValue(link.apply(agent, context.agent(uri)), "open(...)", agent);
      made.open();
      return made;
    });
  }

  /**
   * Ends a link: {@link LaneLink#close}. One that has ended stays so.
   *
   * @param link the one to end, such as {@link #open} gave
   * @return an action without a result
   */
  public ComposedHandler<A> close(LaneLink<?> link) {
    Objects.requireNonNull(link, "link");
    return act((agent, context) -> link.close());
  }

  /**
   * Links a key of a join to a value lane: {@link JoinValueLane#link}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param key whose value the linked lane gives
   * @param uri of the other agent, which is made if it is not there
   * @param linked the key of a value lane or a demand lane of that agent
   * @return an action that gives whether the key was not linked
   */
  public <K, V> HandlerAction<A, Boolean> link(
      Function<? super A, ? extends JoinValueLane<K, V>> lane,
      K key,
      String uri,
      LaneKey<V> linked) {
    Objects.requireNonNull(linked, "linked");
    return join("link(...)", lane, key, uri, there -> there.lane(linked), JoinValueLane::link);
  }

  /**
   * Links a key of a join to a value lane by its name: {@link JoinValueLane#link}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param key whose value the linked lane gives
   * @param uri of the other agent, which is made if it is not there
   * @param name of a value lane or a demand lane of that agent
   * @param type of its values
   * @return an action that gives whether the key was not linked
   */
  public <K, V> HandlerAction<A, Boolean> link(
      Function<? super A, ? extends JoinValueLane<K, V>> lane,
      K key,
      String uri,
      String name,
      Class<V> type) {
    return join("link(...)", lane, key, uri, lane(name, type), JoinValueLane::link);
  }

  /**
   * Links a key of a join to a value lane in place of another: {@link JoinValueLane#relink}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param key whose value the linked lane gives
   * @param uri of the other agent, which is made if it is not there
   * @param linked the key of a value lane or a demand lane of that agent
   * @return an action that gives whether that lane is linked now
   */
  public <K, V> HandlerAction<A, Boolean> relink(
      Function<? super A, ? extends JoinValueLane<K, V>> lane,
      K key,
      String uri,
      LaneKey<V> linked) {
    Objects.requireNonNull(linked, "linked");
    return join("relink(...)", lane, key, uri, there -> there.lane(linked), JoinValueLane::relink);
  }

  /**
   * Links a key of a join to a value lane in place of another, by its name: {@link
   * JoinValueLane#relink}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param key whose value the linked lane gives
   * @param uri of the other agent, which is made if it is not there
   * @param name of a value lane or a demand lane of that agent
   * @param type of its values
   * @return an action that gives whether that lane is linked now
   */
  public <K, V> HandlerAction<A, Boolean> relink(
      Function<? super A, ? extends JoinValueLane<K, V>> lane,
      K key,
      String uri,
      String name,
      Class<V> type) {
    return join("relink(...)", lane, key, uri, lane(name, type), JoinValueLane::relink);
  }

  /** Links a lane to a join, which says whether it has. */
  private interface Joining<J, L, R> {
    boolean join(J join, L link, R lane);
  }

  private static <V> Function<AgentRef, LaneRef<V>> lane(String name, Class<V> type) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    return there -> there.lane(name, type);
  }

  private static <K, V> Function<AgentRef, MapLaneRef<K, V>> mapLane(
      String name, Class<K> keys, Class<V> values) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(values, "values");
    return there -> there.mapLane(name, keys, values);
  }

  private <J extends Lane, L, R> HandlerAction<A, Boolean> join(
      String what,
      Function<? super A, ? extends J> lane,
      L link,
      String uri,
      Function<AgentRef, R> linked,
      Joining<J, L, R> joining) {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(uri, "uri");
    return simple((agent, context) ->
        joining.join(
            ActionRun.requireLane(lane.apply(agent), what, agent),
            link,
            linked.apply(context.agent(uri))));
  }

  /**
   * Links a map lane to a join: {@link JoinMapLane#link}.
   *
   * @param <L> what the links of the join are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by
   * @param uri of the other agent, which is made if it is not there
   * @param linked the key of a map lane, a demand-map lane or a join of that agent
   * @return an action that gives whether there was no such link
   */
  public <L, K, V> HandlerAction<A, Boolean> link(
      Function<? super A, ? extends JoinMapLane<L, K, V>> lane,
      L link,
      String uri,
      MapLaneKey<K, V> linked) {
    Objects.requireNonNull(linked, "linked");
    return join("link(...)", lane, link, uri, there -> there.lane(linked), JoinMapLane::link);
  }

  /**
   * Links a map lane to a join by its name: {@link JoinMapLane#link}.
   *
   * @param <L> what the links of the join are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by
   * @param uri of the other agent, which is made if it is not there
   * @param name of a map lane, a demand-map lane or a join of that agent
   * @param keys the type of its keys
   * @param values the type of its values
   * @return an action that gives whether there was no such link
   */
  public <L, K, V> HandlerAction<A, Boolean> link(
      Function<? super A, ? extends JoinMapLane<L, K, V>> lane,
      L link,
      String uri,
      String name,
      Class<K> keys,
      Class<V> values) {
    return join("link(...)", lane, link, uri, mapLane(name, keys, values), JoinMapLane::link);
  }

  /**
   * Links a map lane to a join in place of what is known by this: {@link JoinMapLane#relink}.
   *
   * @param <L> what the links of the join are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by
   * @param uri of the other agent, which is made if it is not there
   * @param linked the key of a map lane, a demand-map lane or a join of that agent
   * @return an action that gives whether that lane is linked now
   */
  public <L, K, V> HandlerAction<A, Boolean> relink(
      Function<? super A, ? extends JoinMapLane<L, K, V>> lane,
      L link,
      String uri,
      MapLaneKey<K, V> linked) {
    Objects.requireNonNull(linked, "linked");
    return join("relink(...)", lane, link, uri, there -> there.lane(linked), JoinMapLane::relink);
  }

  /**
   * Links a map lane to a join by its name, in place of what is known by this: {@link
   * JoinMapLane#relink}.
   *
   * @param <L> what the links of the join are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by
   * @param uri of the other agent, which is made if it is not there
   * @param name of a map lane, a demand-map lane or a join of that agent
   * @param keys the type of its keys
   * @param values the type of its values
   * @return an action that gives whether that lane is linked now
   */
  public <L, K, V> HandlerAction<A, Boolean> relink(
      Function<? super A, ? extends JoinMapLane<L, K, V>> lane,
      L link,
      String uri,
      String name,
      Class<K> keys,
      Class<V> values) {
    return join("relink(...)", lane, link, uri, mapLane(name, keys, values), JoinMapLane::relink);
  }

  /**
   * Ends a link of a join and keeps its entries: {@link JoinLane#unlink}.
   *
   * @param <L> what the links of the join are known by
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by; there need not be one
   * @return an action without a result
   */
  public <L> ComposedHandler<A> unlink(
      Function<? super A, ? extends JoinLane<L, ?, ?, ?>> lane, L link) {
    Objects.requireNonNull(link, "link");
    return write(lane, "unlink", there -> there.unlink(link));
  }

  /**
   * Ends a link of a join and removes its entries: {@link JoinLane#unlinkAndDelete}.
   *
   * @param <L> what the links of the join are known by
   * @param lane picks the join of the running agent; does not give null
   * @param link what the link is known by; there need not be one
   * @return an action without a result
   */
  public <L> ComposedHandler<A> unlinkAndDelete(
      Function<? super A, ? extends JoinLane<L, ?, ?, ?>> lane, L link) {
    Objects.requireNonNull(link, "link");
    return write(lane, "unlinkAndDelete", there -> there.unlinkAndDelete(link));
  }
}
