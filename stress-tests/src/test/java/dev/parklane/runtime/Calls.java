package dev.parklane.runtime;

import java.lang.reflect.Method;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;

/** What scenarios are written with. */
final class Calls {
  private Calls() {}

  /** A call of the one public method of that name. */
  static Actor of(Class<?> test, String operation, Integer... arguments) {
    for (Method method : test.getMethods()) {
      if (method.getName().equals(operation)) {
        return new Actor(method, List.of(arguments));
      }
    }
    throw new IllegalArgumentException(test.getSimpleName() + " has no operation " + operation);
  }
}
