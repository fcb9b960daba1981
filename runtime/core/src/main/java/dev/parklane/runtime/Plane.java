package dev.parklane.runtime;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The host of agents: routes to their factories, and the carriers that they share.
 *
 * <pre>{@code
 * try (Plane plane = Plane.builder().route("/names/:list", Names::new).start()) {
 *   plane.agent("/names/guests").command("addName", "Ada");
 * }
 * }</pre>
 *
 * <p>Any thread may use it. Planes share nothing with each other. A plane does not keep the JVM
 * alive. Close it, or messages that are not handled yet are lost at exit.
 */
public final class Plane implements AutoCloseable {
  private final Commons commons;
  private final @Nullable LiveClock ownClock; // null where the clock is its user's
  private final AtomicLong clients = new AtomicLong();
  private final Duration closingGrace;
  private final Duration drainGrace;
  private final PlaneBus bus;

  Plane(PlaneBuilder builder) {
    TimeSource given = builder.clock();
    ownClock = given == null ? new LiveClock() : null;
    closingGrace = builder.closingGrace();
    drainGrace = builder.drainGrace();
    Carriers carriers = builder.newCarriers();
    commons =
        new Commons(
            new Routes(builder.routes(), builder.waysElsewhere()),
            given == null ? Objects.requireNonNull(ownClock) : given,
            builder.publicationBounds(),
            builder.deadLetterObserver(),
            builder.listeners(),
            carriers);
    commons.has(new BusHub(commons));
    bus = new OutsideBus(commons);
    if (carriers != null) {
      carriers.carries(this::abandon);
    }
    if (carriers == null || carriers.runByThemselves()) {
      LockWatch.add(commons);
    }
  }

  /** {@return a builder without routes, which makes one plane} */
  public static PlaneBuilder builder() {
    return new PlaneBuilder();
  }

  /**
   * {@return whether agents run on lock-step schedulers of their own} Otherwise they run on the
   * JDK's default scheduler: by the same laws, more slowly.
   */
  public boolean isLockStep() {
    return commons.carriers() != null;
  }

  /**
   * {@return whether this JVM lets a virtual thread have a scheduler} The flag {@code --add-opens
   * java.base/java.lang=dev.parklane.runtime} does that, on the class path {@code
   * java.base/java.lang=ALL-UNNAMED}.
   */
  public static boolean isLockStepPossible() {
    return JdkVirtualThreads.isOpened();
  }

  /**
   * {@return the agent with this URI, there or not} Two spellings of one path are one agent.
   *
   * @param uri an absolute path, in any spelling
   * @throws IllegalArgumentException where the URI is no absolute path. Where it is one that no
   *     route matches, sending to it fails (law O4)
   */
  public AgentRef agent(String uri) {
    return new AgentRef(Ways.to(commons, uri));
  }

  /**
   * Opens a place for a program outside the agents, from which it can link to their lanes. One that
   * a handler makes is closed if its cascade fails (law F7).
   *
   * @return the client, which ends when it or the plane is closed
   * @throws PlaneClosedException where the plane is closing
   * @throws InterruptedException where the caller is interrupted while the client starts
   */
  public Client client() throws InterruptedException {
    Maker maker = Maker.of("a client");
    String uri = "client:" + clients.incrementAndGet();
    commons.life().enter(uri);
    try {
      Route route = new Route(Client.PATTERN, Client::new, Client.OPTIONS);
      AgentRef place = new AgentRef(new AgentHere(commons, uri, route, null));
      Client made = place.ask(Client.class, client -> client);
      maker.hasMade(made::close);
      return made;
    } finally {
      commons.life().leave();
    }
  }

  /**
   * Sends a command to every agent of a route that is alive, in the order of their URIs. An agent
   * whose mailbox is full does not get it: it is a dead letter (law O3).
   *
   * @param route the pattern that the route was declared with
   * @param lane the name of the lane
   * @param value the command, not null
   * @return how many agents it was sent to
   * @throws IllegalArgumentException where the plane has no such route
   * @throws PlaneClosedException where the plane is closing
   */
  public int broadcast(String route, String lane, Object value) {
    Route to = commons.routes().require(route);
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    commons.life().enter(route);
    try {
      JointDeparture together = new JointDeparture(commons);
      IntSupplier reached =
          commons.broadcast(to, () -> new RootEvent.Broadcast(lane, value, false), together);
      together.go(false);
      return reached.getAsInt();
    } finally {
      commons.life().leave();
    }
  }

  /**
   * {@return the URIs of the agents of a route that are alive, in order}
   *
   * @param route the pattern that the route was declared with
   * @throws IllegalArgumentException where the plane has no such route
   */
  public List<String> agents(String route) {
    commons.touches("agents", route, Footprint.Touch.LOOKS);
    return commons.cells().of(commons.routes().require(route)).map(AgentCell::uri).toList();
  }

  /** {@return its bus, for programs outside the agents (laws B1 to B7)} */
  public PlaneBus bus() {
    return bus;
  }

  /**
   * Tells a tracer what its agents do, each from its next root event on, until the handle is
   * closed, or the cascade fails in which a handler calls this (law F7). A plane that nobody traces
   * pays for it once a root event, with one read. A tracer that throws is logged and told no more.
   *
   * @param tracer called on the threads of the agents, by many at once
   * @return the tracing, which ends when it is closed
   */
  public Tracing trace(Tracer tracer) {
    return commons.tracers().add(tracer, null);
  }

  /** {@return what tells its agents the time, and wakes them} */
  public TimeSource clock() {
    return commons.clock();
  }

  /** {@return how many messages became dead letters since the plane started (law O4)} */
  public long deadLetters() {
    return commons.letters().count();
  }

  /**
   * {@return how many agents are there now, clients included, or have messages that will make them}
   */
  public int agents() {
    return commons.cells().size();
  }

  /**
   * Waits until every agent is quiet: nothing in a mailbox, no handler running. What others send
   * meanwhile is waited for too; what only time can bring is not: timers, suspended work, a handler
   * that sleeps on its clock, an agent that waits for its restart. {@link #awaitQuiet(Quiet,
   * Duration)} waits for these.
   *
   * <p>Where the plane is on a {@link TestClock}, an advance of that clock waits likewise before it
   * goes on to its next event (law K7), so there is no need to call this around it.
   *
   * @throws IllegalStateException where it is called from a handler of the plane, which would wait
   *     for itself
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public void awaitQuiet() throws InterruptedException {
    commons.drive().requireOutside("waited for");
    commons.quiet().await();
  }

  /**
   * Waits until every agent is quiet and suspended work has ended, or until nothing will come with
   * time either, as asked.
   *
   * <p>Nobody is expected to move a {@link TestClock} meanwhile: where nothing but its advance can
   * bring what is waited for, this does not wait for the limit, and throws at once. So it does in a
   * simulation when nothing can run any more, whatever the limit.
   *
   * @param what it is waited for
   * @param limit of elapsed time; zero to look once
   * @throws NotQuietException where that is not so at the limit; it names what is still to come
   * @throws IllegalArgumentException where the limit is negative
   * @throws IllegalStateException where it is called from a handler of the plane, which would wait
   *     for itself
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public void awaitQuiet(Quiet what, Duration limit) throws InterruptedException {
    commons.drive().requireOutside("waited for");
    new QuietWait(commons, what, limit).await();
  }

  /** Closes with {@link Closing#DRAIN}. */
  @Override
  public void close() {
    close(Closing.DRAIN);
  }

  /**
   * Takes no message from outside any more, drains or drops those in the mailboxes, stops every
   * agent, and returns when no thread of the plane is left (law L5). Messages that {@code onStop}
   * sends to agents that have stopped are dead letters. Closing a closed plane does nothing.
   *
   * <p>Draining waits for suspended work too, and for all that its results lead to (law S4). No
   * attempt waits for its time any more: one that does begins at once, and one that fails from now
   * on is the last. What has not ended within the grace (see {@link PlaneBuilder#drainGrace}) is
   * interrupted. Both are logged, and the agent hears of them where it has given a handler for
   * failures of the work: by what the attempt threw, or by a {@link WorkTimeoutException}. An agent
   * without one is not failed for them. Work that is begun after the grace, or in {@code onStop},
   * ends with its agent (law S2). In a simulation the grace lasts as long as anything can run.
   * Delays are not waited for.
   *
   * <p>Waits as long as handlers take, but for those that sleep on a test clock or await an answer
   * on it, which nobody may ever move: their wait ends early. An interrupt of the caller turns
   * draining into dropping and interrupts the handlers that run; it is there again when this
   * returns. After ten seconds, and then each minute, it logs for whom it waits.
   *
   * @param how whether messages that wait in mailboxes are still handled
   * @throws IllegalStateException where it is called from a handler of the plane, which would wait
   *     for itself; and where a handler or suspended work that was interrupted has not ended within
   *     the grace (see {@link PlaneBuilder#closingGrace}): then the plane is closed, and the
   *     message names each of them
   */
  public void close(Closing how) {
    commons.drive().requireOutside("closed");
    ClosingWait closing = new ClosingWait(commons, closingGrace);
    OpenWait wait = OpenWait.begin(commons, null, "close of its plane");
    try {
      commons.life().close(how, closing, drainGrace, () -> release(closing));
    } finally {
      wait.end();
    }
  }

  private void release(ClosingWait closing) {
    BusHub.of(commons).correlations().failAll();
    commons.endSuspended(closing);
    if (ownClock != null) {
      ownClock.close();
    }
    commons.endThreads(closing);
    LockWatch.remove(commons);
    commons.failures().close();
  }

  private void abandon() {
    commons.drive().requireOutside("crashed");
    commons.life().abandon();
    BusHub.of(commons).correlations().failAll();
    commons.failures().close();
  }

  Commons commons() {
    return commons;
  }
}
