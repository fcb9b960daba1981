package dev.parklane.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a cascade has changed in one lane, as far as those outside need to know it: the last value,
 * or the last of each key in the order of their first changes, behind a clear if there was one.
 *
 * <p>A key that the cascade has both added and removed is not told of. Only the thread whose turn
 * it is touches it.
 */
final class LaneChanges {
  private LaneEvent.@Nullable Value value;
  private boolean cleared;
  private final Map<Object, LaneEvent> keys = new LinkedHashMap<>();

  void add(LaneEvent event) {
    switch (event) {
      case LaneEvent.Value latest -> value = latest;
      case LaneEvent.Update update -> {
        LaneEvent before = keys.get(update.key());
        boolean isNew = before == null ? update.isNew() : isNew(before);
        keys.put(
            update.key(),
            new LaneEvent.Update(update.key(), update.value(), isNew, isMoved(before)));
      }
      case LaneEvent.Remove remove -> {
        LaneEvent before = keys.get(remove.key());
        if (before != null && isNew(before)) {
          keys.remove(remove.key());
        } else {
          keys.put(remove.key(), remove);
        }
      }
      case LaneEvent.Clear clear -> {
        cleared = true;
        keys.clear();
      }
      case LaneEvent.Message message ->
          throw new IllegalArgumentException(message + " is no change of a state");
    }
  }

  private static boolean isMoved(@Nullable LaneEvent change) {
    return change instanceof LaneEvent.Remove
        || (change instanceof LaneEvent.Update update && update.isMoved());
  }

  private static boolean isNew(LaneEvent change) {
    return change instanceof LaneEvent.Update update && update.isNew();
  }

  void forEach(Consumer<LaneEvent> each) {
    if (value != null) {
      each.accept(value);
    }
    if (cleared) {
      each.accept(new LaneEvent.Clear());
    }
    keys.values().forEach(each);
  }
}
