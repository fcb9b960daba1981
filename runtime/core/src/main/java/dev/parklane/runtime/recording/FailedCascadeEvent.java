package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A cascade that was rolled back. */
@Name("dev.parklane.FailedCascade")
@Label("Failed Cascade")
@Description("A cascade that was rolled back")
@Category("Parklane")
@StackTrace(false)
public final class FailedCascadeEvent extends EndedCascade {
  /** Makes an event that has no values yet; {@link EndedCascades#write} gives it them. */
  public FailedCascadeEvent() {}
}
