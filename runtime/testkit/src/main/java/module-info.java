/**
 * What users test their own agents with: simulation, exploration, traces, JUnit, jqwik.
 *
 * <p>Begin with {@link dev.parklane.testkit.TestPlane}, which a test gets from {@link
 * dev.parklane.testkit.PlaneTest}. {@link dev.parklane.testkit.Simulation} plays a scenario in an
 * order that a seed gives, {@link dev.parklane.testkit.Exploration} in many, with {@linkplain
 * dev.parklane.testkit.Faults faults} on request, a {@link dev.parklane.testkit.Replay} in that of
 * a live plane. {@link dev.parklane.testkit.model} compares agents with a model of them, and {@link
 * dev.parklane.testkit.contract} is for who builds a kind of lane, or a store.
 */
module dev.parklane.testkit {
  requires transitive dev.parklane.runtime;
  requires transitive static org.jspecify;
  requires org.slf4j;
  requires static org.junit.jupiter.api; // not transitive: it may be absent
  requires static net.jqwik.api; // not transitive

  exports dev.parklane.testkit;
  exports dev.parklane.testkit.contract;
  exports dev.parklane.testkit.model;
}
