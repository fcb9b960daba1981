package dev.parklane.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives a test a {@link TestPlane}, one to each test, also to its {@code @BeforeEach} methods.
 *
 * <p>When the test method returns, all that can run at that moment of the clock is run. Then the
 * test fails where
 *
 * <ul>
 *   <li>a handler has not ended: it waits for something, or sleeps on the clock;
 *   <li>suspended work has not ended;
 *   <li>a message became a dead letter that was not {@linkplain TestPlane#expectDeadLetter
 *       expected};
 *   <li>a cascade has failed that was not {@linkplain TestPlane#expectFailure expected} to, be it
 *       while the plane is closed.
 * </ul>
 *
 * <p>The plane is closed before {@code @AfterEach} methods run. Whatever makes the test fail is a
 * {@link SimulationFailure}, with the seed that plays it again and the trace.
 */
@SuppressWarnings("exports") // who extends a test with it has JUnit
public final class PlaneExtension
    implements ParameterResolver, InvocationInterceptor, TestTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace KEPT =
      ExtensionContext.Namespace.create(PlaneExtension.class);

  /** What {@code @ExtendWith} and {@code @RegisterExtension} need. */
  public PlaneExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestPlane.class
        && parameter.getDeclaringExecutable() instanceof Method
        && context.getTestMethod().isPresent();
  }

  @Override
  public TestPlane resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(KEPT)
        .getOrComputeIfAbsent(
            TestPlane.class, key -> new Kept(new TestPlane(seed(context))), Kept.class)
        .plane();
  }

  /** The plane of a test; ended with the test, be it that its method was never called. */
  private record Kept(TestPlane plane) implements AutoCloseable {
    @Override
    public void close() {
      plane.abandon();
    }
  }

  private static @Nullable TestPlane planeOf(ExtensionContext context) {
    Kept kept = context.getStore(KEPT).get(TestPlane.class, Kept.class);
    return kept == null ? null : kept.plane();
  }

  private static long seed(ExtensionContext context) {
    Long scheduled = context.getStore(KEPT).get(Seed.class, Long.class);
    return scheduled != null
        ? scheduled
        : given(context).orElseGet(() -> nameOf(context).hashCode());
  }

  private static String nameOf(ExtensionContext context) {
    return context.getRequiredTestClass().getName() + "#" + context.getRequiredTestMethod();
  }

  /** The seed that somebody has chosen. */
  private static OptionalLong given(ExtensionContext context) {
    String property = context.getConfigurationParameter("parklane.seed").orElse("");
    if (!property.isBlank()) {
      return OptionalLong.of(Long.parseLong(property.strip()));
    }
    return Stream.of(context.getRequiredTestMethod(), context.getRequiredTestClass())
        .flatMap(element -> AnnotationSupport.findAnnotation(element, Seed.class).stream())
        .mapToLong(Seed::value)
        .findFirst();
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    TestPlane plane = planeOf(context);
    if (plane == null) {
      invocation.proceed();
    } else {
      proceed(invocation, plane);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    play(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    play(invocation, context);
  }

  private static void play(Invocation<@Nullable Void> invocation, ExtensionContext context)
      throws Throwable {
    TestPlane plane = planeOf(context);
    if (plane == null) {
      invocation.proceed();
      return;
    }
    try {
      proceed(invocation, plane);
      plane.end();
    } finally {
      plane.abandon();
    }
  }

  private static void proceed(Invocation<@Nullable Void> invocation, TestPlane plane)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      throw plane.failure(e);
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), Schedules.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Schedules schedules =
        AnnotationSupport.findAnnotation(context.getTestMethod(), Schedules.class).orElseThrow();
    int count = schedules.value();
    if (count < 1) {
      throw new IllegalArgumentException(
          "[PL-Q3.2] @Schedules(%d) of %s: give 1 or more".formatted(count, nameOf(context)));
    }
    Runs runs = new Runs(new FailingSeeds(nameOf(context)), new AtomicBoolean());
    OptionalLong given = given(context);
    if (given.isPresent()) {
      return Stream.of(new Scheduled(given.getAsLong(), runs));
    }
    long first = nameOf(context).hashCode();
    return LongStream.concat(
            runs.seeds().all().stream().mapToLong(Long::longValue),
            LongStream.range(first, first + count))
        .distinct()
        .limit(count)
        .takeWhile(seed -> schedules.goesOn() || !runs.failed().get())
        .mapToObj(seed -> new Scheduled(seed, runs));
  }

  /** The runs of a test that is played with several seeds, and whether one has failed. */
  private record Runs(FailingSeeds seeds, AtomicBoolean failed) {
    void hasPlayed(long seed, boolean hasFailed) {
      seeds.hasPlayed(seed, hasFailed);
      if (hasFailed) {
        failed.set(true);
      }
    }
  }

  /** One of them. */
  private record Scheduled(long seed, Runs runs) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocation) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      BeforeEachCallback tell = context -> context.getStore(KEPT).put(Seed.class, seed);
      AfterEachCallback keep =
          context -> runs.hasPlayed(seed, context.getExecutionException().isPresent());
      return List.of(tell, keep);
    }
  }
}
