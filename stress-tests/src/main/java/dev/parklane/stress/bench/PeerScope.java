package dev.parklane.stress.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A {@code StructuredTaskScope} that awaits all, as a program would open it by hand. By method
 * handles that are constants, which cost no more than a call by name, so that no benchmark needs
 * the flag of a preview API.
 */
final class PeerScope implements AutoCloseable {
  private static final String API = "java.util.concurrent.StructuredTaskScope";
  private static final MethodHandle OPEN;
  private static final MethodHandle OPEN_WITH; // (UnaryOperator)AutoCloseable
  private static final MethodHandle CONFIGURE; // (Object, ThreadFactory)Object
  private static final MethodHandle FORK;
  private static final MethodHandle JOIN;
  private static final MethodHandle CLOSE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> scope = Class.forName(API);
      Class<?> joiner = Class.forName(API + "$Joiner");
      Class<?> subtask = Class.forName(API + "$Subtask");
      MethodHandle awaitAll = lookup.findStatic(joiner, "awaitAll", MethodType.methodType(joiner));
      MethodHandle open = lookup.findStatic(scope, "open", MethodType.methodType(scope, joiner));
      OPEN = as(MethodHandles.collectArguments(open, 0, awaitAll), AutoCloseable.class);
      OPEN_WITH =
          MethodHandles.collectArguments(openWith(lookup, scope, joiner), 0, awaitAll)
              .asType(MethodType.methodType(AutoCloseable.class, UnaryOperator.class));
      Class<?> configuration = Class.forName(API + "$Configuration");
      CONFIGURE =
          as(
              lookup.findVirtual(
                  configuration,
                  "withThreadFactory",
                  MethodType.methodType(configuration, ThreadFactory.class)),
              Object.class,
              Object.class,
              ThreadFactory.class);
      FORK =
          as(
              lookup.findVirtual(scope, "fork", MethodType.methodType(subtask, Callable.class)),
              void.class,
              AutoCloseable.class,
              Callable.class);
      JOIN =
          as(
              lookup.findVirtual(scope, "join", MethodType.methodType(Object.class)),
              void.class,
              AutoCloseable.class);
      CLOSE =
          as(
              lookup.findVirtual(scope, "close", MethodType.methodType(void.class)),
              void.class,
              AutoCloseable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AutoCloseable scope;

  PeerScope() throws Throwable {
    scope = (AutoCloseable) OPEN.invokeExact();
  }

  /** One whose threads this makes. */
  PeerScope(ThreadFactory threads) throws Throwable {
    UnaryOperator<Object> settings = initial -> configured(initial, threads);
    scope = (AutoCloseable) OPEN_WITH.invokeExact(settings);
  }

  private static Object configured(Object initial, ThreadFactory threads) {
    try {
      return CONFIGURE.invokeExact(initial, threads);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(API + " threw a checked exception", e);
    }
  }

  /** Its settings are a {@code Function} in 25, and a {@code UnaryOperator} from 26 on. */
  private static MethodHandle openWith(MethodHandles.Lookup lookup, Class<?> scope, Class<?> joiner)
      throws ReflectiveOperationException {
    try {
      return lookup.findStatic(
          scope, "open", MethodType.methodType(scope, joiner, UnaryOperator.class));
    } catch (NoSuchMethodException later) {
      return lookup.findStatic(scope, "open", MethodType.methodType(scope, joiner, Function.class));
    }
  }

  private static MethodHandle as(MethodHandle handle, Class<?> result, Class<?>... parameters) {
    return handle.asType(MethodType.methodType(result, Arrays.asList(parameters)));
  }

  void fork(Callable<?> task) throws Throwable {
    FORK.invokeExact(scope, task);
  }

  void join() throws Throwable {
    JOIN.invokeExact(scope);
  }

  @Override
  public void close() {
    try {
      CLOSE.invokeExact(scope);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(API + " threw a checked exception", e);
    }
  }
}
