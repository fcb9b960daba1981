package dev.parklane.testkit;

import dev.parklane.runtime.PlaneBuilder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
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
 * <p>The plane is closed before {@code @AfterEach} methods run; that of a test factory when its
 * dynamic tests have run. Whatever makes the test fail is a {@link SimulationFailure}, with the
 * seed that plays it again, and a report. For that the test is played again in other orders, with
 * new instances of its class, as long as these fail alike.
 *
 * <p>Tests whose planes are made alike register it:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PlaneExtension PLANES =
 *     PlaneExtension.of(() -> Plane.builder().route("/till", Till::new)).with(Strategy.pct(2, 100));
 * }</pre>
 */
@SuppressWarnings("exports") // who extends a test with it has JUnit
public final class PlaneExtension
    implements ParameterResolver,
        InvocationInterceptor,
        AfterEachCallback,
        TestTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace KEPT =
      ExtensionContext.Namespace.create(PlaneExtension.class);

  private final TestSettings settings;

  /** What {@code @ExtendWith} and {@code @RegisterExtension} need. */
  public PlaneExtension() {
    this(TestSettings.DEFAULT);
  }

  private PlaneExtension(TestSettings settings) {
    this.settings = settings;
  }

  /**
   * One that makes each plane with a builder which has the routes.
   *
   * @param builder makes a new one at each call
   * @return for {@code @RegisterExtension}
   */
  public static PlaneExtension of(Supplier<PlaneBuilder> builder) {
    return new PlaneExtension(
        TestSettings.DEFAULT.with(Objects.requireNonNull(builder, "builder")));
  }

  /**
   * With another strategy.
   *
   * @param strategy in place of a random one
   * @return a new one; this one stays as it is
   */
  public PlaneExtension with(Strategy strategy) {
    return new PlaneExtension(settings.with(strategy));
  }

  /**
   * With things that go wrong.
   *
   * @param faults in place of none
   * @return a new one; this one stays as it is
   */
  public PlaneExtension with(Faults faults) {
    return new PlaneExtension(settings.with(faults));
  }

  /**
   * With a clock that stands at an instant when the test begins.
   *
   * @param instant in place of the epoch; not before it
   * @return a new one; this one stays as it is
   */
  public PlaneExtension startingAt(Instant instant) {
    return new PlaneExtension(settings.startingAt(Duration.between(Instant.EPOCH, instant)));
  }

  /**
   * A dynamic test with a plane of its own, whose seed comes from its name.
   *
   * @param name of the test
   * @param test what is done with the plane
   * @return for a {@code @TestFactory}
   */
  public static DynamicTest dynamicTest(String name, Consumer<TestPlane> test) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            Simulation.run(
                name.hashCode(),
                simulation -> {
                  TestPlane plane = new TestPlane(new TestRun(simulation, TestSettings.DEFAULT));
                  try {
                    test.accept(plane);
                    plane.end();
                  } finally {
                    plane.abandon();
                  }
                }));
  }

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
        .getOrComputeIfAbsent(TestPlane.class, key -> new Kept(plane(context)), Kept.class)
        .plane();
  }

  private TestPlane plane(ExtensionContext context) {
    Long scheduled = context.getStore(KEPT).get(Seed.class, Long.class);
    long seed = scheduled == null ? TestSeeds.of(context) : scheduled;
    return new TestPlane(new TestRun(seed, TestSeeds.chosen(context, settings)));
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

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext dynamic,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  /** A part of a test of which more is to come. */
  private static void proceed(Invocation<@Nullable Void> invocation, ExtensionContext context)
      throws Throwable {
    TestPlane plane = planeOf(context);
    try {
      invocation.proceed();
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      throw plane == null || e instanceof SimulationFailure ? e : plane.run().failed(e);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    play(invocation, method, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    play(invocation, method, context);
  }

  private static void play(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    TestPlane plane = planeOf(context);
    if (plane == null) {
      invocation.proceed();
      return;
    }
    Throwable failure = failure(invocation, plane);
    if (failure != null) {
      throw failure instanceof SimulationFailure found
          ? explained(found, plane.run(), method, context)
          : failure;
    }
  }

  /** What a test fails with, whose plane is no more then; null where it does not. */
  private static @Nullable Throwable failure(Invocation<@Nullable Void> invocation, TestPlane plane)
      throws Throwable {
    try {
      invocation.proceed();
      plane.end();
      return null;
    } catch (TestAbortedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      return plane.run().failure(e);
    } finally {
      plane.abandon();
    }
  }

  /** With a report, for which it is played again; a test with many seeds is shrunk, too. */
  private static SimulationFailure explained(
      SimulationFailure failure,
      TestRun run,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    ScheduledRuns runs = context.getStore(KEPT).get(ScheduledRuns.class, ScheduledRuns.class);
    String before = runs == null ? "" : runs.failsAs(failure);
    if (!before.isEmpty()) {
      return failure.with(before);
    }
    ExtensionContext.Store store = context.getStore(KEPT);
    TestScenario scenario =
        new TestScenario(
            context,
            method.getArguments(),
            simulation -> {
              TestPlane again = new TestPlane(run.again(simulation));
              store.put(TestPlane.class, new Kept(again));
              return again;
            });
    Explanation explanation = new Explanation(failure, scenario);
    if (!explanation.comesAgain()) {
      return run.told(failure);
    }
    return runs == null ? failure.with(explanation.text()) : failure.shrunkSoon(scenario);
  }

  /** That of a test factory has not ended with its method, which only names the tests. */
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    TestPlane plane = planeOf(context);
    if (plane != null
        && AnnotationSupport.isAnnotated(context.getTestMethod(), TestFactory.class)
        && context.getExecutionException().isEmpty()) {
      try {
        plane.end();
      } catch (SimulationFailure e) {
        throw plane.run().told(e);
      }
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), Schedules.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return ScheduledRuns.of(context, KEPT);
  }
}
