/** Agents, planes and the lock-step scheduler that runs their cascades. */
module dev.parklane.runtime {
  requires transitive static org.jspecify;
  requires org.slf4j;
  requires jdk.jfr;

  exports dev.parklane.runtime;
}
