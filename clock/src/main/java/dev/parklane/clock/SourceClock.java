package dev.parklane.clock;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A clock that is a {@link TimeSource} too: what is set on it itself is on a clock of its own. */
abstract sealed class SourceClock implements AlarmClock, TimeSource permits LiveClock, TestClock {
  private final Source source;
  private final OwnedClock own;

  SourceClock(Source source, Executor executor) {
    this.source = source;
    own = new OwnedClock(source, new ExecutorDispatcher(source, executor), false);
  }

  final void closeOwn() {
    own.close();
  }

  @Override
  public final Wakeup wake(long atNanos, String name, Runnable callback) {
    return source.wake(atNanos, name, callback, false);
  }

  @Override
  public final Wakeup wakeOnAnyThread(long atNanos, String name, Runnable callback) {
    return source.wake(atNanos, name, callback, true);
  }

  @Override
  public final boolean isDelivering() {
    return source.isDelivering();
  }

  @Override
  public final OwnedClock newClock(Dispatcher dispatcher) {
    return new OwnedClock(source, dispatcher, false);
  }

  @Override
  public final OwnedClock newClockOnAnyThread(Dispatcher dispatcher) {
    return new OwnedClock(source, dispatcher, true);
  }

  @Override
  public final OwnedClock newClockOn(Executor executor) {
    return newClock(new ExecutorDispatcher(source, executor));
  }

  @Override
  public final long nanos() {
    return source.nanos();
  }

  @Override
  public final void alert(
      String name, long atNanos, boolean allowPast, @Nullable TimeHandler handler) {
    own.alert(name, atNanos, allowPast, handler);
  }

  @Override
  public final void timer(String name, TimerSpec spec, @Nullable TimeHandler handler) {
    own.timer(name, spec, handler);
  }

  @Override
  public final void callback(String name, TimeHandler handler) {
    own.callback(name, handler);
  }

  @Override
  public final void defaultCallback(TimeHandler handler) {
    own.defaultCallback(handler);
  }

  @Override
  public final boolean cancelCallback(String name) {
    return own.cancelCallback(name);
  }

  @Override
  public final void cancelCallbacks() {
    own.cancelCallbacks();
  }

  @Override
  public final boolean cancel(String name) {
    return own.cancel(name);
  }

  @Override
  public final void cancelAll() {
    own.cancelAll();
  }

  @Override
  public final List<String> names() {
    return own.names();
  }

  @Override
  public final OptionalLong next(String name) {
    return own.next(name);
  }
}
