package dev.parklane.runtime.scheduling;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one door to what the JDK keeps closed: making a virtual thread whose scheduler is ours.
 *
 * <p>JDK 25 has no public way to do so. The factory behind {@link Thread#ofVirtual()} takes a
 * scheduler, and is reachable where the JVM runs with {@code --add-opens java.base/java.lang=...}.
 * Without that flag, or on a JDK that looks different inside, {@link #isOpened} is false and
 * nothing else here may be called.
 */
public final class JdkVirtualThreads {
  private static final @Nullable MethodHandle NEW_THREAD;
  private static final @Nullable Executor DEFAULT_SCHEDULER;
  private static final int INHERITS_NOTHING = 1 << 2; // Thread.NO_INHERIT_THREAD_LOCALS
  private static final @Nullable MethodHandle CURRENT_CARRIER;
  private static final String WHY_CLOSED;

  static {
    MethodHandle newThread = null;
    MethodHandle currentCarrier = null;
    Executor defaultScheduler = null;
    String whyClosed = "";
    try {
      Class<?> builders = Class.forName("java.lang.ThreadBuilders");
      newThread =
          MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
              .findStatic(
                  builders,
                  "newVirtualThread",
                  MethodType.methodType(
                      Thread.class, Executor.class, String.class, int.class, Runnable.class));
      currentCarrier =
          MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
              .findStatic(
                  Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
      Class<?> virtual = Class.forName("java.lang.VirtualThread");
      defaultScheduler =
          (Executor)
              MethodHandles.privateLookupIn(virtual, MethodHandles.lookup())
                  .findStatic(virtual, "defaultScheduler", MethodType.methodType(Executor.class))
                  .invoke();
    } catch (Throwable closed) { // every way in which a JDK may refuse means the same here
      newThread = null;
      whyClosed = closed.toString();
    }
    NEW_THREAD = newThread;
    CURRENT_CARRIER = currentCarrier;
    DEFAULT_SCHEDULER = defaultScheduler;
    WHY_CLOSED = whyClosed;
  }

  private JdkVirtualThreads() {}

  /** {@return whether virtual threads can be given a scheduler in this JVM} */
  public static boolean isOpened() {
    return NEW_THREAD != null;
  }

  /** What the JDK said when it refused. */
  static String whyClosed() {
    return WHY_CLOSED;
  }

  /** The flag that opens the JDK to this module. */
  static String flag() {
    Module module = JdkVirtualThreads.class.getModule();
    return "--add-opens java.base/java.lang="
        + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
  }

  /**
   * Makes a virtual thread, not started, whose continuations this scheduler runs. It inherits no
   * thread-locals, and the system's class loader is that of its context.
   *
   * @param scheduler runs each stretch of the thread, on a platform thread
   * @param name what the thread is called
   * @param task what the thread does
   * @return the thread, not started
   */
  public static Thread newThread(Executor scheduler, String name, Runnable task) {
    MethodHandle opened = NEW_THREAD;
    if (opened == null) {
      throw new IllegalStateException("the JDK is closed: " + WHY_CLOSED);
    }
    try {
      return (Thread) opened.invokeExact(scheduler, name, INHERITS_NOTHING, task);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK's thread factory threw a checked exception", e);
    }
  }

  /** {@return the platform thread that runs this code: the carrier of a virtual thread} */
  public static Thread currentCarrier() {
    MethodHandle opened = CURRENT_CARRIER;
    if (opened == null) {
      throw new IllegalStateException("the JDK is closed: " + WHY_CLOSED);
    }
    try {
      return (Thread) opened.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the JDK threw a checked exception", e);
    }
  }

  /** The scheduler that virtual threads have of themselves. */
  static Executor defaultScheduler() {
    Executor scheduler = DEFAULT_SCHEDULER;
    if (scheduler == null) {
      throw new IllegalStateException("the JDK is closed: " + WHY_CLOSED);
    }
    return scheduler;
  }
}
