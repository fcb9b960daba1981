package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * A {@code StructuredTaskScope} that a handler opens for itself (law E8) and whose {@code join}
 * waits for all, whatever becomes of them. By reflection: the API is a preview, and no test shall
 * need a flag for it.
 */
final class OwnScope implements AutoCloseable {
  private static final String API = "java.util.concurrent.StructuredTaskScope";

  private final Object scope;

  OwnScope() {
    scope = call(API, "open", null, call(API + "$Joiner", "awaitAll", null));
  }

  /** What has been forked; to be asked when it was joined. */
  record Subtask<T>(Object subtask) {
    @SuppressWarnings("unchecked")
    T get() {
      return (T) call(API + "$Subtask", "get", subtask);
    }

    Throwable exception() {
      return (Throwable) call(API + "$Subtask", "exception", subtask);
    }

    String state() {
      return call(API + "$Subtask", "state", subtask).toString();
    }
  }

  <T> Subtask<T> fork(Callable<T> task) {
    return new Subtask<>(call(API, "fork", scope, task));
  }

  Subtask<?> fork(Runnable task) {
    return new Subtask<>(call(API, "fork", scope, task));
  }

  void join() {
    call(API, "join", scope);
  }

  @Override
  public void close() {
    call(API, "close", scope);
  }

  /** Calls the method of this name that takes such arguments. */
  private static Object call(String type, String name, Object target, Object... arguments) {
    try {
      return Arrays.stream(Class.forName(type).getMethods())
          .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
          .filter(m -> takes(m.getParameterTypes(), arguments))
          .findFirst()
          .orElseThrow()
          .invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      return fail(type + "." + name, e);
    } catch (ReflectiveOperationException e) {
      return fail(type + "." + name, e);
    }
  }

  private static boolean takes(Class<?>[] parameters, Object[] arguments) {
    for (int i = 0; i < parameters.length; i++) {
      if (!parameters[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
