package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.MapLaneRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lane that merges map lanes of other agents into one map (law J3). Reads and events are those of
 * {@link KeyedLane}.
 *
 * <p>The link that last wrote a key owns it. When a link removes keys, clears its map or is
 * deleted, the keys that it owns at that moment are removed, each with its own {@code onRemove},
 * and no others. A link that is made anew and is told its state gives up the keys that are not in
 * it.
 *
 * <p>Keys keep the order in which they came, and those of one link have the order of its lane among
 * themselves (law M8): a key that its lane has removed and put again is removed and put here too.
 * One that a link finds in another order, because it is made anew or has been given up before, is
 * told as an update, and stands behind the others. A key that a link takes over from another that
 * is there stays where it came. A sorted lane is joined in its order by a {@linkplain #sorted
 * sorted} join.
 *
 * <p>Its links, and what they have told, are not kept in a store: make them in {@code onStart}.
 *
 * <p><strong>In SwimOS</strong> the joined map is a hash map, and a link that is deleted removes
 * all its keys as one change, of which the handler of removals is told once. Here the map has an
 * order (law M8), and {@code onRemove} runs for each key.
 *
 * @param <L> what its links are known by
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class JoinMapLane<L, K, V> extends JoinLane<L, K, V, JoinMapLane<L, K, V>> {
  private static final long NOWHERE = -1; // in front of every place

  private final Agent agent;
  private JoinOwners<L, K> owners = JoinOwners.none(); // the agent's turn
  private JoinOwners<L, K> left = JoinOwners.none(); // by links that were given up; agent's turn

  private record State<L, K>(JoinOwners<L, K> owners, JoinOwners<L, K> left, Object joined) {}

  /**
   * Declares an empty join lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public JoinMapLane(Agent agent, String name) {
    this(agent, name, null);
  }

  /**
   * Declares a join by its key, whose keys and values are those of the lanes that it links to.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public JoinMapLane(Agent agent, MapLaneKey<K, V> key) {
    this(agent, key.name());
    declare(key);
  }

  private JoinMapLane(Agent agent, String name, @Nullable Comparator<? super K> order) {
    super(agent, name, order);
    this.agent = agent;
  }

  /**
   * Declares an empty join lane that keeps its keys in natural order (law M8).
   *
   * @param <L> what its links are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <L, K extends Comparable<? super K>, V> JoinMapLane<L, K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty join lane that keeps its keys in this order, which has to be consistent with
   * {@code equals}.
   *
   * @param <L> what its links are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @param order consistent with {@code equals}
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <L, K, V> JoinMapLane<L, K, V> sorted(
      Agent agent, String name, Comparator<? super K> order) {
    return new JoinMapLane<>(agent, name, requireOrder(order, name));
  }

  /**
   * Declares an empty one by its key, in natural order of its keys.
   *
   * @param <L> what the links are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @return empty
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public static <L, K extends Comparable<? super K>, V> JoinMapLane<L, K, V> sorted(
      Agent agent, MapLaneKey<K, V> key) {
    return sorted(agent, key, Comparator.naturalOrder());
  }

  /**
   * Declares an empty one by its key, in this order of its keys.
   *
   * @param <L> what the links are known by
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @param order consistent with {@code equals} where the map is linked to or kept in a store
   * @return empty
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public static <L, K, V> JoinMapLane<L, K, V> sorted(
      Agent agent, MapLaneKey<K, V> key, Comparator<? super K> order) {
    JoinMapLane<L, K, V> lane = sorted(agent, key.name(), order);
    lane.declare(key);
    return lane;
  }

  /**
   * Links a lane, known by this from now on. Where there is such a link already nothing happens.
   *
   * @param link what the link is known by; not null
   * @param lane a map lane, a demand-map lane or a join lane of any agent
   * @return whether there was none
   * @throws IllegalArgumentException where it is this lane itself
   * @throws dev.parklane.runtime.NoRouteException where no route matches the URI
   */
  public boolean link(L link, MapLaneRef<K, V> lane) {
    requireLink(link);
    Objects.requireNonNull(lane, () -> "the lane that '" + link + "' of " + this + " links");
    changing();
    requireOther(link, lane.values());
    if (isLinked(link)) {
      return false;
    }
    MapLink<K, V> made = new MapLink<>(agent, lane);
    open(
        link,
        made.onSynced(map -> synced(link, made, map))
            .onUpdate((map, key, previous, value) -> updated(link, made, key, previous, value))
            .onRemove((map, key, previous) -> removeIfOwned(link, key))
            .onClear(before -> owned(link).forEach(key -> removeIfOwned(link, key))));
    return true;
  }

  /**
   * Links a lane in place of what is known by this: that link is ended, if it is there, and its
   * entries, and what one before it has left, are removed, as {@link #unlinkAndDelete} does.
   *
   * @param link what the link is known by; not null
   * @param lane a map lane, a demand-map lane or a join lane of any agent
   * @return whether that lane is linked now: not where an observer of a removal has made such a
   *     link itself
   * @throws IllegalArgumentException where it is this lane itself; nothing is changed then
   */
  public boolean relink(L link, MapLaneRef<K, V> lane) {
    requireLink(link);
    Objects.requireNonNull(lane, () -> "the lane that '" + link + "' of " + this + " links");
    requireOther(link, lane.values());
    unlinkAndDelete(link);
    return link(link, lane);
  }

  /**
   * Removes an entry that no link owns: one that a link has left which was given up (law J5).
   * Triggers {@code onRemove}; where the key is not there nothing happens (law M2).
   *
   * @param key not null
   * @return the value that was removed; null where the key was not there
   * @throws IllegalStateException where a link owns the key: {@link #unlinkAndDelete} ends it
   */
  @Override
  public @Nullable V remove(K key) {
    requireKey(key);
    changing();
    L owner = owners.ownerOf(key);
    if (owner != null) {
      requireUntold(key, owner);
    }
    owners = owners.disowned(key);
    left = left.disowned(key);
    return removeKey(key);
  }

  @Override
  JoinMapLane<L, K, V> self() {
    return this;
  }

  @Override
  Element ofLinks() {
    return Element.UNKNOWN;
  }

  @Override
  void requireLink(L link) {
    Objects.requireNonNull(link, () -> "what a link of " + this + " is known by");
  }

  @Override
  void release(L link, boolean delete) {
    for (K key : owned(link)) {
      if (delete) {
        removeIfOwned(link, key);
      } else {
        left = left.with(link, key);
      }
    }
    owners = owners.without(link); // what is left is nobody's, until another link writes it
    if (delete) {
      deleteLeft(link);
    }
  }

  private void deleteLeft(L link) {
    for (K key : inOrder(left.keysOf(link))) {
      if (left.owns(link, key)) { // an observer may have removed it
        changing();
        left = left.disowned(key);
        removeKey(key);
      }
    }
  }

  private void synced(L link, MapLink<K, V> made, Map<K, V> map) {
    for (K key : owned(link)) {
      if (!map.containsKey(key)) {
        removeIfOwned(link, key);
      }
    }
    long last = NOWHERE;
    for (Map.Entry<K, V> entry : map.entrySet()) {
      K key = entry.getKey();
      boolean own = isOwnOrFree(link, key);
      put(link, made, key, entry.getValue(), own ? last : NOWHERE);
      last = own ? map().place(key) : last;
    }
  }

  /** A key that is new in its lane comes behind all that came from there (law M8). */
  private void updated(L link, MapLink<K, V> made, K key, @Nullable V previous, V value) {
    boolean comesAnew = previous == null && isOwnOrFree(link, key) && has(key);
    put(link, made, key, value, comesAnew ? lastPlace(link) : NOWHERE);
  }

  private boolean isOwnOrFree(L link, K key) {
    L owner = owners.ownerOf(key);
    return owner == null || owner.equals(link);
  }

  private long lastPlace(L link) {
    return owners.keysOf(link).stream().mapToLong(map()::place).max().orElse(NOWHERE);
  }

  /** An update of a key, which moves to the end where it stands in front of that place. */
  private void put(L link, MapLink<K, V> made, K key, V value, long behind) {
    if (!isCurrent(link, made)) {
      return; // an observer has unlinked it, or closed the lane
    }
    changing();
    owners = owners.with(link, key);
    left = left.disowned(key);
    if (!isSorted() && has(key) && map().place(key) < behind) {
      putKeyLast(key, value);
    } else {
      putKey(key, value);
    }
  }

  private void removeIfOwned(L link, K key) {
    if (owners.owns(link, key)) {
      changing();
      owners = owners.disowned(key);
      removeKey(key);
    }
  }

  /** The keys that a link owns, in the order of the map. */
  private List<K> owned(L link) {
    return inOrder(owners.keysOf(link));
  }

  private List<K> inOrder(Set<K> keys) {
    return isSorted()
        ? map().keySet().stream().filter(keys::contains).toList()
        : keys.stream().sorted(Comparator.comparingLong(map()::place)).toList();
  }

  @Override
  protected void closing() {
    super.closing();
    owners = JoinOwners.none(); // so that nothing that is under way touches a key any more
    left = JoinOwners.none();
  }

  @Override
  public String kind() {
    return "join-map";
  }

  @Override
  protected Object state() {
    return new State<>(owners, left, super.state());
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    State<L, K> before = (State<L, K>) Objects.requireNonNull(state);
    owners = before.owners();
    left = before.left();
    super.restore(before.joined());
  }
}
