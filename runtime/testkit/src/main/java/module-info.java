/** What users test their own agents with: simulation, exploration, traces. */
module dev.parklane.testkit {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;

  exports dev.parklane.testkit;
}
