package dev.parklane.runtime.store;

import java.util.Arrays;
import java.util.Objects;

/**
 * One change to what is kept of a lane.
 *
 * <p>A lane is kept in one of two forms: as a value from its first {@link ValueSet}, as a map from
 * its first {@link EntryPut}, {@link EntryRemoved} or {@link MapCleared}. It keeps its form, and is
 * kept, also as an empty map, until it is dropped; a change that belongs to the other form is
 * refused (see {@link StateStore#commit}).
 *
 * <p>Two changes are equal where their bytes are. The arrays are handed over: nobody changes them
 * once they stand in a change.
 */
public sealed interface StateChange {
  /** The name of the lane. */
  String lane();

  /** The lane has this value now. */
  record ValueSet(String lane, byte[] value) implements StateChange {
    public ValueSet {
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ValueSet that
          && lane.equals(that.lane)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return 31 * lane.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "ValueSet[lane=" + lane + ", value=" + ByteText.of(value) + "]";
    }
  }

  /** The map has this value for this key now, whether or not it had the key before. */
  record EntryPut(String lane, byte[] key, byte[] value) implements StateChange {
    public EntryPut {
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof EntryPut that
          && lane.equals(that.lane)
          && Arrays.equals(key, that.key)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * lane.hashCode() + Arrays.hashCode(key)) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "EntryPut[lane="
          + lane
          + ", key="
          + ByteText.of(key)
          + ", value="
          + ByteText.of(value)
          + "]";
    }
  }

  /** The map does not have this key any more, whether or not it had it before. */
  record EntryRemoved(String lane, byte[] key) implements StateChange {
    public EntryRemoved {
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(key, "key");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof EntryRemoved that
          && lane.equals(that.lane)
          && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
      return 31 * lane.hashCode() + Arrays.hashCode(key);
    }

    @Override
    public String toString() {
      return "EntryRemoved[lane=" + lane + ", key=" + ByteText.of(key) + "]";
    }
  }

  /** The map is empty now. */
  record MapCleared(String lane) implements StateChange {
    public MapCleared {
      Objects.requireNonNull(lane, "lane");
    }
  }

  /** Nothing is kept of the lane any more, in whichever form it was kept, if it was. */
  record LaneDropped(String lane) implements StateChange {
    public LaneDropped {
      Objects.requireNonNull(lane, "lane");
    }
  }
}
