package dev.parklane.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Several steps, each with the delay before it (law S3). The delay of a step starts when the step
 * before it has ended, with its cascade. Immutable.
 *
 * <pre>{@code
 * schedule(Schedule.after(Duration.ofSeconds(1), this::warn).then(Duration.ofSeconds(4), this::close));
 * }</pre>
 */
public final class Schedule {
  private final List<Delayed> steps;

  /** A step and the delay before it. */
  record Delayed(Duration delay, Step step) {
    Delayed {
      Objects.requireNonNull(step, "step");
      requireNotNegative(delay);
    }
  }

  private Schedule(List<Delayed> steps) {
    this.steps = steps;
  }

  /**
   * {@return a schedule of one step}
   *
   * @param delay on the clock of the plane, not negative
   * @param step what is done, as the handler of a root event
   * @throws IllegalArgumentException where the delay is negative
   */
  public static Schedule after(Duration delay, Step step) {
    return new Schedule(List.of(new Delayed(delay, step)));
  }

  /**
   * {@return this schedule and one step more}
   *
   * @param delay on the clock of the plane, not negative
   * @param step what is done, as the handler of a root event
   * @throws IllegalArgumentException where the delay is negative
   */
  public Schedule then(Duration delay, Step step) {
    List<Delayed> more = new ArrayList<>(steps);
    more.add(new Delayed(delay, step));
    return new Schedule(List.copyOf(more));
  }

  List<Delayed> steps() {
    return steps;
  }

  static Duration requireNotNegative(Duration delay) {
    if (Objects.requireNonNull(delay, "delay").isNegative()) {
      throw new IllegalArgumentException(
          "[PL-S3.2] the delay is " + delay + "; it must be 0 or more");
    }
    return delay;
  }
}
