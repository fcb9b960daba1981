package dev.parklane.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dispatch that a system property names (law X1). */
final class DispatchProperty {
  private static final Pattern MOUNTED = Pattern.compile("mounted\\((\\d{1,9})\\)");

  private DispatchProperty() {}

  /**
   * What planes begin with that are told nothing.
   *
   * @throws IllegalArgumentException where the property names none
   */
  static Dispatch get() {
    String value = System.getProperty(Dispatch.PROPERTY, "parked");
    if (value.equals("parked")) {
      return Dispatch.parked();
    }
    Matcher mounted = MOUNTED.matcher(value);
    if (!mounted.matches()) {
      throw new IllegalArgumentException(
          "[PL-X1.2] the system property %s is '%s'; it must be parked or mounted(n), as in mounted(64)"
              .formatted(Dispatch.PROPERTY, value));
    }
    return Dispatch.mounted(Integer.parseInt(mounted.group(1)));
  }
}
