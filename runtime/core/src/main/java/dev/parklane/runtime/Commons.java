package dev.parklane.runtime;

import dev.parklane.clock.TimeSource;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.recording.CascadeWish;
import dev.parklane.runtime.recording.CoarseTime;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.StartedThreads;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all agents of one plane have in common: their places, time, carriers, and letters. */
final class Commons {
  /** The bus, as the life of agents knows it. */
  interface Topics {
    /** From here on the bus asks this instance alone what it subscribes to (law B8). */
    void startedAnew(String uri);
  }

  private static final AtomicLong ALL = new AtomicLong();

  private final long number = ALL.incrementAndGet();
  private final Routes routes;
  private final TimeSource clock;
  private final PublicationBounds publicationBounds;
  final @Nullable Carriers carriers; // null where the JDK is closed
  final StartedThreads owners = new StartedThreads(); // where it is
  private final StartedThreads suspended = new StartedThreads();
  final OpenWork openWork = new OpenWork();
  private final Cells cells = new Cells();
  final Tracers tracers = new Tracers();
  private final FailureLog failures = new FailureLog();
  final @Nullable Listening listening; // null where nobody listens
  private final DeadLetters letters;
  private final Drive drive;
  private final Quiescence quiet;
  final PlaneLife life;
  final AtWork atWork;
  final @Nullable Interference faults; // null where there can be none
  final @Nullable Footprint footprint; // null where nobody wants to know
  private @Nullable Topics topics; // set once, before anybody can send

  /**
   * Of a plane that starts.
   *
   * @param observer of its dead letters; null where they are logged
   * @param listeners who is told what its agents do
   * @param carriers what runs its agents; null where the JDK is closed
   */
  Commons(
      Routes routes,
      TimeSource clock,
      PublicationBounds publicationBounds,
      @Nullable Consumer<DeadLetter> observer,
      List<PlaneListener> listeners,
      @Nullable Carriers carriers) {
    this.routes = routes;
    this.clock = clock;
    this.publicationBounds = publicationBounds;
    this.carriers = carriers;
    listening = Listening.of(this, listeners);
    letters = new DeadLetters(this, observer == null ? takesLetters(carriers) : observer);
    drive = new Drive(this);
    quiet = new Quiescence(this, clock, drive::requireOutside, drive::until);
    atWork = quiet.atWork();
    life = new PlaneLife(this, cells, quiet);
    faults = carriers == null ? null : carriers.interference();
    footprint = carriers == null ? null : carriers.footprint();
    if (carriers != null && carriers.tracer() != null) {
      tracers.add(carriers.tracer(), null);
    }
  }

  private static @Nullable Consumer<DeadLetter> takesLetters(@Nullable Carriers carriers) {
    Consumer<Object> taker = carriers == null ? null : carriers.deadLetters();
    return taker == null ? null : taker::accept;
  }

  /** Which plane of this process it is: for an order over all of them. */
  long number() {
    return number;
  }

  Routes routes() {
    return routes;
  }

  /** What tells its agents the time, and wakes them. */
  TimeSource clock() {
    return clock;
  }

  PublicationBounds publicationBounds() {
    return publicationBounds;
  }

  Cells cells() {
    return cells;
  }

  /** The place of an agent, made if need be; null where the plane is closed. */
  @Nullable AgentCell cell(String uri, Route route, @Nullable AgentCell retired) {
    if (retired != null) {
      cells.remove(retired);
    }
    return cells.getOrMake(uri, () -> life.isClosed() ? null : new AgentCell(this, route, uri));
  }

  /** Somebody wants to know that this was touched, most likely not. */
  void touches(String kind, String name, Footprint.Touch how) {
    Footprint told = footprint;
    if (told != null) {
      told.touches(kind, name, how);
    }
  }

  /** Sends each agent of a route a command, and says to how many when it has left. */
  IntSupplier broadcast(Route route, Supplier<RootEvent.Broadcast> commands, Departure by) {
    touches("agents", route.pattern().toString(), Footprint.Touch.LOOKS);
    return cells.broadcast(route, commands, by);
  }

  Tracers tracers() {
    return tracers;
  }

  FailureLog failures() {
    return failures;
  }

  /** When a message is posted now; 0 where nobody wants to know how long it waits. */
  long posting() {
    if (listening != null) {
      return System.nanoTime();
    }
    if (!CascadeWish.isAny()) {
      return 0;
    }
    return CascadeWish.now().every() == 1 ? System.nanoTime() : CoarseTime.nanos();
  }

  DeadLetters letters() {
    return letters;
  }

  PlaneLife life() {
    return life;
  }

  /** The bus of the plane is there. Once, before anybody can send. */
  void has(Topics its) {
    topics = its;
  }

  Topics topics() {
    return Objects.requireNonNull(topics);
  }

  // --- who waits for whom ------------------------------------------------------------------------

  /** How threads outside its agents let them run before they wait for what they do. */
  Drive drive() {
    return drive;
  }

  Quiescence quiet() {
    return quiet;
  }

  AtWork atWork() {
    return atWork;
  }

  Sleepers sleepers() {
    return quiet.sleepers();
  }

  /** Waits for an answer where the calling thread holds up the time of the plane. */
  void awaitWithoutTime(CompletableFuture<?> answer, String of) throws InterruptedException {
    if (clock.isDelivering()) {
      quiet.awaitWithoutTime(answer, of);
    }
  }

  /** Lets whoever closes it look around. The watch, a few times a second. */
  void lookAround() {
    if (!life.isOpen()) {
      quiet.wakeCloser();
    }
  }

  // --- what runs its agents ----------------------------------------------------------------------

  /** What runs its agents; null where the JDK is closed. */
  @Nullable Carriers carriers() {
    return carriers;
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

  /** Waits for the work that agents have suspended, when the last of them has ended. */
  void endSuspended(ClosingWait closing) {
    drive.until(suspended::haveEnded);
    closing.isLeft(suspended.join(closing.graceNanos()));
  }

  /** Lets go of what has run its agents, when nothing of it is at work any more. */
  void endThreads(ClosingWait closing) {
    owners.join(closing.hasGivenUp() ? 0 : Long.MAX_VALUE);
    if (carriers != null) {
      carriers.close(closing.hasGivenUp());
    }
  }
}
