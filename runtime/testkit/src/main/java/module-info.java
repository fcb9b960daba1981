/** What users test their own agents with: simulation, exploration, traces, JUnit, jqwik. */
module dev.parklane.testkit {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;
  requires org.slf4j;
  requires static org.junit.jupiter.api; // not transitive: it may be absent
  requires static net.jqwik.api; // likewise

  exports dev.parklane.testkit;
}
