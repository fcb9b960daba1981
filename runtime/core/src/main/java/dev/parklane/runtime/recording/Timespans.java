package dev.parklane.runtime.recording;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as settings of recordings have them. */
final class Timespans {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ?(ns|us|ms|s|m|h)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Timespans() {}

  /** As in {@code 20 ms}. */
  static long nanos(String setting, String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "[PL-R1] the setting '%s' is '%s'; give a length of time, as in '20 ms'"
              .formatted(setting, text));
    }
    return Math.multiplyExact(
        Long.parseLong(parts.group(1)), UNITS.getOrDefault(parts.group(2), 1L));
  }
}
