package dev.parklane.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to one of several clocks of a source, from outside or by a handler. */
sealed interface Step {
  /** Sets an alert so far from now; its handler, null for a callback, takes steps of its own. */
  record Alert(int clock, String name, long offset, boolean allowPast, @Nullable List<Step> then)
      implements Step {}

  /** Sets a timer; start and stop are so far from now, null for none. */
  record Timer(
      int clock,
      String name,
      int interval,
      @Nullable Integer start,
      @Nullable Integer stop,
      boolean immediate,
      boolean allowPast,
      @Nullable List<Step> then)
      implements Step {}

  /** Names a callback; the default one where the name is empty. */
  record Callback(int clock, String name, List<Step> then) implements Step {}

  /** Cancels what is set under a name. */
  record Cancel(int clock, String name) implements Step {}

  /** Cancels all of a clock. */
  record CancelAll(int clock) implements Step {}

  /** Moves on; from inside a handler it is left out. */
  record Advance(long by) implements Step {}
}
