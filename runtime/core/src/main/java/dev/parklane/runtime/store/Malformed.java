package dev.parklane.runtime.store;

/** What is said of bytes that are not what a codec gives. */
final class Malformed {
  private Malformed() {}

  /** The refusal of bytes: what was expected, and what stands there. */
  static IllegalArgumentException bytes(String expected, String found) {
    return new IllegalArgumentException(
        "[PL-D5.6] malformed bytes: expected "
            + expected
            + ", found "
            + found
            + "; decode them with the codec that they were encoded with");
  }

  /** Decodes a part of a whole; its refusal names the part. */
  static <T> T part(String what, int index, Codec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw in(what + " " + index, e);
    }
  }

  /** The refusal of a whole for one of its parts. */
  static IllegalArgumentException in(String part, RuntimeException cause) {
    String why = cause instanceof IllegalArgumentException ? cause.getMessage() : cause.toString();
    return new IllegalArgumentException("[PL-D5.8] " + part + ": " + why, cause);
  }
}
