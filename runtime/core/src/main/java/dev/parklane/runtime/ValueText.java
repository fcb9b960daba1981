package dev.parklane.runtime;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values as text for traces: the same in each run where the values are, whatever hash order or
 * identity they have, and short.
 */
final class ValueText {
  private static final int LONGEST = 120;
  private static final int SHORT = 40; // two records that are told whole
  private static final int SHOWN = 8; // elements, and entries that have changed

  private ValueText() {}

  /** As in {@code "tea"}, {@code 7}, {@code [1, 2]}. */
  static String of(@Nullable Object value) {
    try {
      return shortened(text(value));
    } catch (RuntimeException e) { // of the value's own toString()
      return "a " + nameOf(Objects.requireNonNull(value)) + " that has no text: " + e;
    }
  }

  /**
   * As in {@code 3 -> 4}; of maps what has changed, as in {@code tea: 1 -> 2, cake: 1, -milk}, and
   * of long records.
   */
  static String change(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      return entries(one, other);
    }
    String components =
        before instanceof Record one && after instanceof Record other && !isShort(one, other)
            ? components(one, other)
            : "";
    return components.isEmpty() ? of(before) + " -> " + of(after) : components;
  }

  private static boolean isShort(Record before, Record after) {
    return of(before).length() + of(after).length() <= SHORT;
  }

  /** As in {@code [stage: PAYING -> PAID]}; empty where that is not known. */
  private static String components(Record before, Record after) {
    if (before.getClass() != after.getClass()) {
      return "";
    }
    List<String> changes = new ArrayList<>();
    try {
      for (RecordComponent component : before.getClass().getRecordComponents()) {
        Method read = component.getAccessor();
        read.setAccessible(true);
        Object one = read.invoke(before);
        Object other = read.invoke(after);
        if (!Objects.equals(one, other)) {
          changes.add(component.getName() + ": " + change(one, other));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) { // a module that is closed
      return "";
    }
    return changes.isEmpty() ? "" : joined(changes, "[", "]");
  }

  private static String entries(Map<?, ?> before, Map<?, ?> after) {
    List<String> changes = new ArrayList<>();
    after.forEach((key, value) -> {
      Object was = before.get(key);
      if (was == null) {
        changes.add(of(key) + ": " + of(value));
      } else if (!was.equals(value)) {
        changes.add(of(key) + ": " + of(was) + " -> " + of(value));
      }
    });
    before.keySet().stream()
        .filter(key -> !after.containsKey(key))
        .map(k -> "-" + of(k))
        .forEach(changes::add);
    return changes.isEmpty() ? "unchanged" : joined(changes, "", "");
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case CharSequence text -> '"' + text.toString() + '"';
      case Map<?, ?> map ->
          joined(
              map.entrySet().stream()
                  .map(e -> of(e.getKey()) + ": " + of(e.getValue()))
                  .sorted()
                  .toList(),
              "{",
              "}");
      case Set<?> set when !(set instanceof SortedSet<?>) ->
          joined(set.stream().map(ValueText::of).sorted().toList(), "[", "]");
      case Collection<?> all -> joined(all.stream().map(ValueText::of).toList(), "[", "]");
      case Object array when array.getClass().isArray() ->
          joined(
              IntStream.range(0, Math.min(SHOWN + 1, Array.getLength(array)))
                  .mapToObj(i -> of(Array.get(array, i)))
                  .toList(),
              "[",
              "]");
      default -> withoutIdentity(value);
    };
  }

  private static String withoutIdentity(Object value) {
    String text = value.toString();
    String identity = "@" + Integer.toHexString(System.identityHashCode(value));
    return text == null || text.endsWith(identity) ? nameOf(value) : text;
  }

  private static String nameOf(Object value) {
    String name = value.getClass().getSimpleName();
    return name.isEmpty() ? value.getClass().getName() : name;
  }

  private static String joined(List<String> parts, String prefix, String suffix) {
    String more = parts.size() > SHOWN ? ", and " + (parts.size() - SHOWN) + " more" : "";
    return parts.stream().limit(SHOWN).collect(Collectors.joining(", ", prefix, more + suffix));
  }

  private static String shortened(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
