package dev.parklane.runtime.event;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * Makes functions that C calls Java with, while it handles an event: their addresses go to C in the
 * user data of a {@link NativeHandler}.
 *
 * <pre>{@code
 * // C: int (*send)(const order *order)
 * MemorySegment send =
 *     NativeCallback.of(EventLayout.of(Order.class), order -> outgoing.add(order), arena);
 * }</pre>
 *
 * <p>An exception may not pass through C: the JVM would end. What a callback throws is kept; C is
 * told -1 (or {@code false}) meanwhile, and should return soon; when it has, the handler throws the
 * kept exception. Until then the callbacks of that call do nothing and return -1. Where no handler
 * is being called, as on a thread of C's own, there is nobody to throw it to, and it is logged.
 *
 * <p>A callback runs in the handler's turn, on its thread; it may write to lanes without observers,
 * not to others (see {@link NativeHandler}). It lives as long as its arena: a call of C after that
 * ends the process. Making one needs the same access to native code as a handler. May be used by
 * any thread.
 */
public final class NativeCallback {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final FunctionDescriptor TAKES_A_STRUCT =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle TAKE =
      own(
          "take",
          MethodType.methodType(int.class, RecordReader.class, Handler.class, MemorySegment.class));
  private static final MethodHandle HAS_FAILED =
      ofCalls("hasFailed", MethodType.methodType(boolean.class));
  private static final MethodHandle FAILED =
      ofCalls("failed", MethodType.methodType(void.class, Throwable.class));

  private NativeCallback() {}

  /**
   * A function {@code int callback(const value *value)}, which hands a copy of the struct to a
   * handler, and returns 0 if that succeeds.
   *
   * @param <T> the type of the values
   * @param layout a derived one
   * @param handler called with each copy, on the thread that calls the function
   * @param arena what the function lives as long as; shared, where an agent's handler is to use it
   * @return the address of the function
   * @throws IllegalArgumentException if the layout is a declared one, which can only be written
   */
  public static <T> MemorySegment of(
      EventLayout<T> layout, Handler<? super T> handler, Arena arena) {
    Objects.requireNonNull(handler, "handler");
    RecordReader reader = RecordReader.of(layout);
    return of(MethodHandles.insertArguments(TAKE, 0, reader, handler), TAKES_A_STRUCT, arena);
  }

  /**
   * A function that calls a method.
   *
   * @param method of the type that the function has in Java
   * @param function takes primitives and plain pointers, and returns a primitive or nothing
   * @param arena what the function lives as long as
   * @return the address of the function
   * @throws IllegalArgumentException if the function takes or returns anything else, or the method
   *     is not of its type
   */
  @SuppressWarnings("restricted") // the stub throws nothing, and converts nothing that could
  public static MemorySegment of(MethodHandle method, FunctionDescriptor function, Arena arena) {
    function.argumentLayouts().forEach(NativeCallback::requireSafe);
    function.returnLayout().ifPresent(NativeCallback::requireSafe);
    MethodType type = function.toMethodType();
    if (type.returnType() == MemorySegment.class) {
      throw new IllegalArgumentException(
          "[PL-H1.5] a callback cannot return a pointer, nobody would own what it points to: "
              + function);
    }
    if (!method.type().equals(type)) {
      throw new IllegalArgumentException(
          "[PL-H1.6] the method is of type " + method.type() + ", and the function of " + type);
    }
    return Linker.nativeLinker().upcallStub(guarded(method), function, arena);
  }

  /** Nothing may fail before the method is reached: a pointer is not looked at. */
  private static void requireSafe(MemoryLayout layout) {
    boolean pointer = layout instanceof AddressLayout;
    if (!(layout instanceof ValueLayout) || pointer && !layout.equals(ValueLayout.ADDRESS)) {
      throw new IllegalArgumentException(
          "[PL-H1.7] a callback takes primitives and pointers that are ADDRESS itself, not "
              + layout);
    }
  }

  private static MethodHandle guarded(MethodHandle method) {
    Class<?> result = method.type().returnType();
    MethodHandle refuse =
        result == boolean.class
            ? MethodHandles.constant(boolean.class, false)
            : MethodHandles.explicitCastArguments(
                MethodHandles.constant(int.class, -1), MethodType.methodType(result));
    MethodHandle first =
        MethodHandles.guardWithTest(
            HAS_FAILED,
            MethodHandles.dropArguments(refuse, 0, method.type().parameterList()),
            method);
    MethodHandle keep =
        MethodHandles.foldArguments(
            MethodHandles.dropArguments(refuse, 0, Throwable.class), FAILED);
    return MethodHandles.catchException(first, Throwable.class, keep);
  }

  private static int take(RecordReader reader, Handler<Object> handler, MemorySegment struct)
      throws Exception {
    handler.handle(reader.readAt(struct));
    return 0;
  }

  private static MethodHandle own(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(NativeCallback.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle ofCalls(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(NativeCall.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
