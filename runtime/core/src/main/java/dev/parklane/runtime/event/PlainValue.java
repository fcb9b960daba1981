package dev.parklane.runtime.event;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values of a guest as plain Java that may leave it: immutable copies, which keep nothing of the
 * guest. What came from Java is given back as it was.
 */
final class PlainValue {
  private static final int DEEPEST = 100; // a structure that contains itself goes past any bound

  private static final PlainValue JAVASCRIPT = new PlainValue(true);
  private static final PlainValue OTHERS = new PlainValue(false);

  private final boolean wholeIsInteger; // where a float happens to be whole

  /** A number on its way through a guest's language, which would make another class of it. */
  record Exactly(Object value) {}

  private PlainValue(boolean wholeIsInteger) {
    this.wholeIsInteger = wholeIsInteger;
  }

  /** Of a language. In JavaScript all numbers are floats, so that a whole one is an integer. */
  static PlainValue of(String language) {
    return language.equals("js") ? JAVASCRIPT : OTHERS;
  }

  /** A key by which a guest asks for an entry; 3.0 finds what 3 does. */
  static @Nullable Object key(Value key) {
    return JAVASCRIPT.of(key);
  }

  /**
   * The value in plain Java.
   *
   * @throws IllegalArgumentException where it is a function, or contains one or itself
   */
  @Nullable Object of(Value value) {
    return of(value, 0);
  }

  private @Nullable Object of(Value value, int depth) {
    if (depth > DEEPEST) {
      throw refused(value, "it contains itself, or is more than " + DEEPEST + " levels deep");
    }
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isNumber()) {
      return number(value);
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isProxyObject()) {
      if (value.asProxyObject() instanceof GuestView view) {
        return view.subject();
      }
      throw refused(value, "it is part of the guest");
    }
    if (value.isHostObject()) {
      Object host = value.asHostObject();
      return host instanceof Exactly exactly ? exactly.value() : host;
    }
    if (value.isDate() || value.isTime() || value.isDuration() || value.isTimeZone()) {
      return time(value);
    }
    if (value.canExecute()) {
      throw refused(value, "a function cannot leave its guest; give a value");
    }
    return collection(value, depth + 1);
  }

  private Object number(Value value) {
    Number number = value.as(Number.class);
    if (number instanceof Double && !wholeIsInteger) {
      return number; // a float that happens to be whole is a float
    }
    if (value.fitsInInt()) {
      return value.asInt();
    }
    if (value.fitsInLong()) {
      return value.asLong();
    }
    return value.fitsInBigInteger() ? value.asBigInteger() : value.asDouble();
  }

  private static Object time(Value value) {
    if (value.isInstant()) {
      return value.asInstant();
    }
    if (value.isDuration()) {
      return value.asDuration();
    }
    if (value.isTimeZone()) {
      return value.asTimeZone();
    }
    if (value.isDate() && value.isTime()) {
      return LocalDateTime.of(value.asDate(), value.asTime());
    }
    return value.isDate() ? value.asDate() : value.asTime();
  }

  private Object collection(Value value, int depth) {
    if (value.hasHashEntries()) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (Value i = value.getHashEntriesIterator(); i.hasIteratorNextElement(); ) {
        Value entry = i.getIteratorNextElement();
        map.put(of(entry.getArrayElement(0), depth), of(entry.getArrayElement(1), depth));
      }
      return Collections.unmodifiableMap(map);
    }
    if (value.hasArrayElements() || value.hasIterator()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Value i = value.getIterator(); i.hasIteratorNextElement(); ) {
        list.add(of(i.getIteratorNextElement(), depth));
      }
      return Collections.unmodifiableList(list);
    }
    return members(value, depth);
  }

  /** The attributes of an object, but for those that its class gives it. */
  private Object members(Value value, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key : value.getMemberKeys()) {
      Value member = value.getMember(key);
      if (!key.startsWith("__") && !member.canExecute()) {
        map.put(key, of(member, depth));
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private static IllegalArgumentException refused(Value value, String why) {
    return new IllegalArgumentException(value + " cannot be copied into Java: " + why);
  }
}
