package dev.parklane.runtime;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a cascade has changed in one lane, as far as those outside need to know it: the last value,
 * or the last of each key, behind a clear if there was one. Who plays it to a copy of the map as it
 * was before the cascade gets the map as it is after it, in its order (law M8).
 *
 * <p>A key that stays is told in the place of its first change. A key that comes is told in the
 * place of its last insertion; where it was there before, its removal is told too. A key that the
 * cascade has both added and removed is not told of. Only the thread whose turn it is touches it.
 */
final class LaneChanges {
  private LaneEvent.@Nullable Value value;
  private boolean cleared;
  private final Map<Object, LaneEvent> keys = new LinkedHashMap<>();
  private @Nullable Set<Object> moved; // keys that were there, and were removed and put again

  void add(LaneEvent event) {
    switch (event) {
      case LaneEvent.Value latest -> value = latest;
      case LaneEvent.Update update -> update(update);
      case LaneEvent.Remove remove -> remove(remove);
      case LaneEvent.Clear clear -> {
        cleared = true;
        keys.clear();
        moved = null;
      }
      case LaneEvent.Message message ->
          throw new IllegalArgumentException(message + " is no change of a state");
    }
  }

  private void update(LaneEvent.Update update) {
    Object key = update.key();
    LaneEvent before = keys.get(key);
    if (before instanceof LaneEvent.Remove) {
      keys.remove(key); // so that it is told behind all that came meanwhile
      moved = moved == null ? new HashSet<>() : moved;
      moved.add(key);
      keys.put(key, new LaneEvent.Update(key, update.value(), true));
    } else if (isNew(before) && !update.isNew()) {
      keys.put(key, new LaneEvent.Update(key, update.value(), true));
    } else {
      keys.put(key, update);
    }
  }

  private void remove(LaneEvent.Remove remove) {
    Object key = remove.key();
    boolean wasThere = (moved != null && moved.remove(key)) || !isNew(keys.get(key));
    if (wasThere) {
      keys.put(key, remove);
    } else {
      keys.remove(key);
    }
  }

  private static boolean isNew(@Nullable LaneEvent change) {
    return change instanceof LaneEvent.Update update && update.isNew();
  }

  /** Whether it comes to one event at the most. */
  boolean isSingle() {
    return moved == null && (value == null ? 0 : 1) + (cleared ? 1 : 0) + keys.size() <= 1;
  }

  /** What a copy has to do, in order. */
  void forEach(Consumer<LaneEvent> each) {
    Set<Object> removedBefore = moved;
    forEachState(event -> {
      if (removedBefore != null
          && event instanceof LaneEvent.Update update
          && removedBefore.contains(update.key())) {
        each.accept(new LaneEvent.Remove(update.key()));
      }
      each.accept(event);
    });
  }

  /** What holds now, for one who keeps the place of each key with it: one event for each. */
  void forEachState(Consumer<LaneEvent> each) {
    if (value != null) {
      each.accept(value);
    }
    if (cleared) {
      each.accept(new LaneEvent.Clear());
    }
    keys.values().forEach(each);
  }
}
