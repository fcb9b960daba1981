package dev.parklane.runtime.event;

import dev.parklane.runtime.scheduling.ThreadText;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler that is a C function (law H1).
 *
 * <pre>{@code
 * int on_bar(const bar *bar, void *user_data);  // 0: handled; anything else: failed
 * }</pre>
 *
 * <pre>{@code
 * SymbolLookup library = SymbolLookup.libraryLookup(Path.of("libstrategy.so"), arena);
 * EventHandler<Bar> onBar =
 *     NativeHandler.of(library, "on_bar", EventLayout.of(Bar.class), MemorySegment.NULL);
 * }</pre>
 *
 * <p>The struct that the function is handed, and what it points to, is freed when the call returns,
 * also after a failure: C must not keep the pointer (law H3). {@link EventLayout#cHeader} declares
 * the struct.
 *
 * <p><b>Thread.</b> The function runs on the thread that the handler is called on, and holds its
 * carrier until it returns: let it be short, and let it wait for nothing. It may call back to Java
 * with a {@link NativeCallback}, and through it write to lanes without observers. A write to an
 * observed lane would have to park under a C frame, which it cannot: on the lock-step scheduler it
 * fails by name.
 *
 * <p><b>Lifetime.</b> The library and the user data belong to the caller. A call after the arena of
 * either was closed fails and does not reach C. Since an agent has a thread for each handler run,
 * user data for it is best made in {@linkplain Arena#ofShared() a shared arena}.
 *
 * <p><b>Access.</b> Calling C is a restricted operation of the JDK: run with {@code
 * --enable-native-access=dev.parklane.runtime}, or {@code ALL-UNNAMED} if Parklane is on the class
 * path. Nothing checks that the function is what it is said to be: a wrong address, signature or
 * struct can end the process, and so can a call at the very end of the stack.
 *
 * <p><b>Cost.</b> One {@code malloc} and {@code free} per call, and one more of each for every
 * string.
 *
 * @param <E> the type of the events
 */
public final class NativeHandler<E> implements EventHandler<E> {
  private static final MethodHandle CALL = linked();

  private final String name;
  private final MemorySegment function;
  private final EventLayout<E> layout;
  private final MemorySegment userData;

  private NativeHandler(
      String name, MemorySegment function, EventLayout<E> layout, MemorySegment userData) {
    this.name = name;
    this.function = function;
    this.layout = Objects.requireNonNull(layout, "layout");
    this.userData = userData;
    requireNative(function, "the function");
    requireNative(userData, "the user data");
    if (function.address() == 0) {
      throw new IllegalArgumentException("[PL-H1.8] the function of a native handler is NULL");
    }
  }

  /**
   * Makes a handler of a function, by its name in a library.
   *
   * @param <E> the type of the events
   * @param library where the name is looked up, now and never again; it must stay loaded as long as
   *     the handler is used
   * @param name of the function, which takes a pointer to the struct and one to the user data
   * @param layout how an event becomes the struct
   * @param userData handed to the function with every event; {@link MemorySegment#NULL} for none
   * @return a handler that calls the function
   * @throws IllegalArgumentException if the library has no such function
   */
  public static <E> NativeHandler<E> of(
      SymbolLookup library, String name, EventLayout<E> layout, MemorySegment userData) {
    MemorySegment function =
        library
            .find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "[PL-H1.9] no function '"
                        + name
                        + "' in the library: is it static, or its name mangled by C++? Declare"
                        + " it extern \"C\" there"));
    return new NativeHandler<>("'" + name + "'", function, layout, userData);
  }

  /**
   * Makes a handler of a function, by its address.
   *
   * @param <E> the type of the events
   * @param function the address; it must stay callable as long as the handler is used
   * @param layout how an event becomes the struct
   * @param userData handed to the function with every event; {@link MemorySegment#NULL} for none
   * @return a handler that calls the function
   */
  public static <E> NativeHandler<E> of(
      MemorySegment function, EventLayout<E> layout, MemorySegment userData) {
    String name = "at 0x" + Long.toHexString(function.address());
    return new NativeHandler<>(name, function, layout, userData);
  }

  /**
   * Calls the function.
   *
   * @throws NativeHandlerException if it returns another number than 0
   * @throws IllegalStateException if the function or the user data is not there any more, or does
   *     not belong to this thread; or if the call is the 33rd inside others
   * @throws Exception what a {@link NativeCallback} has thrown meanwhile, whatever the function
   *     returns; or what the layout's writer has
   */
  @Override
  public void handle(E event) throws Exception {
    Objects.requireNonNull(event, "event");
    requireAccess(function, "the library");
    requireAccess(userData, "the user data");
    NativeCall call = NativeCall.ofThread();
    if (call.isDeepest()) {
      throw notCalled(
          NativeCall.MAX_DEPTH
              + " native calls stand in one another on this thread; does a callback call the"
              + " handler that it is called by?");
    }
    Throwable around = call.begin();
    Throwable thrown;
    int code = 0;
    try {
      code = call(event);
    } finally {
      thrown = call.end(around);
    }
    if (thrown != null) {
      throw NativeCall.<Exception>unchanged(thrown);
    }
    if (code != 0) {
      throw new NativeHandlerException(name, layout.type(), code);
    }
  }

  private int call(E event) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = arena.allocate(layout.struct());
      layout.writer().write(event, struct, arena);
      return (int) CALL.invokeExact(function, struct, userData);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native call throws no checked exception", e);
    }
  }

  private void requireAccess(MemorySegment segment, String what) {
    if (!segment.scope().isAlive()) {
      throw notCalled(
          "the arena of "
              + what
              + " is closed; close it after the handler's subscriptions and timers");
    }
    if (!segment.isAccessibleBy(Thread.currentThread())) {
      throw notCalled(
          "the arena of "
              + what
              + " is confined to another thread than "
              + ThreadText.of(Thread.currentThread())
              + "; make it in Arena.ofShared()");
    }
  }

  private IllegalStateException notCalled(String why) {
    return new IllegalStateException(
        "[PL-H3.2] native function " + name + " was not called: " + why);
  }

  private static void requireNative(MemorySegment segment, String what) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException(
          "[PL-H3.3] "
              + what
              + " of a native handler is on the heap: "
              + segment
              + "; make it in an Arena");
    }
  }

  @SuppressWarnings("restricted") // whoever makes a handler vouches for its function
  private static MethodHandle linked() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  }

  /** Whether it calls the same function, of the same load of the library, on the same things. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NativeHandler<?> that
        && isSame(function, that.function)
        && isSame(userData, that.userData)
        && layout.equals(that.layout);
  }

  private static boolean isSame(MemorySegment one, MemorySegment other) {
    return one.address() == other.address() && one.scope().equals(other.scope());
  }

  @Override
  public int hashCode() {
    return Objects.hash(function.address(), userData.address(), layout);
  }

  @Override
  public String toString() {
    return "native function " + name + " of " + layout.type().getTypeName();
  }
}
