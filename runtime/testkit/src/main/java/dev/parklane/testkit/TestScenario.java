package dev.parklane.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * A test that has failed as a scenario, so that other orders of it can be played: each play has an
 * instance of the test of its own, with what comes before each and after each. What other
 * extensions do is not done again. The thread of the test.
 *
 * @param arguments those of the test, in which the plane of each play takes the place of the first
 * @param playing is told of the plane of a play
 */
record TestScenario(
    ExtensionContext context, List<Object> arguments, Function<Simulation, TestPlane> playing)
    implements Scenario {
  @Override
  public void play(Simulation simulation) throws Exception {
    TestPlane plane = playing.apply(simulation);
    try {
      Object test = instance();
      call(test, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
      Method method = context.getRequiredTestMethod();
      method.setAccessible(true);
      method.invoke(
          test, arguments.stream().map(a -> a instanceof TestPlane ? plane : a).toArray());
      plane.end();
      call(test, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
    } catch (InvocationTargetException e) {
      throw thrown(e);
    } finally {
      plane.abandon();
    }
  }

  private static Exception thrown(InvocationTargetException called) {
    return switch (called.getCause()) {
      case Exception e -> e;
      case Error e -> throw e;
      case null, default -> called;
    };
  }

  /** A new one, in new ones of the classes that it is in. */
  private Object instance() {
    Object outer = null;
    for (Object given : context.getRequiredTestInstances().getAllInstances()) {
      outer = newInstance(given.getClass(), outer);
    }
    return outer == null ? context.getRequiredTestInstance() : outer;
  }

  private Object newInstance(Class<?> type, @Nullable Object outer) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0]; // as JUnit has it, the only one
    return context.getExecutableInvoker().invoke(constructor, outer);
  }

  private void call(
      Object test, Class<? extends Annotation> annotation, HierarchyTraversalMode order) {
    for (Method method :
        AnnotationSupport.findAnnotatedMethods(test.getClass(), annotation, order)) {
      context.getExecutableInvoker().invoke(method, test);
    }
  }
}
