package dev.parklane.runtime.recording;

import java.util.Comparator;
import java.util.Set;
import java.util.function.ToLongFunction;
import jdk.jfr.SettingControl;

/**
 * A setting that says from where on something is written: of several recordings the least counts.
 */
abstract class WishSetting extends SettingControl {
  private final ToLongFunction<String> number; // how much of it a text says
  private String value;

  WishSetting(String byDefault, ToLongFunction<String> number) {
    this.value = byDefault;
    this.number = number;
  }

  /** Recordings want so much from now on. */
  abstract void wish(long wanted);

  /** How early a wish comes among others. */
  long rank(long wanted) {
    return wanted;
  }

  @Override
  public final String combine(Set<String> wanted) {
    return wanted.stream()
        .min(Comparator.comparingLong(text -> rank(number.applyAsLong(text))))
        .orElse(value);
  }

  @Override
  public final void setValue(String wanted) {
    wish(number.applyAsLong(wanted));
    value = wanted;
  }

  @Override
  public final String getValue() {
    return value;
  }
}
