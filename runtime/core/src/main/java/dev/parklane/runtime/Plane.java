package dev.parklane.runtime;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.address.Address;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.scheduling.StartedThreads;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
  private static final AtomicLong PLANES = new AtomicLong();

  private final long number = PLANES.incrementAndGet();
  private final Routes routes;
  private final @Nullable Carriers carriers; // null where the JDK is closed
  private final StartedThreads owners = new StartedThreads(); // where it is
  private final StartedThreads suspended = new StartedThreads();
  private final TimeSource clock;
  private final @Nullable LiveClock ownClock; // null where the clock is its user's
  private final AtomicLong clients = new AtomicLong();
  private final Cells cells = new Cells();
  private final Tracers tracers = new Tracers();
  private final PublicationBounds publicationBounds;
  private final Duration closingGrace;
  private final FailureLog failures = new FailureLog();
  private final DeadLetters deadLetters;
  private final Quiet quiet;
  private final Drive drive = new Drive(this);
  private final BusHub hub;
  private final PlaneBus bus;
  private final PlaneLife life;

  Plane(PlaneBuilder builder) {
    routes = new Routes(builder.routes());
    publicationBounds = builder.publicationBounds();
    closingGrace = builder.closingGrace();
    deadLetters = new DeadLetters(this, builder.deadLetterObserver());
    TimeSource given = builder.clock();
    ownClock = given == null ? new LiveClock() : null;
    clock = given == null ? Objects.requireNonNull(ownClock) : given;
    quiet = new Quiet(this, clock, drive::requireOutside, drive::until);
    life = new PlaneLife(cells, quiet);
    hub = new BusHub(this);
    bus = new OutsideBus(this, hub);
    carriers = builder.newCarriers();
    if (carriers != null) {
      carriers.carries(this::abandon);
      if (carriers.tracer() != null) {
        tracers.add(carriers.tracer(), null);
      }
    }
    if (carriers == null || carriers.runByThemselves()) {
      LockWatch.add(this);
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
    return carriers != null;
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
    AgentCell known = cells.get(Objects.requireNonNull(uri, "uri"));
    if (known != null) {
      return new AgentRef(this, known.uri(), known.route(), known);
    }
    Address address = Address.parse(uri);
    return new AgentRef(this, address.text(), routes.find(address), null);
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
    life.enter(uri);
    try {
      Route route = new Route(Client.PATTERN, Client::new, Client.OPTIONS);
      Client made = new AgentRef(this, uri, route, null).ask(Client.class, client -> client);
      maker.hasMade(made::close);
      return made;
    } finally {
      life.leave();
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
    Route to = requireRoute(route);
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    life.enter(route);
    try {
      JointDeparture together = new JointDeparture(this);
      IntSupplier reached = cells.broadcast(to, lane, value, together);
      together.go(false);
      return reached.getAsInt();
    } finally {
      life.leave();
    }
  }

  Cells cells() {
    return cells;
  }

  /** Which plane of this process it is: for an order over all of them. */
  long number() {
    return number;
  }

  /**
   * {@return the URIs of the agents of a route that are alive, in order}
   *
   * @param route the pattern that the route was declared with
   * @throws IllegalArgumentException where the plane has no such route
   */
  public List<String> agents(String route) {
    return cells.of(requireRoute(route)).map(AgentCell::uri).toList();
  }

  Route requireRoute(String pattern) {
    return routes.require(pattern);
  }

  /** {@return its bus, for programs outside the agents (laws B1 to B7)} */
  public PlaneBus bus() {
    return bus;
  }

  BusHub hub() {
    return hub;
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
    return tracers.add(tracer, null);
  }

  Tracers tracers() {
    return tracers;
  }

  /** {@return what tells its agents the time, and wakes them} */
  public TimeSource clock() {
    return clock;
  }

  /** {@return how many messages became dead letters since the plane started (law O4)} */
  public long deadLetters() {
    return deadLetters.count();
  }

  /**
   * {@return how many agents are there now, clients included, or have messages that will make them}
   */
  public int agents() {
    return cells.size();
  }

  /**
   * Waits until every agent is quiet: nothing in a mailbox, no handler running. What others send
   * meanwhile is waited for too; what only time can bring is not: timers, suspended work, a handler
   * that sleeps on its clock, an agent that waits for its restart.
   *
   * <p>Where the plane is on a {@link TestClock}, an advance of that clock waits likewise before it
   * goes on to its next event (law K7), so there is no need to call this around it.
   *
   * @throws IllegalStateException where it is called from a handler of the plane, which would wait
   *     for itself
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public void awaitQuiet() throws InterruptedException {
    drive.requireOutside("waited for");
    quiet.await();
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
    drive.requireOutside("closed");
    ClosingWait closing = new ClosingWait(this, closingGrace);
    OpenWait wait = OpenWait.begin(this, null, "close of its plane");
    try {
      life.close(how, closing, () -> release(closing));
    } finally {
      wait.end();
    }
  }

  /** Lets whoever closes it look around. The watch, a few times a second. */
  void lookAround() {
    if (!life.isOpen()) {
      quiet.wakeCloser();
    }
  }

  private void release(ClosingWait closing) {
    hub.correlations().failAll();
    drive.until(suspended::haveEnded);
    closing.isLeft(suspended.join(closing.graceNanos()));
    if (ownClock != null) {
      ownClock.close();
    }
    if (closing.hasGivenUp()) {
      owners.join(0);
    } else {
      owners.join(Long.MAX_VALUE);
    }
    if (carriers != null) {
      carriers.close(closing.hasGivenUp());
    }
    LockWatch.remove(this);
    failures.close();
  }

  private void abandon() {
    drive.requireOutside("crashed");
    life.abandon();
    hub.correlations().failAll();
    failures.close();
  }

  @Nullable Interference interference() {
    return carriers == null ? null : carriers.interference();
  }

  PublicationBounds publicationBounds() {
    return publicationBounds;
  }

  PlaneLife life() {
    return life;
  }

  /** The place of an agent, made if need be; null where the plane is closed. */
  @Nullable AgentCell cell(String uri, Route route, @Nullable AgentCell retired) {
    if (retired != null) {
      cells.remove(retired);
    }
    return cells.getOrMake(uri, () -> life.isClosed() ? null : new AgentCell(this, route, uri));
  }

  /** How threads outside its agents let them run before they wait for what they do. */
  Drive drive() {
    return drive;
  }

  /** What runs its agents; null where the JDK is closed, and while it is being made. */
  @Nullable Carriers carriers() {
    return carriers;
  }

  /** Waits for an answer where the calling thread holds up the time of the plane. */
  void awaitWithoutTime(CompletableFuture<?> answer, String of) throws InterruptedException {
    if (clock.isDelivering()) {
      quiet.awaitWithoutTime(answer, of);
    }
  }

  /** A thread for work that an agent has suspended, not started. */
  Thread newSuspended(String name, Runnable work) {
    return carriers == null ? StartedThreads.make(name, work) : carriers.newThread(name, work);
  }

  /** Starts a thread in which a program is told something; nobody waits for its end. */
  void startOutside(String name, Runnable work) {
    newSuspended(name, work).start();
  }

  /** Starts work that an agent has suspended; closing the plane waits for its end. */
  void startSuspended(Thread work) {
    suspended.add(work);
    work.start();
  }

  LockStepScheduler newScheduler(AgentCell cell) {
    return new LockStepScheduler(cell, carriers, owners);
  }

  AtWork atWork() {
    return quiet.atWork();
  }

  Sleepers sleepers() {
    return quiet.sleepers();
  }

  Routes routes() {
    return routes;
  }

  FailureLog failures() {
    return failures;
  }

  DeadLetters letters() {
    return deadLetters;
  }
}
