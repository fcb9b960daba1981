package dev.parklane.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Several steps, each with the delay before it (law S3). The delay of a step starts when the step
 * before it has ended, with its cascade. Immutable, as far as what {@link #of} was given is.
 *
 * <pre>{@code
 * schedule(Schedule.after(Duration.ofSeconds(1), this::warn).then(Duration.ofSeconds(4), this::close));
 * }</pre>
 */
public final class Schedule {
  private final Iterable<Delayed> steps;

  /**
   * A step and the delay before it.
   *
   * @param delay on the clock of the plane, not negative
   * @param step what is done, as the handler of a root event
   */
  public record Delayed(Duration delay, Step step) {
    /** Refuses null, and a delay that is negative. */
    public Delayed {
      Objects.requireNonNull(step, "step");
      requireNotNegative(delay);
    }
  }

  private Schedule(Iterable<Delayed> steps) {
    this.steps = steps;
  }

  /**
   * {@return a schedule of steps that are drawn one at a time, which may have no end}
   *
   * <p>Each agent that takes the schedule asks for an iterator of its own, and for the first step,
   * in the handler that takes it. It asks for the step after one in the turn of that one, before
   * that runs. An iterator that throws there fails the cascade as the step would (law F1), and ends
   * the schedule.
   *
   * @param steps gives no null; none at all is a schedule that is over at once
   */
  public static Schedule of(Iterable<Delayed> steps) {
    return new Schedule(Objects.requireNonNull(steps, "steps"));
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
   * @throws IllegalStateException where its steps are drawn one at a time
   */
  public Schedule then(Duration delay, Step step) {
    Delayed last = new Delayed(delay, step);
    if (!(steps instanceof List<Delayed> list)) {
      throw new IllegalStateException(
          "[PL-S3.5] a step with the delay "
              + delay
              + " cannot come behind steps that are drawn one at a time; let the iterator give it");
    }
    List<Delayed> more = new ArrayList<>(list);
    more.add(last);
    return new Schedule(List.copyOf(more));
  }

  Iterable<Delayed> steps() {
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
