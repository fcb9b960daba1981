package dev.parklane.stress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Publisher} as a plain object: what it holds, who links to it, and what they are told.
 */
final class ModelPublisher {
  final List<Integer> valueLinks = new ArrayList<>(); // keys of links, in the order they were made
  final List<Integer> mapLinks = new ArrayList<>(); // keys of links, in that order too
  private final boolean kept;

  private int value;
  private Map<Integer, Integer> map = new LinkedHashMap<>();

  ModelPublisher(boolean kept) {
    this.kept = kept;
  }

  /** What its links are told of a cascade, in order. */
  sealed interface Told {
    /** The value. */
    record Value(int value) implements Told {}

    /** A key has a value. */
    record Update(int key, int value, boolean isNew) implements Told {}

    /** A key is gone. */
    record Remove(int key) implements Told {}

    /** All keys are gone. */
    record Clear() implements Told {}
  }

  int value() {
    return value;
  }

  Map<Integer, Integer> map() {
    return map;
  }

  /** What a cascade that succeeds tells; null for one that fails. */
  @Nullable List<Told> apply(List<Edit> edits) {
    Cascade cascade = new Cascade();
    for (Edit edit : edits) {
      if (edit instanceof Edit.Fail) {
        return null;
      }
      cascade.apply(edit);
    }
    List<Told> told = cascade.told();
    value = cascade.value;
    map = cascade.after;
    return told;
  }

  /** A fresh instance takes its place. */
  void end() {
    valueLinks.clear();
    mapLinks.clear();
    if (!kept) {
      value = 0;
      map = new LinkedHashMap<>();
    }
  }

  /**
   * One cascade: what it changes, in the order in which things were changed first, or came last.
   */
  private final class Cascade {
    private int value = ModelPublisher.this.value;
    private final Map<Integer, Integer> after = new LinkedHashMap<>(map);
    private final SequencedSet<Boolean> lanes = new LinkedHashSet<>(); // whether it is the map
    private final SequencedSet<Integer> changed = new LinkedHashSet<>();
    private final Set<Integer> moved = new HashSet<>(); // those that were removed, and came again
    private boolean cleared;

    private void apply(Edit edit) {
      switch (edit) {
        case Edit.Set set -> {
          lanes.add(false);
          value = set.value();
        }
        case Edit.Put put -> put(put.key(), put.value());
        case Edit.Remove remove -> remove(remove.key());
        case Edit.Clear clear -> clear();
        case Edit.ReplaceAll all -> {
          clear();
          all.entries().forEach(this::put);
        }
        case Edit.Take take -> sorted().stream().skip(take.count()).forEach(this::remove);
        case Edit.Drop drop -> sorted().stream().limit(drop.count()).forEach(this::remove);
        case Edit.Fail fail -> throw new AssertionError(fail);
      }
    }

    private List<Integer> sorted() {
      return List.copyOf(new TreeSet<>(after.keySet()));
    }

    private void put(int key, int newValue) {
      lanes.add(true);
      if (after.put(key, newValue) == null && isKnown(key)) {
        changed.remove(key); // it was removed, and comes again behind all others
        moved.add(key);
      }
      changed.add(key);
    }

    private void remove(int key) {
      if (after.remove(key) != null) {
        lanes.add(true);
        changed.add(key);
        moved.remove(key);
        if (!isKnown(key)) {
          changed.remove(key); // came and went inside this cascade
        }
      }
    }

    private boolean isKnown(int key) {
      return !cleared && map.containsKey(key);
    }

    private void clear() {
      lanes.add(true);
      after.clear();
      changed.clear();
      moved.clear();
      cleared = true;
    }

    private List<Told> told() {
      List<Told> told = new ArrayList<>();
      for (boolean isMap : lanes) {
        if (!isMap) {
          told.add(new Told.Value(value));
          continue;
        }
        if (cleared) {
          told.add(new Told.Clear());
        }
        for (int key : changed) {
          Integer now = after.get(key);
          if (now == null || moved.contains(key)) {
            told.add(new Told.Remove(key));
          }
          if (now != null) {
            told.add(new Told.Update(key, now, !isKnown(key) || moved.contains(key)));
          }
        }
      }
      return told;
    }
  }
}
