package dev.parklane.runtime.address;

/**
 * A half of a character that stands without its other half: a text that has one has no UTF-8, and
 * whoever turns it into bytes by a way that does not fail makes one text of several.
 *
 * <p>So text that names something, or is handed on as bytes, is looked through by this first.
 */
public final class LoneSurrogate {
  private LoneSurrogate() {}

  /**
   * Where the first one is.
   *
   * @param text what is looked through
   * @return its index, or -1 where there is none
   */
  public static int in(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Refuses a name that has one.
   *
   * @param named what has the name, for the error
   * @param name its name
   * @throws IllegalArgumentException where it has one
   */
  public static void requireNone(Object named, String name) {
    int lone = in(name);
    if (lone >= 0) {
      throw new IllegalArgumentException(
          "[PL-D5.4] the name of %s has no UTF-8: %s; give it another name"
              .formatted(named, told(name, lone)));
    }
  }

  /**
   * What an error says of the one that is there.
   *
   * @param text what was looked through
   * @param at what {@link #in} has found
   * @return as in {@code the surrogate U+D83D at index 9 stands alone}
   */
  public static String told(CharSequence text, int at) {
    return "the surrogate U+%04X at index %d stands alone".formatted((int) text.charAt(at), at);
  }
}
