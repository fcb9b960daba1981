package dev.parklane.runtime.store;

import dev.parklane.clock.Experimental;
import java.util.Arrays;
import java.util.Objects;

/**
 * One change to what is kept of an agent: of one of its lanes, or of the root event that it
 * handles.
 *
 * <p>A lane is kept in one of two forms: as a value from its first {@link ValueSet}, as a map from
 * its first {@link EntryPut}, {@link EntryRemoved} or {@link MapCleared}. It keeps its form, and is
 * kept, also as an empty map, until it is dropped; a change that belongs to the other form is
 * refused (see {@link StateStore#commit}).
 *
 * <p>Two changes are equal where their bytes are. The arrays are handed over: nobody changes them
 * once they stand in a change.
 */
@Experimental
public sealed interface StateChange {
  /** A change to what is kept of one lane. */
  sealed interface OfLane extends StateChange {
    /** {@return the name of the lane} */
    String lane();
  }

  /**
   * The lane has this value now.
   *
   * @param lane the name of the lane
   * @param value the bytes of the value
   */
  record ValueSet(String lane, byte[] value) implements OfLane {
    /** Refuses null. */
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

  /**
   * The map has this value for this key now, whether or not it had the key before.
   *
   * @param lane the name of the lane
   * @param key the bytes of the key
   * @param value the bytes of the value
   */
  record EntryPut(String lane, byte[] key, byte[] value) implements OfLane {
    /** Refuses null. */
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

  /**
   * The map does not have this key any more, whether or not it had it before.
   *
   * @param lane the name of the lane
   * @param key the bytes of the key
   */
  record EntryRemoved(String lane, byte[] key) implements OfLane {
    /** Refuses null. */
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

  /**
   * The map is empty now.
   *
   * @param lane the name of the lane
   */
  record MapCleared(String lane) implements OfLane {
    /** Refuses null. */
    public MapCleared {
      Objects.requireNonNull(lane, "lane");
    }
  }

  /**
   * Nothing is kept of the lane any more, in whichever form it was kept, if it was.
   *
   * @param lane the name of the lane
   */
  record LaneDropped(String lane) implements OfLane {
    /** Refuses null. */
    public LaneDropped {
      Objects.requireNonNull(lane, "lane");
    }
  }

  /**
   * A named step of the root event that the agent handles is done, with all that it has changed:
   * that stands in the same list of changes (law F10). A mark is of no lane. Where it is there
   * already nothing changes.
   *
   * @param step the name that the handler gave the step
   */
  record StepDone(String step) implements StateChange {
    /** Refuses null. */
    public StepDone {
      Objects.requireNonNull(step, "step");
    }
  }

  /** No step is marked as done any more: the root event is over, or another one begins to mark. */
  record StepsForgotten() implements StateChange {}
}
