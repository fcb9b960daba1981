package dev.parklane.runtime.recording;

import jdk.jfr.Contextual;
import jdk.jfr.Event;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/** An event of a recording that has happened at a lane of an agent. */
abstract class LaneRecord extends Event {
  @Contextual
  @Label("Agent")
  @Nullable String agent;

  @Contextual
  @Label("Lane")
  @Nullable String lane;
}
