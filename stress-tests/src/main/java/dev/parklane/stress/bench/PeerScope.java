package dev.parklane.stress.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * A {@code StructuredTaskScope} that awaits all, as a program would open it by hand. By method
 * handles that are constants, which cost no more than a call by name, so that no benchmark needs
 * the flag of a preview API.
 */
final class PeerScope implements AutoCloseable {
  private static final String API = "java.util.concurrent.StructuredTaskScope";
  private static final MethodHandle OPEN;
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
