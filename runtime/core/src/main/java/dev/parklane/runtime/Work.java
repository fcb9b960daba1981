package dev.parklane.runtime;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What suspended work is called, how often it is tried again, and how long it may take (law S4).
 * While its plane drains there are no delays: an attempt that waits for its time begins at once,
 * and one that fails is the last; {@link Plane#close(Closing)} says what the agent hears of it.
 *
 * <pre>{@code
 * suspend(
 *     Work.named("charge").retry(new Retry(3, Backoff.DEFAULT)).within(Duration.ofSeconds(30)),
 *     () -> bank.charge(card, sum),
 *     receipt -> status.set("paid"),
 *     failure -> status.set("unpaid"));
 * }</pre>
 *
 * @param name stands in its threads' names, in traces and dumps, and in what is told of it
 * @param retry how often it is tried again where it throws an exception, and after which delays on
 *     the clock of the plane; an {@code Error} is not tried again
 * @param within how long it may take on the clock of the plane, all attempts and delays together;
 *     null for as long as it wants
 * @param eachWithin how long each attempt may take on the clock of the plane; null for as long as
 *     it wants
 */
public record Work(
    String name, Retry retry, @Nullable Duration within, @Nullable Duration eachWithin) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where the name is blank, or a time is not positive
   */
  public Work {
    Objects.requireNonNull(name, "the name of work");
    Objects.requireNonNull(retry, "retry");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-S4.2] suspended work has a blank name; name it after what it does");
    }
    requirePositive(name, within);
    requirePositive(name, eachWithin);
  }

  private static void requirePositive(String name, @Nullable Duration limit) {
    if (limit != null && !limit.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-S4.3] work '" + name + "' may take " + limit + "; it must be positive");
    }
  }

  /**
   * Makes work of a name, which is tried once and may take as long as it wants.
   *
   * @param name is not blank
   * @return the work
   * @throws IllegalArgumentException where the name is blank
   */
  public static Work named(String name) {
    return new Work(name, Retry.NEVER, null, null);
  }

  /**
   * {@return the same work, tried again so}
   *
   * @param other how often, and after which delays on the clock of the plane
   */
  public Work retry(Retry other) {
    return new Work(name, other, within, eachWithin);
  }

  /**
   * Sets how long the work may take, all attempts and the delays between them together. Then its
   * thread is interrupted, and its failure is a {@link WorkTimeoutException}, whether the thread
   * ends or not.
   *
   * @param limit on the clock of the plane
   * @return the same work, with that limit
   * @throws IllegalArgumentException where it is not positive
   */
  public Work within(Duration limit) {
    return new Work(name, retry, Objects.requireNonNull(limit, "limit"), eachWithin);
  }

  /**
   * Sets how long each attempt may take. Then its thread is interrupted, and it has failed with a
   * {@link WorkTimeoutException}, whether the thread ends or not: the next attempt may begin beside
   * one that no interrupt ends.
   *
   * @param limit on the clock of the plane
   * @return the same work, with that limit for each attempt
   * @throws IllegalArgumentException where it is not positive
   */
  public Work eachWithin(Duration limit) {
    return new Work(name, retry, within, Objects.requireNonNull(limit, "limit"));
  }
}
