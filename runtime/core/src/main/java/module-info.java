/**
 * Agents, planes and the lock-step scheduler that runs their cascades.
 *
 * <p>Begin with {@link dev.parklane.runtime.Agent}: extend it, give it lanes as fields, and
 * register handlers in its constructor. From there:
 *
 * <ul>
 *   <li>To run agents, make a {@link dev.parklane.runtime.Plane} with a {@linkplain
 *       dev.parklane.runtime.PlaneBuilder builder}; {@link dev.parklane.runtime.AgentOptions} are
 *       the options of a route: {@linkplain dev.parklane.runtime.Guards guards}, the {@linkplain
 *       dev.parklane.runtime.FailurePolicy failure policy}, the room of the mailbox.
 *   <li>To talk to an agent, take an {@link dev.parklane.runtime.AgentRef}: commands, and
 *       {@linkplain dev.parklane.runtime.Question questions} that are answered in its turn. A
 *       program that follows lanes is a {@link dev.parklane.runtime.Client}.
 *   <li>The kinds of lanes, and links to lanes of other agents, are in the module {@code
 *       dev.parklane.lanes}; what all of them share is {@link dev.parklane.runtime.Lane}.
 *   <li>To do something later, or away from the agent: {@link dev.parklane.runtime.AgentClock},
 *       {@link dev.parklane.runtime.Schedule}, {@link dev.parklane.runtime.Suspension}.
 *   <li>Messages by topic and endpoint: {@link dev.parklane.runtime.bus.Bus}. Handlers in Java,
 *       Python, JavaScript and C: {@link dev.parklane.runtime.event.EventHandler}.
 *   <li>To keep lanes over restarts: {@link dev.parklane.runtime.store.StateStore}, with
 *       {@linkplain dev.parklane.runtime.store.Codecs codecs}.
 *   <li>To see what has happened: {@link dev.parklane.runtime.trace.Trace}, {@link
 *       dev.parklane.runtime.DeadLetter}. To test it: the module {@code dev.parklane.testkit}.
 * </ul>
 *
 * <p>What is marked {@link dev.parklane.clock.Experimental} may change in any version.
 */
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
  exports dev.parklane.runtime.address to
      dev.parklane.testkit;
  exports dev.parklane.runtime.bus;
  exports dev.parklane.runtime.event;
  exports dev.parklane.runtime.persistent to
      dev.parklane.lanes;
  exports dev.parklane.runtime.scheduling to
      dev.parklane.testkit;
  exports dev.parklane.runtime.store;
  exports dev.parklane.runtime.topic to
      dev.parklane.testkit;
  exports dev.parklane.runtime.trace;
}
