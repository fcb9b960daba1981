package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;

/** A cascade in which many writers were parked over each other. */
@Name("dev.parklane.DeepCascade")
@Label("Deep Cascade")
@Description("A cascade in which many writers were parked over each other")
@Category("Parklane")
@StackTrace(false)
public final class DeepCascadeEvent extends EndedCascade {
  /** Makes an event that has no values yet; {@link EndedCascades#write} gives it them. */
  public DeepCascadeEvent() {}

  @SettingDefinition
  @Name("deep")
  @Label("Deeper than")
  @Description("Cascades in which so many writers were parked over each other are written")
  boolean deep(DeepSetting setting) {
    return true; // it was asked when the cascade had ended
  }
}
