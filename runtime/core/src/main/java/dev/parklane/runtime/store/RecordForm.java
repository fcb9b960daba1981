package dev.parklane.runtime.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a record: for each component, in order, the length of its bytes and the bytes; a
 * length of -1, and no bytes, is null.
 */
final class RecordForm<T> implements VersionedForm<T> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
  private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);
  private static final int NULL = -1;

  private final Class<?> type;
  private final MethodHandle make; // of MAKE
  private volatile Component[] components = {}; // set once: a record may contain itself

  /**
   * A component of the record.
   *
   * @param get of {@link #GET}
   */
  private record Component(String name, Class<?> type, MethodHandle get, Codec<Object> codec) {}

  private RecordForm(Class<?> type, MethodHandle make) {
    this.type = type;
    this.make = make;
  }

  /** A form without its components yet; null where the record is not open to us. */
  static @Nullable RecordForm<?> of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      if (!component.getAccessor().trySetAccessible()) {
        return null;
      }
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.trySetAccessible()
          ? new RecordForm<>(
              type,
              LOOKUP
                  .unreflectConstructor(constructor)
                  .asSpreader(Object[].class, components.length)
                  .asType(MAKE))
          : null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a record has a canonical constructor, made accessible", e);
    }
  }

  /** Says once, before anybody uses it, which codecs its components have. */
  void setComponents(List<Codec<?>> codecs) {
    RecordComponent[] all = type.getRecordComponents();
    Component[] made = new Component[all.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = component(all[i], codecs.get(i));
    }
    components = made;
  }

  @SuppressWarnings("unchecked") // it is the codec of the component's type
  private static Component component(RecordComponent component, Codec<?> codec) {
    var accessor = component.getAccessor();
    accessor.setAccessible(true); // of() has seen that it can be
    try {
      return new Component(
          component.getName(),
          component.getType(),
          LOOKUP.unreflect(accessor).asType(GET),
          (Codec<Object>) codec);
    } catch (IllegalAccessException e) {
      throw new AssertionError("was made accessible: " + accessor, e);
    }
  }

  @Override
  public byte[] encode(T value) {
    Component[] all = components;
    byte[][] frames = new byte[all.length][];
    long size = 1;
    for (int i = 0; i < all.length; i++) {
      byte[] frame = encode(all[i], value);
      frames[i] = frame;
      size += Integer.BYTES + (frame == null ? 0 : frame.length);
    }
    ByteBuffer to = ByteBuffer.allocate(Frames.size(size)).position(1);
    for (byte[] frame : frames) {
      if (frame == null) {
        to.putInt(NULL);
      } else {
        to.putInt(frame.length).put(frame);
      }
    }
    return to.array();
  }

  private byte @Nullable [] encode(Component component, T value) {
    try {
      Object of = (Object) component.get.invokeExact((Object) value);
      return of == null ? null : component.codec.encode(of);
    } catch (RuntimeException e) {
      throw Malformed.in(named(component), e);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("an accessor declares no exception", e);
    }
  }

  @Override
  public T decode(byte[] bytes) {
    Component[] all = components;
    @Nullable Object[] values = new Object[all.length];
    ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    for (int i = 0; i < all.length; i++) {
      values[i] = decode(all[i], from, bytes);
    }
    if (from.hasRemaining()) {
      throw Malformed.bytes(
          type.getName() + " of " + all.length + " components and nothing after them",
          ByteText.count(from.remaining()) + " too many in " + ByteText.of(bytes));
    }
    return make(values);
  }

  private @Nullable Object decode(Component component, ByteBuffer from, byte[] bytes) {
    int length = from.remaining() < Integer.BYTES ? Integer.MIN_VALUE : from.getInt();
    if (length == NULL && !component.type.isPrimitive()) {
      return null;
    }
    if (length < 0 || length > from.remaining()) {
      throw Malformed.bytes(
          named(component) + " with its length before it",
          "it "
              + (length == NULL ? "null" : "cut off or of a wrong length")
              + " in "
              + ByteText.of(bytes));
    }
    int start = from.position();
    from.position(start + length);
    try {
      return component.codec.decode(Arrays.copyOfRange(bytes, start, start + length));
    } catch (RuntimeException e) {
      throw Malformed.in(named(component), e);
    }
  }

  @SuppressWarnings("unchecked") // what the constructor of T has made
  private T make(@Nullable Object[] values) {
    try {
      return (T) (Object) make.invokeExact(values);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(
          "[PL-D5.14] the constructor of "
              + type.getName()
              + " refuses what its bytes hold: "
              + e
              + "; let it take what it took when they were written, or give the record a new"
              + " version",
          e);
    }
  }

  private String named(Component component) {
    return "component '" + component.name + "' of " + type.getName();
  }
}
