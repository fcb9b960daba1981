package dev.parklane.runtime.recording;

import java.util.Set;
import jdk.jfr.SettingControl;

/** From which length on a handler is written; of several recordings the least counts. */
final class SlowHandlerSetting extends SettingControl {
  private String value = CascadeWish.SLOW;

  @Override
  public String combine(Set<String> wanted) {
    return wanted.stream()
        .min((one, other) ->
            Long.compare(Timespans.nanos("slow", one), Timespans.nanos("slow", other)))
        .orElse(CascadeWish.SLOW);
  }

  @Override
  public void setValue(String wanted) {
    CascadeWish.slowHandler(Timespans.nanos("slow", wanted));
    value = wanted;
  }

  @Override
  public String getValue() {
    return value;
  }
}
