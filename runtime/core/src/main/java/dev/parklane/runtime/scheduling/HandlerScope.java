package dev.parklane.runtime.scheduling;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The structured scope in which the handlers of one agent run, named after it (law E5). The one
 * class that touches {@code StructuredTaskScope}.
 *
 * <p>That is a preview API, and changes with the JDK: the second parameter of {@code open} is a
 * {@code Function} in 25 and a {@code UnaryOperator} in 26. It is reached by method handles, looked
 * up once, so that no class file is tied to one JDK and no JVM needs {@code --enable-preview} (law
 * E13). {@link JvmRequirements} asks whether they were found; where they were not, {@link #run} may
 * not be called.
 */
final class HandlerScope {
  private static final String API = "java.util.concurrent.StructuredTaskScope";

  // Constants, so that a call through them costs what a call by name does.
  private static final @Nullable MethodHandle OPEN; // (UnaryOperator)AutoCloseable
  private static final @Nullable MethodHandle CONFIGURE; // (Object, String, ThreadFactory)Object
  private static final @Nullable MethodHandle FORK; // (AutoCloseable, Callable)void
  private static final @Nullable MethodHandle JOIN; // (AutoCloseable)void
  private static final @Nullable Throwable WHY_MISSING;

  static {
    MethodHandle open = null;
    MethodHandle configure = null;
    MethodHandle fork = null;
    MethodHandle join = null;
    Throwable whyMissing = null;
    try {
      Class<?> scope = Class.forName(API);
      open = open(scope);
      configure = configure(Class.forName(API + "$Configuration"));
      fork = fork(scope);
      join = join(scope);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      whyMissing = e;
    }
    OPEN = open;
    CONFIGURE = configure;
    FORK = fork;
    JOIN = join;
    WHY_MISSING = whyMissing;
  }

  private final String name;
  private final Threads threads;
  private String nextName = ""; // the owner, from a fork to the making of its thread

  /** What makes the threads of a scope. */
  interface Threads {
    /** A thread of this name, not started. */
    Thread newThread(String name, Runnable task);
  }

  /** What the owner of a scope does in it. Only it may fork. */
  interface Forks {
    /** Starts a thread of this name in the scope. */
    void fork(String name, Callable<?> task);
  }

  /** What the owner of a scope does while it is open. */
  interface Owner {
    void own(Forks forks);
  }

  private HandlerScope(String name, Threads threads) {
    this.name = name;
    this.threads = threads;
  }

  /** What this JVM lacks for a scope, as it says so itself; null where it lacks nothing. */
  static @Nullable Throwable whyMissing() {
    return WHY_MISSING;
  }

  /**
   * Opens a scope, lets its owner, the calling thread, fork in it, and waits for its threads to
   * end. An interrupt of the owner is kept for later.
   */
  static void run(String name, Threads threads, Owner owner) {
    HandlerScope settings = new HandlerScope(name, threads);
    boolean interrupted = false;
    try (AutoCloseable scope = settings.open()) {
      owner.own((threadName, task) -> {
        settings.nextName = threadName;
        fork(scope, task);
      });
      join(scope);
    } catch (InterruptedException e) {
      interrupted = true; // closing has waited for the threads all the same
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw unexpected(e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread newThread(Runnable task) {
    return threads.newThread(nextName, task);
  }

  private Object configure(Object initial) {
    try {
      return (Object) found(CONFIGURE).invokeExact(initial, name, (ThreadFactory) this::newThread);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private AutoCloseable open() {
    try {
      return (AutoCloseable) found(OPEN).invokeExact((UnaryOperator<Object>) this::configure);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static void fork(AutoCloseable scope, Callable<?> task) {
    try {
      found(FORK).invokeExact(scope, task);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static void join(AutoCloseable scope) throws InterruptedException {
    try {
      found(JOIN).invokeExact(scope);
    } catch (InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static MethodHandle found(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new IllegalStateException(
          "[PL-E13.4] this JVM has no " + API + " of a known shape", WHY_MISSING);
    }
    return handle;
  }

  private static IllegalStateException unexpected(Throwable checked) {
    return new IllegalStateException(API + " threw a checked exception", checked);
  }

  // --- the lookup --------------------------------------------------------------------------------

  /** {@code open(Joiner.awaitAll(), configure)}: a joiner serves one scope. */
  private static MethodHandle open(Class<?> scope) throws ReflectiveOperationException {
    Class<?> joiner = Class.forName(API + "$Joiner");
    MethodHandle awaitAll =
        MethodHandles.publicLookup().findStatic(joiner, "awaitAll", MethodType.methodType(joiner));
    return MethodHandles.collectArguments(openWith(scope, joiner), 0, awaitAll)
        .asType(MethodType.methodType(AutoCloseable.class, UnaryOperator.class));
  }

  private static MethodHandle openWith(Class<?> scope, Class<?> joiner)
      throws ReflectiveOperationException {
    try {
      return openWith(scope, joiner, UnaryOperator.class); // from 26 on
    } catch (NoSuchMethodException later) {
      try {
        return openWith(scope, joiner, Function.class);
      } catch (NoSuchMethodException e) {
        e.addSuppressed(later);
        throw e;
      }
    }
  }

  private static MethodHandle openWith(Class<?> scope, Class<?> joiner, Class<?> configure)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findStatic(scope, "open", MethodType.methodType(scope, joiner, configure));
  }

  /** {@code configuration.withName(name).withThreadFactory(threads)}. */
  private static MethodHandle configure(Class<?> configuration)
      throws ReflectiveOperationException {
    MethodHandle withName =
        virtual(configuration, "withName", MethodType.methodType(configuration, String.class));
    MethodHandle withThreads =
        virtual(
            configuration,
            "withThreadFactory",
            MethodType.methodType(configuration, ThreadFactory.class));
    return MethodHandles.collectArguments(withThreads, 0, withName)
        .asType(
            MethodType.methodType(Object.class, Object.class, String.class, ThreadFactory.class));
  }

  private static MethodHandle fork(Class<?> scope) throws ReflectiveOperationException {
    Class<?> subtask = Class.forName(API + "$Subtask");
    return virtual(scope, "fork", MethodType.methodType(subtask, Callable.class))
        .asType(MethodType.methodType(void.class, AutoCloseable.class, Callable.class));
  }

  private static MethodHandle join(Class<?> scope) throws ReflectiveOperationException {
    return virtual(scope, "join", MethodType.methodType(Object.class))
        .asType(MethodType.methodType(void.class, AutoCloseable.class));
  }

  private static MethodHandle virtual(Class<?> of, String name, MethodType type)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup().findVirtual(of, name, type);
  }
}
