package dev.parklane.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a link has pending of the keys of a map lane (law J6): at most two events for each, so that
 * a slow observer that handles them gets the map of the lane, in its order (law M8).
 *
 * <p>An update of a key that the observer knows, or is about to know, takes the place of the one
 * that is pending. A removal takes the place of an update; a key that came and went unseen leaves
 * nothing. A key that was removed and is put again comes behind all others, so its update is an
 * event of its own, at the end, and the removal stays where it is.
 *
 * <p>Guarded by the lock of its uplink.
 */
final class PendingKeys {
  private final Map<Object, LinkEvent.Told> latest = new HashMap<>();

  /** Takes an event in; what is returned, if anything, has to be posted. */
  LinkEvent.@Nullable Told add(
      Uplink from, Object key, LaneEvent event, Consumer<LinkEvent.Told> withdraw) {
    LinkEvent.Told pending = latest.get(key);
    if (pending == null) {
      return begin(key, new LinkEvent.Told(from, event));
    }
    if (event instanceof LaneEvent.Remove && pending.addsKey()) {
      forget(key, pending);
      withdraw.accept(pending);
      return null;
    }
    if (event instanceof LaneEvent.Update && pending.removesKey()) {
      LinkEvent.Told again = new LinkEvent.Told(from, event);
      again.removal = pending;
      return begin(key, again);
    }
    pending.replace(event, from.observer().ownMark());
    return null;
  }

  private LinkEvent.Told begin(Object key, LinkEvent.Told told) {
    latest.put(key, told);
    return told;
  }

  /** An event is pending no more: the observer handles it, or it is withdrawn. */
  void forget(Object key, LinkEvent.Told told) {
    LinkEvent.Told last = latest.get(key);
    if (last == told && told.removal == null) {
      latest.remove(key);
    } else if (last == told) {
      latest.put(key, told.removal);
    } else if (last != null && last.removal == told) {
      last.removal = null;
    }
  }

  /** None of them is pending any more. */
  void clear(Consumer<LinkEvent.Told> withdraw) {
    for (LinkEvent.Told told : latest.values()) {
      if (told.removal != null) {
        withdraw.accept(told.removal);
      }
      withdraw.accept(told);
    }
    latest.clear();
  }
}
