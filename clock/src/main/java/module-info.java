/** Clocks, alerts and timers. Knows nothing of agents. */
@SuppressWarnings(
    "requires-automatic") // HdrHistogram has no module descriptor; none of it is let out
module dev.parklane.clock {
  requires transitive static org.jspecify;
  requires org.slf4j;
  requires jdk.jfr;
  requires HdrHistogram;

  exports dev.parklane.clock;
}
