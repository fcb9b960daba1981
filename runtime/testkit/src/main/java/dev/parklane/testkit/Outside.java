package dev.parklane.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A fake of something outside that agents call, behind a network: calls take virtual time, and some
 * come to nothing, as the seed draws. Immutable.
 *
 * <pre>{@code
 * CardProvider provider =
 *     simulation
 *         .outside(CardProvider.class, new PaperCards())
 *         .taking(Duration.ofMillis(20), Duration.ofSeconds(2))
 *         .unreachable(0.1)
 *         .losingAnswers(0.1)
 *         .stub();
 * }</pre>
 *
 * @param <T> what agents call
 */
public final class Outside<T> {
  private final Simulation simulation;
  private final Class<T> type;
  private final T fake;
  private final Latency latency;
  private final double unreachable;
  private final double lost;

  Outside(
      Simulation simulation,
      Class<T> type,
      T fake,
      Latency latency,
      double unreachable,
      double lost) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          "[PL-Q4.5] %s is no interface; put one between agents and what they call, or write a subclass that waits by itself"
              .formatted(type.getName()));
    }
    this.simulation = simulation;
    this.type = type;
    this.fake = Objects.requireNonNull(fake, "fake");
    this.latency = latency;
    this.unreachable = Faults.requireChance("unreachable", unreachable);
    this.lost = Faults.requireChance("losingAnswers", lost);
  }

  /**
   * Lets each call take time, half of it before the fake is called, as for the way there, and half
   * behind that.
   *
   * @param takes 0 or more
   * @return a new one; this one stays as it is
   * @throws IllegalArgumentException where it is negative
   */
  public Outside<T> taking(Duration takes) {
    return taking(takes, takes);
  }

  /**
   * Lets each call take time, as {@link #taking(Duration)} does, each time another.
   *
   * @param least 0 or more
   * @param most no less
   * @return a new one; this one stays as it is
   * @throws IllegalArgumentException where they are not
   */
  public Outside<T> taking(Duration least, Duration most) {
    return new Outside<>(simulation, type, fake, new Latency(least, most), unreachable, lost);
  }

  /**
   * Lets calls fail before they reach the fake, with an {@link IOException} where the method
   * declares one, and else with an {@link UncheckedIOException}.
   *
   * @param chance of each call, from 0 to 1
   * @return a new one; this one stays as it is
   * @throws IllegalArgumentException where it is not
   */
  public Outside<T> unreachable(double chance) {
    return new Outside<>(simulation, type, fake, latency, chance, lost);
  }

  /**
   * Lets calls fail behind the fake, which has done what it was asked to: whoever calls again has
   * to say that it is the same call.
   *
   * @param chance of each call, from 0 to 1
   * @return a new one; this one stays as it is
   * @throws IllegalArgumentException where it is not
   */
  public Outside<T> losingAnswers(double chance) {
    return new Outside<>(simulation, type, fake, latency, unreachable, chance);
  }

  /**
   * What agents are given. Threads of the simulation call it; where its thread itself does, no time
   * passes.
   *
   * @return calls the fake
   */
  public T stub() {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (stub, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? ofObject(stub, method, arguments)
                    : call(method, arguments)));
  }

  private @Nullable Object ofObject(
      Object stub, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "equals" -> arguments != null && stub == arguments[0];
      case "hashCode" -> System.identityHashCode(stub);
      default -> invoke(method, arguments);
    };
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    String who = type.getSimpleName() + "." + method.getName();
    Latencies latencies = simulation.latencies();
    SplittableRandom random = latencies.random(who);
    long takes = Thread.currentThread().isVirtual() ? latency.draw(random) : 0;
    boolean isReached = random.nextDouble() >= unreachable;
    boolean isAnswered = random.nextDouble() >= lost;
    latencies.await(who, takes / 2);
    if (!isReached) {
      throw failure(method, new IOException("[PL-Q4.7] " + who + " is not reached, on purpose"));
    }
    simulation.touches(type.getSimpleName());
    Object answer = invoke(method, arguments);
    latencies.await(who, takes - takes / 2);
    if (!isAnswered) {
      throw failure(
          method, new IOException("[PL-Q4.8] the answer of " + who + " is lost, on purpose"));
    }
    return answer;
  }

  private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(fake, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private Exception failure(Method method, IOException failure) {
    simulation.note(String.valueOf(failure.getMessage()));
    return Arrays.stream(method.getExceptionTypes())
            .anyMatch(declared -> declared.isAssignableFrom(IOException.class))
        ? failure
        : new UncheckedIOException(failure);
  }
}
