package dev.parklane.runtime.recording;

import java.util.Set;
import jdk.jfr.SettingControl;

/** From which depth on a cascade is written; of several recordings the least counts. */
final class DeepSetting extends SettingControl {
  private String value = CascadeWish.DEEP;

  @Override
  public String combine(Set<String> wanted) {
    return wanted.stream()
        .min((one, other) -> Integer.compare(Counts.of("deep", one), Counts.of("deep", other)))
        .orElse(CascadeWish.DEEP);
  }

  @Override
  public void setValue(String wanted) {
    CascadeWish.deep(Counts.of("deep", wanted));
    value = wanted;
  }

  @Override
  public String getValue() {
    return value;
  }
}
