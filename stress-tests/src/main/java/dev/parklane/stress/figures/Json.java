package dev.parklane.stress.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON of maps, lists, numbers and text. */
final class Json {
  private static final MathContext DIGITS = new MathContext(6);

  private Json() {}

  /** A document with a line for each entry, and for each element of an entry that is a list. */
  static String document(Map<String, ?> entries) {
    return entries.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + lines(entry.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String lines(Object value) {
    return value instanceof Collection<?> list
        ? list.stream().map(Json::text).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"))
        : text(value);
  }

  private static String text(Object value) {
    return switch (value) {
      case Map<?, ?> map -> object(map);
      case Collection<?> list ->
          list.stream().map(Json::text).collect(Collectors.joining(", ", "[", "]"));
      case Double number -> number(number);
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(value.toString());
    };
  }

  private static String object(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> quoted(entry.getKey().toString()) + ": " + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).toPlainString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
