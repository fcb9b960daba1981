package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.persistent.PersistentMap;
import dev.parklane.runtime.store.Codec;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lane that joins value lanes of other agents into one map, one link per key: each event of the
 * linked lane is an update of its key (law J2). Reads and events are those of {@link KeyedLane}.
 *
 * <p>Its links, and what they have told, are not kept in a store: make them in {@code onStart}.
 *
 * <p><strong>In SwimOS</strong> the joined map is a hash map. Here it has the order in which the
 * keys came (law M8), what a link tells is a cascade of its own that is rolled back where a handler
 * fails, and a join that is slow costs at most the latest value of each key (law J6).
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class JoinValueLane<K, V> extends KeyedLane<K, V> {
  private final Agent agent;
  private final JoinLinks<K, ValueLink<V>> links = new JoinLinks<>();

  private record State<K, V>(PersistentMap<K, V> map, PersistentMap<K, ValueLink<V>> links) {}

  /**
   * Declares an empty join lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public JoinValueLane(Agent agent, String name) {
    this(agent, name, PersistentMap.insertionOrdered());
  }

  private JoinValueLane(Agent agent, String name, PersistentMap<K, V> initial) {
    super(agent, name, initial);
    this.agent = agent;
  }

  /**
   * Declares an empty join lane that keeps its keys in natural order (law M8).
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K extends Comparable<? super K>, V> JoinValueLane<K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty join lane that keeps its keys in this order, which has to be consistent with
   * {@code equals}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @param order consistent with {@code equals}
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> JoinValueLane<K, V> sorted(
      Agent agent, String name, Comparator<? super K> order) {
    return new JoinValueLane<>(agent, name, PersistentMap.sorted(requireOrder(order, name)));
  }

  /**
   * Gives the form in which keys and values leave the process: those who link to the lane by its
   * name alone find it there. No store keeps the lane.
   *
   * @param keys how a key becomes bytes, and bytes a key
   * @param values how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public JoinValueLane<K, V> codec(Codec<K> keys, Codec<V> values) {
    declareCodec(keys, values, false);
    return this;
  }

  @Override
  public JoinValueLane<K, V> onUpdate(UpdateHandler<? super K, ? super V> handler) {
    super.onUpdate(handler);
    return this;
  }

  @Override
  public JoinValueLane<K, V> onRemove(RemoveHandler<? super K, ? super V> handler) {
    super.onRemove(handler);
    return this;
  }

  @Override
  public JoinValueLane<K, V> onClear(ClearHandler<? super K, ? super V> handler) {
    super.onClear(handler);
    return this;
  }

  /**
   * Registers the handler that says what shall become of a link that has ended (law J4). Without
   * one it is {@link JoinAnswer#ABANDON}.
   *
   * @param handler is called each time that a link ends or fails, and not when one is unlinked
   * @return this lane
   * @throws IllegalStateException where there is one already
   */
  public JoinValueLane<K, V> onEnd(JoinEndHandler<? super K> handler) {
    reading();
    Objects.requireNonNull(handler, () -> "a handler of onEnd of " + this);
    onUndo(links.onEnd(handler));
    return this;
  }

  /**
   * The delays before links are made anew; {@link Backoff#DEFAULT} unless set.
   *
   * @param delays holds for links that are made from now on
   * @return this lane
   */
  public JoinValueLane<K, V> backoff(Backoff delays) {
    reading();
    Objects.requireNonNull(delays, () -> "the backoff of " + this);
    onUndo(links.backoff(delays));
    return this;
  }

  /**
   * The keys of its links, in the order in which they were linked.
   *
   * @return a snapshot that cannot be modified
   */
  public Set<K> links() {
    reading();
    return links.all().keySet();
  }

  /**
   * Links a key to a lane. Where the key is linked already nothing happens (law J2).
   *
   * @param key whose value the lane gives; not null
   * @param lane a value lane or a demand lane of any agent
   * @return whether it was not
   * @throws dev.parklane.runtime.NoRouteException where no route matches the URI
   */
  public boolean link(K key, LaneRef<V> lane) {
    requireKey(key);
    Objects.requireNonNull(lane, () -> "the lane that '" + key + "' of " + this + " links");
    changing();
    if (links.has(key)) {
      return false;
    }
    ValueLink<V> link = new ValueLink<>(agent, lane);
    links.add(
        key,
        link.onSynced(value -> putKey(key, value))
            .onEvent(value -> putKey(key, value))
            .onUnlinked(() -> ended(key, link, null))
            .onFailed(cause -> ended(key, link, cause))
            .joinedBy(() -> abandon(key, link))
            .retry(links.retry())
            .open());
    return true;
  }

  /**
   * Ends the link of a key, if it has one, and keeps its entry (law J5).
   *
   * @param key need not be linked
   */
  public void unlink(K key) {
    unlink(key, false);
  }

  /**
   * Ends the link of a key, if it has one, and removes its entry (law J5).
   *
   * @param key need not be linked
   */
  public void unlinkAndDelete(K key) {
    unlink(key, true);
  }

  private void unlink(K key, boolean delete) {
    requireKey(key);
    changing();
    ValueLink<V> link = links.remove(key);
    if (link != null) {
      link.close();
      if (delete) {
        removeKey(key);
      }
    }
  }

  private void ended(K key, ValueLink<V> link, @Nullable Throwable cause) throws Exception {
    JoinAnswer answer = links.answer(key, cause);
    if (!links.isCurrent(key, link)) {
      return; // the handler has unlinked it, and may have linked the key anew
    }
    switch (answer) {
      case RETRY -> {} // as the link does of itself
      case ABANDON -> unlink(key, false);
      case DELETE -> unlink(key, true);
    }
  }

  private void abandon(K key, ValueLink<V> link) {
    if (links.isCurrent(key, link)) {
      unlink(key, false);
    }
  }

  @Override
  protected void closing() {
    changing();
    links.closeAll();
  }

  @Override
  public String kind() {
    return "join-value";
  }

  @Override
  protected Object state() {
    return new State<>(map(), links.all());
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    State<K, V> before = (State<K, V>) Objects.requireNonNull(state);
    restoreMap(before.map());
    links.restore(before.links());
  }
}
