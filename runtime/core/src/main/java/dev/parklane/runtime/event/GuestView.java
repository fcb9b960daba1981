package dev.parklane.runtime.event;

import dev.parklane.runtime.untyped.CalledByName;
import dev.parklane.runtime.untyped.NumberFit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.Proxy;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyHashMap;
import org.graalvm.polyglot.proxy.ProxyIterable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/** How a guest sees values of Java: read-only, and as what they are in its own language. */
sealed interface GuestView extends Proxy
    permits CalledView.Handle,
        GuestView.OfRecord,
        GuestView.OfList,
        GuestView.OfMap,
        GuestView.OfIterable {
  /** What it is a view of. */
  Object subject();

  /** The view of a value, or the value itself where the guest sees that as it should. */
  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Number n -> n;
      case CalledByName c -> new CalledView.Handle(c);
      case Record r -> new OfRecord(r, RecordParts.of(r.getClass()));
      case Enum<?> e -> e.name();
      case List<?> l -> new OfList(l, l);
      case Object[] a -> new OfList(a, Arrays.asList(a));
      case Map<?, ?> m -> new OfMap(m);
      case Iterable<?> i -> new OfIterable(i);
      case Optional<?> o -> of(o.orElse(null));
      case OptionalInt o -> o.isPresent() ? o.getAsInt() : null;
      case OptionalLong o -> o.isPresent() ? o.getAsLong() : null;
      case OptionalDouble o -> o.isPresent() ? o.getAsDouble() : null;
      default -> value;
    };
  }

  /** Throws the error that the guest's language has for this. */
  private static void refuseWrite(String what, boolean item) {
    GuestDialect.current()
        .refuseWrite(
            what + ": what comes from Java is read-only here; make a value of your own", item);
  }

  private static String typeOf(Object subject) {
    return subject.getClass().getSimpleName();
  }

  /** A record: an object with an attribute for each component. */
  record OfRecord(Record subject, RecordParts parts) implements GuestView, ProxyObject {
    @Override
    public @Nullable Object getMember(String key) {
      return of(parts.get(subject, component(key)));
    }

    private String component(String key) {
      return parts.has(key) ? key : GuestDialect.current().javaName(key);
    }

    @Override
    public Object getMemberKeys() {
      return parts.names().stream().map(GuestDialect.current()::nameOf).toArray(String[]::new);
    }

    @Override
    public boolean hasMember(String key) {
      return parts.has(component(key));
    }

    @Override
    public void putMember(String key, Value value) {
      refuseWrite(typeOf(subject) + "." + key + " cannot be set", false);
    }

    @Override
    public boolean removeMember(String key) {
      refuseWrite(typeOf(subject) + "." + key + " cannot be removed", false);
      return false;
    }

    @Override
    public String toString() {
      return subject.toString();
    }
  }

  /** A list or an array. */
  record OfList(Object subject, List<?> elements) implements GuestView, ProxyArray {
    @Override
    public @Nullable Object get(long index) {
      return of(elements.get(Math.toIntExact(index)));
    }

    @Override
    public void set(long index, Value value) {
      refuseWrite("element " + index + " of a list cannot be set", true);
    }

    @Override
    public boolean remove(long index) {
      refuseWrite("element " + index + " of a list cannot be removed", true);
      return false;
    }

    @Override
    public long getSize() {
      return elements.size();
    }

    @Override
    public String toString() {
      return elements.toString();
    }
  }

  /** A map. Keys are compared as plain Java. */
  record OfMap(Map<?, ?> subject) implements GuestView, ProxyHashMap {
    @Override
    public long getHashSize() {
      return subject.size();
    }

    @Override
    public boolean hasHashEntry(Value key) {
      return subject.containsKey(key(key));
    }

    @Override
    public @Nullable Object getHashValue(Value key) {
      return of(subject.get(key(key)));
    }

    private @Nullable Object key(Value key) {
      return NumberFit.fitKey(subject, PlainValue.key(key));
    }

    @Override
    public void putHashEntry(Value key, Value value) {
      refuseWrite("entry " + key + " of a map cannot be put", true);
    }

    @Override
    public boolean removeHashEntry(Value key) {
      refuseWrite("entry " + key + " of a map cannot be removed", true);
      return false;
    }

    @Override
    public Object getHashEntriesIterator() {
      return new OfIterable(
              subject.entrySet().stream()
                  .map(e -> new OfList(e, Arrays.asList(e.getKey(), e.getValue())))
                  .toList())
          .getIterator();
    }

    @Override
    public String toString() {
      return subject.toString();
    }
  }

  /** Something to go through. */
  record OfIterable(Iterable<?> subject) implements GuestView, ProxyIterable {
    @Override
    public Object getIterator() {
      return new ViewIterator(subject.iterator());
    }

    @Override
    public String toString() {
      return subject.toString();
    }
  }
}
