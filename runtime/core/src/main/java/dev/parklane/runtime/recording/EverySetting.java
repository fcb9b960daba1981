package dev.parklane.runtime.recording;

import java.util.Set;
import jdk.jfr.SettingControl;

/** One of so many cascades is written; of several recordings the least counts, but 0 for none. */
final class EverySetting extends SettingControl {
  private String value = CascadeWish.EVERY;

  @Override
  public String combine(Set<String> wanted) {
    return wanted.stream()
        .filter(every -> Counts.of("every", every) > 0)
        .min((one, other) -> Integer.compare(Counts.of("every", one), Counts.of("every", other)))
        .orElse("0");
  }

  @Override
  public void setValue(String wanted) {
    CascadeWish.every(Counts.of("every", wanted));
    value = wanted;
  }

  @Override
  public String getValue() {
    return value;
  }
}
