package dev.parklane.runtime.recording;

/** Numbers as settings of recordings have them. */
final class Counts {
  private Counts() {}

  /** As in {@code 100}. */
  static int of(String setting, String text) {
    if (!text.strip().matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "[PL-R1.2] the setting '%s' is '%s'; give a number, 0 or more".formatted(setting, text));
    }
    return Integer.parseInt(text.strip());
  }
}
