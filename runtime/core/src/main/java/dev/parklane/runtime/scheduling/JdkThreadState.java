package dev.parklane.runtime.scheduling;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK keeps of a virtual thread and only lets go of at its end: thread-locals, the permit
 * to go on at the next park, and scopes that were left open. Reachable where the JDK is opened, as
 * for {@link JdkVirtualThreads}; elsewhere {@link #CAN_BE_CLEARED} is false, and no thread may be
 * used twice (law E11).
 */
final class JdkThreadState {
  /** Whether a thread can be made as fresh as a new one. */
  static final boolean CAN_BE_CLEARED;

  private static final @Nullable Part LOCALS;
  private static final @Nullable Part INHERITABLE_LOCALS;
  private static final @Nullable MethodHandle PERMIT; // (Thread)boolean
  private static final @Nullable MethodHandle NO_PERMIT; // (Thread)void
  private static final @Nullable MethodHandle SCOPES; // (Thread)Object

  /** A field of {@link Thread}. */
  private record Part(MethodHandle get, MethodHandle clear) {
    static Part of(Lookup lookup, String name) throws ReflectiveOperationException {
      Class<?> type = Class.forName("java.lang.ThreadLocal$ThreadLocalMap");
      MethodHandle set = lookup.findSetter(Thread.class, name, type);
      return new Part(
          lookup
              .findGetter(Thread.class, name, type)
              .asType(MethodType.methodType(Object.class, Thread.class)),
          MethodHandles.insertArguments(set, 1, (Object) null));
    }
  }

  static {
    Part locals = null;
    Part inheritable = null;
    MethodHandle permit = null;
    MethodHandle noPermit = null;
    MethodHandle scopes = null;
    try {
      Lookup threads = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      Class<?> type = Class.forName("java.lang.VirtualThread");
      Lookup virtual = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      permit =
          virtual
              .findGetter(type, "parkPermit", boolean.class)
              .asType(MethodType.methodType(boolean.class, Thread.class));
      noPermit =
          MethodHandles.insertArguments(
                  virtual.findSetter(type, "parkPermit", boolean.class), 1, false)
              .asType(MethodType.methodType(void.class, Thread.class));
      scopes =
          threads
              .findGetter(
                  Thread.class,
                  "headStackableScopes",
                  Class.forName("jdk.internal.vm.StackableScope"))
              .asType(MethodType.methodType(Object.class, Thread.class));
      inheritable = Part.of(threads, "inheritableThreadLocals");
      locals = Part.of(threads, "threadLocals");
    } catch (ReflectiveOperationException | RuntimeException closed) {
      locals = null; // every way in which a JDK may refuse means the same here
    }
    LOCALS = locals;
    INHERITABLE_LOCALS = inheritable;
    PERMIT = permit;
    NO_PERMIT = noPermit;
    SCOPES = scopes;
    CAN_BE_CLEARED = locals != null;
  }

  private JdkThreadState() {}

  /**
   * Clears what is there of the calling thread, which is virtual.
   *
   * @return false where it has opened a scope and not closed it, which only its end does
   */
  static boolean clear(Thread self) {
    Part locals = LOCALS;
    Part inheritable = INHERITABLE_LOCALS;
    MethodHandle permit = PERMIT;
    MethodHandle noPermit = NO_PERMIT;
    MethodHandle scopes = SCOPES;
    if (locals == null
        || inheritable == null
        || permit == null
        || noPermit == null
        || scopes == null) {
      throw new IllegalStateException("the JDK is closed: " + JdkVirtualThreads.whyClosed());
    }
    try {
      if ((Object) locals.get.invokeExact(self) != null) {
        locals.clear.invokeExact(self);
      }
      if ((Object) inheritable.get.invokeExact(self) != null) {
        inheritable.clear.invokeExact(self);
      }
      if ((boolean) permit.invokeExact(self)) {
        noPermit.invokeExact(self);
      }
      return (Object) scopes.invokeExact(self) == null;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK threw a checked exception", e);
    }
  }
}
