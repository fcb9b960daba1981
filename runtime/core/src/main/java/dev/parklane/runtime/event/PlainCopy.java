package dev.parklane.runtime.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a value of a guest, with all that it contains, into plain Java. What stands in it
 * twice is copied once. What has no form in Java is refused by name, with its place in the whole.
 */
final class PlainCopy {
  private static final int DEEPEST = 100; // each level takes stack
  private static final int LONGEST = 80; // of a value in a message, in characters
  private static final Object UNDER_WAY = new Object();

  private final String where;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<Value, Object> copies = new HashMap<>(); // of what contains others

  /**
   * A copy that has not begun.
   *
   * @param where what the value is given to; may be empty
   */
  PlainCopy(String where) {
    this.where = where;
  }

  @Nullable Object of(Value value) {
    if (value.isNull() || value.isBoolean() || value.isNumber() || value.isString()) {
      return PlainValue.of(value);
    }
    if (value.isHostObject()) {
      return PlainValue.of(value);
    }
    if (value.isProxyObject()) {
      if (value.asProxyObject() instanceof GuestView view) {
        return view.subject();
      }
      throw refused(value, "it is part of the guest");
    }
    if (value.isException()) {
      throw refused(value, "an error cannot leave its guest; give its message, or throw it");
    }
    if (value.canExecute() || value.isMetaObject()) {
      String what = value.isMetaObject() && !value.canExecute() ? "a class" : "a function";
      throw refused(value, what + " cannot leave its guest; give a value");
    }
    return !GuestDialect.of(value).tellsTimes() && isTime(value) ? time(value) : compound(value);
  }

  private Object compound(Value value) {
    Object there = copies.putIfAbsent(value, UNDER_WAY);
    if (there == UNDER_WAY) {
      throw refused(value, "it contains itself");
    }
    if (there != null) {
      return there;
    }
    if (path.size() >= DEEPEST) {
      throw refused(value, "it is more than " + DEEPEST + " levels deep");
    }
    Object copy = copied(value);
    copies.put(value, copy);
    return copy;
  }

  private Object copied(Value value) {
    if (value.hasHashEntries()) {
      return entries(value);
    }
    if (value.hasArrayElements() && !value.hasBufferElements()) {
      return list(value);
    }
    Value form = GuestDialect.of(value).plain(value);
    String kind = form.getArrayElement(0).asString();
    return switch (kind) {
      case "list" -> list(value);
      case "set" -> set(value);
      case "bytes" -> bytes(value);
      case "members" -> members(form.getArrayElement(1));
      case "entries" -> pairs(form.getArrayElement(1));
      case "boolean" -> form.getArrayElement(1).asBoolean();
      case "text" -> form.getArrayElement(1).asString();
      case "decimal" -> new BigDecimal(form.getArrayElement(1).asString());
      case "uuid" -> UUID.fromString(form.getArrayElement(1).asString());
      case "duration" -> duration(form);
      case "datetime" -> LocalDateTime.parse(form.getArrayElement(1).asString());
      case "instant" -> Instant.parse(form.getArrayElement(1).asString());
      case "date" -> LocalDate.parse(form.getArrayElement(1).asString());
      case "time" -> LocalTime.parse(form.getArrayElement(1).asString());
      case "zone" -> ZoneId.of(form.getArrayElement(1).asString());
      case "offset" ->
          LocalTime.parse(form.getArrayElement(1).asString())
              .atOffset(ZoneOffset.ofTotalSeconds(form.getArrayElement(2).asInt()));
      case "no" -> throw refused(value, form.getArrayElement(1).asString());
      default -> throw new AssertionError(kind);
    };
  }

  // --- what contains none ------------------------------------------------------------------------

  private static boolean isTime(Value value) {
    return value.isDate() || value.isTime() || value.isDuration() || value.isTimeZone();
  }

  private static Object time(Value value) {
    if (value.isInstant()) {
      return value.asInstant();
    }
    if (value.isDuration()) {
      return value.asDuration();
    }
    if (value.isDate() && value.isTime()) {
      return LocalDateTime.of(value.asDate(), value.asTime());
    }
    if (value.isTimeZone()) {
      return value.asTimeZone();
    }
    return value.isDate() ? value.asDate() : value.asTime();
  }

  private static Duration duration(Value form) {
    return Duration.ofDays(form.getArrayElement(1).asLong())
        .plusSeconds(form.getArrayElement(2).asLong())
        .plusNanos(1_000 * form.getArrayElement(3).asLong());
  }

  private static byte[] bytes(Value value) {
    byte[] bytes = new byte[Math.toIntExact(value.getBufferSize())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = value.readBufferByte(i);
    }
    return bytes;
  }

  // --- what contains others ----------------------------------------------------------------------

  private @Nullable Object at(String step, Value value) {
    path.addLast(step);
    Object copy = of(value);
    path.removeLast();
    return copy;
  }

  private List<@Nullable Object> list(Value value) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Value i = value.getIterator(); i.hasIteratorNextElement(); ) {
      list.add(at("[" + list.size() + "]", i.getIteratorNextElement()));
    }
    return Collections.unmodifiableList(list);
  }

  private Set<@Nullable Object> set(Value value) {
    Set<@Nullable Object> set = new LinkedHashSet<>();
    for (Value i = value.getIterator(); i.hasIteratorNextElement(); ) {
      Value element = i.getIteratorNextElement();
      if (!set.add(at("{" + set.size() + "}", element))) {
        throw refused(element, "two elements of the set are the same one in Java");
      }
    }
    return Collections.unmodifiableSet(set);
  }

  private Map<@Nullable Object, @Nullable Object> entries(Value value) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Value i = value.getHashEntriesIterator(); i.hasIteratorNextElement(); ) {
      put(map, i.getIteratorNextElement());
    }
    return Collections.unmodifiableMap(map);
  }

  private Map<@Nullable Object, @Nullable Object> pairs(Value pairs) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < pairs.getArraySize(); i++) {
      put(map, pairs.getArrayElement(i));
    }
    return Collections.unmodifiableMap(map);
  }

  private void put(Map<@Nullable Object, @Nullable Object> map, Value entry) {
    Value key = entry.getArrayElement(0);
    Object plainKey = at("{key " + map.size() + "}", key);
    if (map.containsKey(plainKey)) {
      throw refused(key, "two keys of the map are the same one in Java");
    }
    map.put(plainKey, at("[" + text(key) + "]", entry.getArrayElement(1)));
  }

  private Map<String, @Nullable Object> members(Value pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < pairs.getArraySize(); i++) {
      Value pair = pairs.getArrayElement(i);
      String name = pair.getArrayElement(0).asString();
      map.put(name, at("." + name, pair.getArrayElement(1)));
    }
    return Collections.unmodifiableMap(map);
  }

  // --- refusals ----------------------------------------------------------------------------------

  private IllegalArgumentException refused(Value value, String why) {
    String place = path.isEmpty() ? "" : "at " + String.join("", path);
    String begin = where.isEmpty() || place.isEmpty() ? where + place : where + ", " + place;
    return new IllegalArgumentException(
        "[PL-H1.10] "
            + (begin.isEmpty() ? "" : begin + ": ")
            + text(value)
            + " cannot be copied into Java: "
            + why);
  }

  /** As its language shows it, which is code of the guest and may fail. */
  private static String text(Value value) {
    String text;
    try {
      text = value.isString() ? "'" + value.asString() + "'" : value.toString();
    } catch (PolyglotException e) {
      text = "a value that cannot be shown";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
