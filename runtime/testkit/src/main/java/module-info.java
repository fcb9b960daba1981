/** What users test their own agents with: simulation, exploration, traces, JUnit. */
module dev.parklane.testkit {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;
  requires static org.junit.jupiter.api; // not transitive: it may be absent

  exports dev.parklane.testkit;
}
