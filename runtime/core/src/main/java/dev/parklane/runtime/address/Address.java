package dev.parklane.runtime.address;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of an agent, taken apart: its segments decoded, its text in the one canonical form.
 *
 * <p>Two spellings of one path ({@code /airport/%41TL} and {@code /airport/ATL}) have equal
 * canonical text, so that one agent answers to both (law L1). Percent-encoding follows RFC 3986:
 * UTF-8, letters, digits, {@code -._~} and the other characters that a path segment may hold as
 * they are.
 *
 * @param text the canonical form, percent-encoded, beginning with {@code /}
 * @param segments the parts between the slashes, decoded, one or more
 */
public record Address(String text, List<String> segments) {
  private static final String KEPT = "-._~!$&'()*+,;=:@";

  /**
   * Takes a URI apart.
   *
   * @param uri an absolute path, in any spelling
   * @return the address that it spells
   * @throws IllegalArgumentException where it is not an absolute path of segments, none of them
   *     empty, with sound percent-encoding, or where it has no UTF-8: what that loses would make
   *     one agent of several
   */
  public static Address parse(String uri) {
    if (!uri.startsWith("/") || uri.length() == 1) {
      throw malformed(uri, "it must be '/' and then one segment or more, as in '/airport/ATL'");
    }
    int lone = LoneSurrogate.in(uri);
    if (lone >= 0) {
      throw malformed(uri, LoneSurrogate.told(uri, lone) + ", and has no UTF-8");
    }
    List<String> segments = new ArrayList<>();
    StringBuilder text = new StringBuilder(uri.length());
    int from = 1;
    while (from <= uri.length()) {
      int to = uri.indexOf('/', from);
      to = to < 0 ? uri.length() : to;
      if (to == from) {
        throw malformed(uri, "segment " + (segments.size() + 1) + " is empty");
      }
      String segment = decode(uri, uri.substring(from, to));
      segments.add(segment);
      encode(segment, text.append('/'));
      from = to + 1;
    }
    return new Address(text.toString(), List.copyOf(segments));
  }

  private static String decode(String uri, String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '?' || c == '#') {
        throw malformed(uri, "'" + c + "' has no place in a path; write it as %" + hex(c));
      }
      if (c <= ' ' || c == 0x7f) {
        throw malformed(uri, "white space and control characters must be written as %" + hex(c));
      }
    }
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] != '%') {
        decoded.put(utf8[i]);
        continue;
      }
      int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
      int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw malformed(uri, "'%' must be followed by two hexadecimal digits; a plain '%' is %25");
      }
      decoded.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed(uri, "the bytes of '" + raw + "' are not UTF-8");
    }
  }

  private static void encode(String segment, StringBuilder to) {
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      if (isKept(b)) {
        to.append((char) b);
      } else {
        to.append('%').append(hex(b & 0xff));
      }
    }
  }

  private static boolean isKept(byte b) {
    return b >= '0' && b <= '9'
        || b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || KEPT.indexOf(b) >= 0;
  }

  private static String hex(int b) {
    return String.format("%02X", b);
  }

  private static IllegalArgumentException malformed(String uri, String why) {
    return new IllegalArgumentException("[PL-O4.8] agent URI '" + uri + "' is malformed: " + why);
  }
}
