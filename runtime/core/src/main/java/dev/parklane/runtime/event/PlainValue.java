package dev.parklane.runtime.event;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Values of a guest as plain Java that may leave it: immutable copies, which keep nothing of the
 * guest. What came from Java is given back as it was. This has values that contain none; {@link
 * PlainCopy} has the others.
 */
final class PlainValue {
  private PlainValue() {}

  /** A number on its way through a guest's language, which would make another class of it. */
  record Exactly(Object value) {}

  /** A key by which a guest asks for an entry; 3.0 finds what 3 does. */
  static @Nullable Object key(Value key) {
    return key.isNumber() ? whole(key) : of(key);
  }

  /**
   * The value in plain Java.
   *
   * @throws IllegalArgumentException where there is nothing like it in Java, or it contains
   *     something of the kind, or itself; the message names the value, and its place
   */
  static @Nullable Object of(Value value) {
    return of(value, "");
  }

  /**
   * The value in plain Java.
   *
   * @param where what it is given to, as in {@code argument 1 of lanes.size.set}; may be empty
   */
  static @Nullable Object of(Value value, String where) {
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
    if (value.isHostObject()) {
      Object host = value.asHostObject();
      return host instanceof Exactly exactly ? exactly.value() : host;
    }
    if (value.isProxyObject() && value.asProxyObject() instanceof GuestView view) {
      return view.subject();
    }
    return new PlainCopy(where).of(value);
  }

  private static Object number(Value value) {
    Number number = value.as(Number.class);
    return number instanceof Double && !GuestDialect.of(value).wholeIsInteger()
        ? number // a float that happens to be whole is a float
        : whole(value);
  }

  private static Object whole(Value value) {
    if (value.fitsInInt()) {
      return value.asInt();
    }
    if (value.fitsInLong()) {
      return value.asLong();
    }
    return value.fitsInBigInteger() ? value.asBigInteger() : value.asDouble();
  }
}
