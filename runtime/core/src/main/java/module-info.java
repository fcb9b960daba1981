/** Agents, planes and the lock-step scheduler that runs their cascades. */
@SuppressWarnings("module") // a module that comes later is let in to what the two share
module dev.parklane.runtime {
  requires transitive dev.parklane.clock;
  requires transitive static org.jspecify;
  requires static org.graalvm.polyglot; // not transitive: it may be absent
  requires org.slf4j;
  requires java.management;
  requires jdk.jfr;
  requires jdk.management; // tells who owns which monitor; done without where it is absent

  exports dev.parklane.runtime;
  exports dev.parklane.runtime.bus;
  exports dev.parklane.runtime.event;
  exports dev.parklane.runtime.persistent to
      dev.parklane.lanes;
  exports dev.parklane.runtime.scheduling to
      dev.parklane.testkit;
  exports dev.parklane.runtime.store;
  exports dev.parklane.runtime.trace;
}
