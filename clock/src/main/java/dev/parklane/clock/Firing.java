package dev.parklane.clock;

/**
 * An event on its way to its handler. Whoever has been given it goes through
 *
 * <pre>{@code
 * if (firing.begin()) {
 *   try {
 *     firing.handle();
 *   } finally {
 *     firing.end();
 *   }
 * }
 * }</pre>
 *
 * in whatever threads and as late as it likes. A timer has at most one firing under way: its next
 * occurrence is delivered when this one has ended, at its time or, if that has passed, at once. So
 * a handler that is slower than its timer is met by the timer's {@link LatePolicy}, not by a queue
 * that grows.
 *
 * <p>Any thread may call any method.
 */
public final class Firing {
  final long upTo; // the occurrence that it is for
  boolean begun; // guarded by the clock
  private final Timer timer;
  private final TimeEvent event;

  Firing(Timer timer, TimeEvent event, long upTo) {
    this.timer = timer;
    this.event = event;
    this.upTo = upTo;
  }

  /**
   * The event that the handler will be given. On a live clock the handler is told when it begins:
   * what is later there than here was spent on its way (law K12).
   *
   * @return as it was when the firing was made
   */
  public TimeEvent event() {
    return event;
  }

  /**
   * The handler that it is on its way to.
   *
   * @return the one that the alert or timer was bound to when it was set (law K6)
   */
  public TimeHandler handler() {
    return timer.handler;
  }

  /**
   * Claims the start of the handler: the end of the race to cancel or fire (law K10). An alert, and
   * a timer with its last occurrence, leaves its clock here, so that its handler finds the name
   * free.
   *
   * @return true once. False where it was cancelled, replaced or claimed before, or its clock is
   *     closed: the handler must not start, and there is nothing to {@link #end}
   */
  public boolean begin() {
    return timer.begin(this);
  }

  /**
   * Whether {@link #begin} would return false because it was cancelled, replaced or closed. To drop
   * it for that takes a {@link #begin} all the same, as a roll-back may make it valid again.
   *
   * @return false also where it has begun
   */
  public boolean isCancelled() {
    return timer.isCancelled(this);
  }

  /**
   * Runs the handler on this thread; after {@link #begin} has returned true, once.
   *
   * @throws Exception what the handler throws
   */
  public void handle() throws Exception {
    timer.handle(event);
  }

  /**
   * The handler, with all that it set off, has ended, or the firing was dropped without it: either
   * way its occurrence is over and the timer goes on to the next. A second call does nothing.
   */
  public void end() {
    timer.end(this);
  }

  @Override
  public String toString() {
    return event.toString();
  }
}
