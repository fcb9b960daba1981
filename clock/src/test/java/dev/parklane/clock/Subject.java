package dev.parklane.clock;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that takes steps, and tells what came of them: the clocks, or a model of them. */
abstract class Subject {
  static final int CLOCKS = 3;

  final List<String> trace = new ArrayList<>();

  abstract long nanos();

  abstract void alert(Step.Alert step);

  abstract void timer(Step.Timer step);

  abstract void callback(Step.Callback step);

  abstract boolean cancel(int clock, String name);

  abstract void cancelAll(int clock);

  abstract void advanceTo(long to);

  /** What is to fire when, on all clocks. */
  abstract String pending();

  final void take(List<Step> steps, boolean inHandler) {
    steps.forEach(step -> take(step, inHandler));
  }

  final void take(Step step, boolean inHandler) {
    try {
      switch (step) {
        case Step.Alert s -> alert(s);
        case Step.Timer s -> timer(s);
        case Step.Callback s -> callback(s);
        case Step.Cancel s -> trace.add("cancelled " + cancel(s.clock(), s.name()));
        case Step.CancelAll s -> cancelAll(s.clock());
        case Step.Advance s when inHandler -> {}
        case Step.Advance s -> advanceTo(add(nanos(), s.by()));
      }
    } catch (IllegalArgumentException e) {
      trace.add("refused");
    }
    trace.add("at " + nanos() + ": " + pending());
  }

  final void fire(int clock, String name, long scheduled, List<Step> then) {
    trace.add("%d/%s fires for %d at %d: %s".formatted(clock, name, scheduled, nanos(), pending()));
    take(then, true);
  }

  static long add(long nanos, long offset) {
    return BigInteger.valueOf(nanos)
        .add(BigInteger.valueOf(offset))
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  /** The clocks under test; the first is the test clock itself. */
  static final class Tested extends Subject {
    private final TestClock source;
    private final List<AlarmClock> clocks = new ArrayList<>();

    Tested(long start) {
      source = new TestClock(start, Runnable::run);
      clocks.add(source);
      while (clocks.size() < CLOCKS) {
        clocks.add(source.newClockOn(Runnable::run));
      }
    }

    @Override
    long nanos() {
      return source.nanos();
    }

    private @Nullable TimeHandler handler(int clock, @Nullable List<Step> then) {
      return then == null ? null : event -> fire(clock, event.name(), event.scheduledNanos(), then);
    }

    @Override
    void alert(Step.Alert step) {
      clocks
          .get(step.clock())
          .alert(
              step.name(),
              add(nanos(), step.offset()),
              step.allowPast(),
              handler(step.clock(), step.then()));
    }

    @Override
    void timer(Step.Timer step) {
      TimerSpec spec =
          TimerSpec.every(Duration.ofNanos(step.interval())).allowPast(step.allowPast());
      if (step.start() != null) {
        spec = spec.startNanos(add(nanos(), step.start()));
      }
      if (step.stop() != null) {
        spec = spec.stopNanos(add(nanos(), step.stop()));
      }
      if (step.immediate()) {
        spec = spec.fireImmediately();
      }
      clocks.get(step.clock()).timer(step.name(), spec, handler(step.clock(), step.then()));
    }

    @Override
    void callback(Step.Callback step) {
      TimeHandler handler =
          event -> fire(step.clock(), event.name(), event.scheduledNanos(), step.then());
      if (step.name().isEmpty()) {
        clocks.get(step.clock()).defaultCallback(handler);
      } else {
        clocks.get(step.clock()).callback(step.name(), handler);
      }
    }

    @Override
    boolean cancel(int clock, String name) {
      return clocks.get(clock).cancel(name);
    }

    @Override
    void cancelAll(int clock) {
      clocks.get(clock).cancelAll();
    }

    @Override
    void advanceTo(long to) {
      source.advanceTo(to);
    }

    @Override
    String pending() {
      StringBuilder text = new StringBuilder();
      for (int clock = 0; clock < CLOCKS; clock++) {
        for (String name : clocks.get(clock).names()) {
          text.append(clock + "/" + name + "@" + clocks.get(clock).next(name).getAsLong() + " ");
        }
      }
      return text.toString();
    }
  }
}
