package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/** What a lane looks like to its links (law J1). */
@Experimental
public enum LinkForm {
  /** One value, of which the latest counts: {@link LaneEvent.Value}. */
  VALUE,
  /**
   * A map, of which the latest value of each key counts: {@link LaneEvent.Update}, {@link
   * LaneEvent.Remove}, {@link LaneEvent.Clear}.
   */
  MAP,
  /** No state; every message counts: {@link LaneEvent.Message}. */
  EVENT
}
