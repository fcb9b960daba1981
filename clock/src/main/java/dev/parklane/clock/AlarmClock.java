package dev.parklane.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What tells the time, and calls handlers by name when a time has come. Time is nanoseconds since
 * the epoch in a {@code long}, which ends in the year 2262 (law K1).
 *
 * <h2>Names</h2>
 *
 * An alert fires once, a timer again and again; both are set under a name, which is not blank. To
 * set a name again replaces what it stood for. Every argument is checked first, so that a call that
 * fails leaves the old one in place (law K5). A name is free again when the handler of its last
 * event starts.
 *
 * <p>One that is set without a handler gets the named callback of its name, or else the default
 * callback of the clock. It keeps the handler that it got, whatever callback is named later; the
 * named callback outlives it (law K6).
 *
 * <h2>Order and place</h2>
 *
 * Events are delivered in order of (time, name, order of registration), across all clocks of one
 * {@link TimeSource} (laws K7, K8). Handlers run where the clock's maker said: on an executor, or
 * where its {@link Dispatcher} takes them.
 *
 * <p>Any thread may call any method, a handler too. To set something for now or for the past may
 * deliver it at once: see {@link TestClock} and {@link LiveClock}.
 */
public interface AlarmClock {
  /**
   * The time. It is never less than what any thread has read before (law K1).
   *
   * @return in nanoseconds since the epoch
   */
  long nanos();

  /**
   * The time of {@link #nanos} in microseconds.
   *
   * @return in microseconds since the epoch, rounded down
   */
  default long micros() {
    return Math.floorDiv(nanos(), 1_000L);
  }

  /**
   * The time of {@link #nanos} in milliseconds.
   *
   * @return in milliseconds since the epoch, rounded down
   */
  default long millis() {
    return Math.floorDiv(nanos(), 1_000_000L);
  }

  /**
   * The time of {@link #nanos}, to the nanosecond.
   *
   * @return to the nanosecond
   */
  default Instant now() {
    return Instant.ofEpochSecond(0, nanos());
  }

  /**
   * Has a handler called once, at that time or after it. One for now or for the past fires at once,
   * stamped now (law K2).
   *
   * @param name not blank; what is set under it is replaced
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   * @param allowPast whether the time may be before now
   * @param handler null for the callback of that name, or else the default
   * @throws IllegalArgumentException where the name is blank, where there is no handler, or where
   *     the time is before now and must not be
   * @throws IllegalStateException where the clock is closed
   */
  void alert(String name, long atNanos, boolean allowPast, @Nullable TimeHandler handler);

  /**
   * Has a handler called once, at that time or after it. One for now or for the past fires at once,
   * stamped now (law K2).
   *
   * @param name not blank; what is set under it is replaced
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   * @param handler is called once, unless it is cancelled or replaced before
   * @throws IllegalArgumentException where the name is blank
   * @throws IllegalStateException where the clock is closed
   */
  default void alert(String name, long atNanos, TimeHandler handler) {
    alert(name, atNanos, true, handler);
  }

  /**
   * Has a handler called once, at that instant or after it. One for now or for the past fires at
   * once, stamped now (law K2).
   *
   * @param name not blank; what is set under it is replaced
   * @param at one that a {@code long} of nanoseconds cannot hold counts as the nearest that it can
   * @param handler is called once, unless it is cancelled or replaced before
   * @throws IllegalArgumentException where the name is blank
   * @throws IllegalStateException where the clock is closed
   */
  default void alert(String name, Instant at, TimeHandler handler) {
    alert(name, Nanos.of(at), true, handler);
  }

  /**
   * Has the callback of that name, or else the default, called once, at that time or after it. One
   * for now or for the past fires at once, stamped now (laws K2, K6).
   *
   * @param name not blank; what is set under it is replaced
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   * @throws IllegalArgumentException where the name is blank, or where there is no callback
   * @throws IllegalStateException where the clock is closed
   */
  default void alert(String name, long atNanos) {
    alert(name, atNanos, true, null);
  }

  /**
   * Has the callback of that name, or else the default, called once, at that instant or after it.
   * One for now or for the past fires at once, stamped now (laws K2, K6).
   *
   * @param name not blank; what is set under it is replaced
   * @param at one that a {@code long} of nanoseconds cannot hold counts as the nearest that it can
   * @throws IllegalArgumentException where the name is blank, or where there is no callback
   * @throws IllegalStateException where the clock is closed
   */
  default void alert(String name, Instant at) {
    alert(name, Nanos.of(at), true, null);
  }

  /**
   * Has a handler called once, after a delay, or at the end of time where the delay goes beyond it.
   *
   * @param name not blank; what is set under it is replaced
   * @param delay from now on; 0 or more
   * @param handler null for the callback of that name, or else the default
   * @throws IllegalArgumentException where the delay is negative, the name is blank, or there is no
   *     handler
   * @throws IllegalStateException where the clock is closed
   */
  default void after(String name, Duration delay, @Nullable TimeHandler handler) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-K2] alert '%s': its delay is %s; it must be 0 or more".formatted(name, delay));
    }
    alert(name, Nanos.plus(nanos(), delay), true, handler);
  }

  /**
   * Has the callback of that name, or else the default, called once, after a delay, or at the end
   * of time where the delay goes beyond it (law K6).
   *
   * @param name not blank; what is set under it is replaced
   * @param delay from now on; 0 or more
   * @throws IllegalArgumentException where the delay is negative, the name is blank, or there is no
   *     callback
   * @throws IllegalStateException where the clock is closed
   */
  default void after(String name, Duration delay) {
    after(name, delay, null);
  }

  /**
   * Has a handler called at each occurrence of a timer (laws K3, K11, K13). One without any, as its
   * stop comes first, is over as soon as it is set.
   *
   * @param name not blank; what is set under it is replaced
   * @param spec when it fires; without a start it starts now
   * @param handler null for the callback of that name, or else the default
   * @throws IllegalArgumentException where the name is blank, where there is no handler, where
   *     start, stop and now do not fit each other, or where it is the end of time that comes before
   *     its first event
   * @throws IllegalStateException where the clock is closed
   */
  void timer(String name, TimerSpec spec, @Nullable TimeHandler handler);

  /**
   * Has the callback of that name, or else the default, called at each occurrence of a timer (laws
   * K3, K6, K11, K13). One without any, as its stop comes first, is over as soon as it is set.
   *
   * @param name not blank; what is set under it is replaced
   * @param spec when it fires; without a start it starts now
   * @throws IllegalArgumentException where the name is blank, where there is no callback, where
   *     start, stop and now do not fit each other, or where it is the end of time that comes before
   *     its first event
   * @throws IllegalStateException where the clock is closed
   */
  default void timer(String name, TimerSpec spec) {
    timer(name, spec, null);
  }

  /**
   * Names a callback, in place of the one of that name (law K6).
   *
   * @param name of the alerts and timers that get it when they are set without a handler; not blank
   * @param handler for what is set from now on; what is set already keeps the one that it got
   * @throws IllegalArgumentException where the name is blank
   * @throws IllegalStateException where the clock is closed
   */
  void callback(String name, TimeHandler handler);

  /**
   * Sets the callback for what has no other (law K6).
   *
   * @param handler for what is set from now on; what is set already keeps the one that it got
   * @throws IllegalStateException where the clock is closed
   */
  void defaultCallback(TimeHandler handler);

  /**
   * Takes a named callback away. What is set already keeps it (law K6).
   *
   * @param name that it was named by
   * @return whether there was one
   */
  boolean cancelCallback(String name);

  /** Takes all callbacks away, the default one too. What is set already keeps its own (law K6). */
  void cancelCallbacks();

  /**
   * Cancels what is set under a name. Never waits for a handler.
   *
   * @param name of an alert or a timer; nothing needs to be set under it
   * @return true where it was still to fire: no handler of it starts from here on (law K10). False
   *     where its last handler has started, or nothing of that name is set
   */
  boolean cancel(String name);

  /** Cancels all that is set. Callbacks stay. */
  void cancelAll();

  /**
   * The names of what is still to fire.
   *
   * @return a sorted copy
   */
  List<String> names();

  /**
   * When the next event of that name is due whose handler has not started.
   *
   * @param name of an alert or a timer; nothing needs to be set under it
   * @return in nanoseconds since the epoch; empty where nothing of that name is still to fire
   */
  OptionalLong next(String name);
}
