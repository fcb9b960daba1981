package dev.parklane.lanes;

import dev.parklane.runtime.persistent.PersistentMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which link of a join-map lane owns which keys (law J3). Immutable.
 *
 * @param byKey the owner of each key
 * @param byLink the keys of each owner
 * @param <L> what the links are known by
 * @param <K> the type of the keys
 */
record JoinOwners<L, K>(
    PersistentMap<K, L> byKey, PersistentMap<L, PersistentMap<K, Boolean>> byLink) {
  static <L, K> JoinOwners<L, K> none() {
    return new JoinOwners<>(PersistentMap.insertionOrdered(), PersistentMap.insertionOrdered());
  }

  @Nullable L ownerOf(K key) {
    return byKey.get(key);
  }

  boolean owns(L link, K key) {
    return link.equals(byKey.get(key));
  }

  Set<K> keysOf(L link) {
    return keys(link).keySet();
  }

  /** These, but this link owns the key. */
  JoinOwners<L, K> with(L link, K key) {
    if (owns(link, key)) {
      return this;
    }
    JoinOwners<L, K> others = disowned(key);
    return new JoinOwners<>(
        others.byKey.with(key, link), others.byLink.with(link, others.keys(link).with(key, true)));
  }

  /** These, but nobody owns the key. */
  JoinOwners<L, K> disowned(K key) {
    L owner = byKey.get(key);
    return owner == null
        ? this
        : new JoinOwners<>(byKey.without(key), byLink.with(owner, keys(owner).without(key)));
  }

  /** These, but the link owns nothing. */
  JoinOwners<L, K> without(L link) {
    PersistentMap<K, L> rest = byKey;
    for (K key : keysOf(link)) {
      rest = rest.without(key);
    }
    return new JoinOwners<>(rest, byLink.without(link));
  }

  private PersistentMap<K, Boolean> keys(L link) {
    @Nullable PersistentMap<K, Boolean> keys = byLink.get(link);
    return keys == null ? PersistentMap.insertionOrdered() : keys;
  }
}
