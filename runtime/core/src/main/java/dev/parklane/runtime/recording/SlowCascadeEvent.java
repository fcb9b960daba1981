package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;

/** A cascade that took long. */
@Name("dev.parklane.SlowCascade")
@Label("Slow Cascade")
@Description("A cascade that took long")
@Category("Parklane")
@StackTrace(false)
public final class SlowCascadeEvent extends EndedCascade {
  /** Makes an event that has no values yet; {@link EndedCascades#write} gives it them. */
  public SlowCascadeEvent() {}

  @SettingDefinition
  @Name("slow")
  @Label("Slower than")
  @Description("Cascades that take as long are written")
  boolean slow(SlowSetting setting) {
    return true; // it was asked when the cascade had ended
  }
}
