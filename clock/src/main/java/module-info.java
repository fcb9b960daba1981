/**
 * Clocks, alerts and timers. Knows nothing of agents.
 *
 * <p>Begin with {@link dev.parklane.clock.AlarmClock}; {@link dev.parklane.clock.TestClock} and
 * {@link dev.parklane.clock.LiveClock} are its two kinds, and {@link dev.parklane.clock.TimerSpec}
 * says when a timer fires. Agents have a clock of their own: the module {@code
 * dev.parklane.runtime}.
 */
@SuppressWarnings({
  "requires-automatic", // HdrHistogram has no module descriptor; none of it is let out
  "module" // modules that come later are let in to what they share
})
module dev.parklane.clock {
  requires transitive static org.jspecify;
  requires org.slf4j;
  requires jdk.jfr;
  requires HdrHistogram;

  exports dev.parklane.clock;
  exports dev.parklane.clock.failure to
      dev.parklane.runtime,
      dev.parklane.testkit;
  exports dev.parklane.clock.recording to
      dev.parklane.runtime;
}
