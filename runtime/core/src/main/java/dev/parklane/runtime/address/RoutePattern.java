package dev.parklane.runtime.address;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the path of an agent must look like: {@code /airport/:code} matches every path of two
 * segments whose first is {@code airport}, and calls the second one {@code code}.
 *
 * <p>A bad pattern is refused when it is made. Immutable.
 */
public final class RoutePattern {
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String text;
  private final List<Part> parts;

  private record Part(String text, boolean parameter) {
    boolean matches(String segment) {
      return parameter || text.equals(segment);
    }
  }

  private RoutePattern(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Takes a route apart.
   *
   * @param text an absolute path, whose segments of the form {@code :name} are parameters
   * @return the pattern that it spells
   * @throws IllegalArgumentException where it is no absolute path, has a parameter without a sound
   *     name or two of one name, or a wildcard of another kind, such as {@code *} or {@code {id}}
   */
  public static RoutePattern parse(String text) {
    Address address;
    try {
      address = Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "[PL-O4.9] route '" + text + "' is refused: " + e.getMessage(), e);
    }
    List<Part> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String[] raw = text.substring(1).split("/");
    for (int i = 0; i < raw.length; i++) {
      if (!raw[i].startsWith(":")) {
        requireLiteral(text, raw[i]);
        parts.add(new Part(address.segments().get(i), false));
        continue;
      }
      String name = raw[i].substring(1);
      if (!PARAMETER.matcher(name).matches()) {
        throw refused(
            text,
            "parameter '" + name + "' must be a name of letters, digits and '_', as in ':code'");
      }
      if (!names.add(name)) {
        throw refused(text, "parameter '" + name + "' stands in it twice; give each its own name");
      }
      parts.add(new Part(name, true));
    }
    return new RoutePattern(text, parts);
  }

  /** Refuses what other frameworks take for a parameter, and would match itself alone here. */
  private static void requireLiteral(String text, String segment) {
    if (segment.contains("*") || segment.contains("{") || segment.contains("}")) {
      throw refused(
          text,
          "segment '"
              + segment
              + "' would match itself alone; write a parameter as ':name', and a character of the"
              + " path as '%2A' for '*', '%7B' and '%7D' for braces");
    }
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("[PL-O4.9] route '" + text + "' is refused: " + why);
  }

  /**
   * {@return whether it matches this address}
   *
   * @param address of an agent
   */
  public boolean matches(Address address) {
    List<String> segments = address.segments();
    if (segments.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      if (!parts.get(i).matches(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return whether it matches every address that {@code other} matches, and so leaves it none}
   *
   * @param other another pattern; how its parameters are called does not matter
   */
  public boolean covers(RoutePattern other) {
    if (parts.size() != other.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      Part one = parts.get(i);
      Part two = other.parts.get(i);
      if (!one.parameter() && (two.parameter() || !one.text().equals(two.text()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return the decoded parameters of an address that it matches, by name, in the order of the
   * pattern}
   *
   * @param address one that it matches
   */
  public Map<String, String> parameters(Address address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).parameter()) {
        parameters.put(parts.get(i).text(), address.segments().get(i));
      }
    }
    return parameters;
  }

  @Override
  public String toString() {
    return text;
  }
}
