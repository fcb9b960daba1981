package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.runtime.address.RoutePattern;
import dev.parklane.runtime.recording.PlaneEvents;
import dev.parklane.runtime.scheduling.CarrierPool;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.FallbackNotice;
import dev.parklane.runtime.scheduling.JvmRequirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a plane is made with: collects routes and settings; {@link #start} checks and starts. */
public final class PlaneBuilder {
  private static final int WARM_AGENTS = 2_048;
  private static final int MOST_WARM_AGENTS = 1 << 20;

  private record Declared(
      RoutePattern pattern,
      Supplier<? extends Agent> factory,
      UnaryOperator<AgentOptions> options) {}

  private final List<Declared> declared = new ArrayList<>();
  private final List<Routes.Elsewhere> elsewhere = new ArrayList<>();
  private final List<PlaneListener> listeners = new ArrayList<>();
  private AgentOptions options = AgentOptions.DEFAULT.withDispatch(DispatchProperty.get());
  private int warmAgents = WARM_AGENTS;
  private int carriers = Runtime.getRuntime().availableProcessors();
  private boolean lockStep = true;
  private @Nullable TimeSource clock;
  private @Nullable Consumer<DeadLetter> deadLetterObserver; // null where they are logged

  private Duration closingGrace = Duration.ofSeconds(10);
  private Duration drainGrace = Duration.ofSeconds(10);
  private PublicationBounds publicationBounds = PublicationBounds.DEFAULT;

  PlaneBuilder() {}

  /**
   * Declares a route: agents whose URI matches a pattern such as {@code /airport/:code} are made by
   * this factory, once for each URI, on the agent's own thread. Of several routes that match a URI
   * the first wins.
   *
   * @param pattern an absolute path, whose segments of the form {@code :name} are parameters
   * @param factory makes a new agent at each call, as in {@code Names::new}
   * @return this builder
   * @throws IllegalArgumentException where the pattern is malformed, or an earlier one matches all
   *     its URIs
   */
  public PlaneBuilder route(String pattern, Supplier<? extends Agent> factory) {
    return route(pattern, factory, UnaryOperator.identity());
  }

  /**
   * Declares a route as {@link #route(String, Supplier)} does, with options of its own.
   *
   * @param pattern an absolute path, whose segments of the form {@code :name} are parameters
   * @param factory makes a new agent at each call, as in {@code Names::new}
   * @param routeOptions gives the options of the route's agents, from those of the plane
   * @return this builder
   * @throws IllegalArgumentException where the pattern is malformed, or an earlier one matches all
   *     its URIs
   */
  public PlaneBuilder route(
      String pattern, Supplier<? extends Agent> factory, UnaryOperator<AgentOptions> routeOptions) {
    RoutePattern parsed = RoutePattern.parse(Objects.requireNonNull(pattern, "pattern"));
    for (Declared earlier : declared) {
      if (earlier.pattern().covers(parsed)) {
        throw new IllegalArgumentException(
            "[PL-O4.4] route '%s' is refused: '%s' comes first and matches all its URIs; declare the narrower one first, or drop one"
                .formatted(pattern, earlier.pattern()));
      }
    }
    declared.add(
        new Declared(
            parsed,
            Objects.requireNonNull(factory, "factory"),
            Objects.requireNonNull(routeOptions, "routeOptions")));
    return this;
  }

  /**
   * Says that agents whose URI matches a pattern live elsewhere: what is sent to them is given to a
   * delivery. It goes before the routes: agents that match both are made here for what comes by way
   * of {@link Residents}, and for that alone.
   *
   * @param pattern an absolute path, whose segments of the form {@code :name} are parameters
   * @param delivery brings messages there, and follows lanes there
   * @return this builder
   * @throws IllegalArgumentException where the pattern is malformed, or an earlier one matches all
   *     its URIs
   */
  @Experimental
  public PlaneBuilder elsewhere(String pattern, Delivery delivery) {
    RoutePattern parsed = RoutePattern.parse(Objects.requireNonNull(pattern, "pattern"));
    for (Routes.Elsewhere earlier : elsewhere) {
      if (earlier.pattern().covers(parsed)) {
        throw new IllegalArgumentException(
            "[PL-N2.4] agents '%s' are refused elsewhere: '%s' comes first and matches all their URIs; declare the narrower one first, or drop one"
                .formatted(pattern, earlier.pattern()));
      }
    }
    elsewhere.add(new Routes.Elsewhere(parsed, Objects.requireNonNull(delivery, "delivery")));
    return this;
  }

  /**
   * Adds a listener: it is told of cascades, agents, links and dead letters, with their times. A
   * plane without one does not pay for it.
   *
   * @param listener is called by the threads of the agents
   * @return this builder
   */
  @Experimental
  public PlaneBuilder listener(PlaneListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Changes what agents of every route start from: guards, failure policy.
   *
   * @param change gives the options from those that are set so far; called once, now
   * @return this builder
   */
  public PlaneBuilder options(UnaryOperator<AgentOptions> change) {
    options = Objects.requireNonNull(change.apply(options), "options");
    return this;
  }

  /**
   * Bounds how many agents can run at the same moment; as many as there are processors unless set.
   *
   * @param count 1 or more
   * @return this builder
   * @throws IllegalArgumentException where it is not positive
   */
  public PlaneBuilder carriers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("[PL-E7] carriers is " + count + "; it must be 1 or more");
    }
    carriers = count;
    return this;
  }

  /**
   * Bounds how many agents keep the threads of their last messages while they have nothing to do:
   * those that worked last and most often. What comes next costs them about half. Each takes about
   * six kilobytes; all others hold no thread. Only with lock-step schedulers, and where handlers
   * are parked; {@value #WARM_AGENTS} unless set.
   *
   * @param most 0 or more, as the power of two that is not more than that
   * @return this builder
   * @throws IllegalArgumentException where it is negative, or more than {@value #MOST_WARM_AGENTS}
   */
  public PlaneBuilder warmAgents(int most) {
    if (most < 0 || most > MOST_WARM_AGENTS) {
      throw new IllegalArgumentException(
          "[PL-E11] warmAgents is " + most + "; it must be from 0 to " + MOST_WARM_AGENTS);
    }
    warmAgents = most;
    return this;
  }

  /**
   * Sets whether agents get lock-step schedulers of their own where the JDK allows it; true unless
   * set. With false they run on the JDK's default scheduler, which {@link #carriers} does not
   * bound.
   *
   * @param wanted false for the JDK's default scheduler
   * @return this builder
   */
  public PlaneBuilder lockStep(boolean wanted) {
    lockStep = wanted;
    return this;
  }

  /**
   * Sets the clock on which the delays of agents run: the machine's time unless set. A clock that
   * is given is not closed with the plane.
   *
   * @param other what tells the time, and wakes agents
   * @return this builder
   */
  public PlaneBuilder clock(TimeSource other) {
    clock = Objects.requireNonNull(other, "clock");
    return this;
  }

  /**
   * Sets who is told of every message that reached no handler, on the thread that found out. What
   * the observer sends leaves at once, as from outside. Unless set, each is a warning in the log,
   * as law F9 bounds them: in full the first ten times from one cause, then one line a minute with
   * their number.
   *
   * @param observer called with each dead letter, by any thread and by many at once
   * @return this builder
   */
  public PlaneBuilder onDeadLetter(Consumer<DeadLetter> observer) {
    deadLetterObserver = Objects.requireNonNull(observer, "observer");
    return this;
  }

  /**
   * Sets how long closing the plane waits for handlers and suspended work that were interrupted and
   * do not end: because whoever closes was interrupted, or because they wait for a lock in vain
   * (laws E12, L5). 10 seconds unless set. Handlers that nobody interrupts have all the time they
   * need; work has its {@link #drainGrace}.
   *
   * @param grace of elapsed time; zero for no wait
   * @return this builder
   * @throws IllegalArgumentException where it is negative
   */
  public PlaneBuilder closingGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-L5.5] closingGrace is " + grace + "; it must be zero or longer");
    }
    closingGrace = grace;
    return this;
  }

  /**
   * Sets how long closing the plane with {@link Closing#DRAIN} waits for suspended work, and for
   * all that its results lead to, before it interrupts what is left (law S4). 10 seconds unless
   * set. {@link #closingGrace} begins when that is over.
   *
   * @param grace of elapsed time; zero for no wait
   * @return this builder
   * @throws IllegalArgumentException where it is negative
   */
  public PlaneBuilder drainGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-S4.9] drainGrace is " + grace + "; it must be zero or longer");
    }
    drainGrace = grace;
    return this;
  }

  /**
   * Bounds how many deliveries to handlers outside the agents may stand over each other, each made
   * from inside of the one before: subscribers and endpoints of programs, taps, the observer of
   * dead letters. 100 unless set. One more ends the whole publication with a {@link GuardException}
   * to its publisher, which names the topics (law G4).
   *
   * @param most 1 or more
   * @return this builder
   * @throws IllegalArgumentException where it is not positive
   */
  public PlaneBuilder maxPublicationDepth(int most) {
    publicationBounds = new PublicationBounds(most, publicationBounds.maxDeliveries());
    return this;
  }

  /**
   * Bounds how many deliveries to handlers outside the agents one publication may cause, those that
   * are made from inside of others included. 1,000,000 unless set. One more ends it as {@link
   * #maxPublicationDepth} does.
   *
   * @param most 1 or more
   * @return this builder
   * @throws IllegalArgumentException where it is not positive
   */
  public PlaneBuilder maxDeliveries(int most) {
    publicationBounds = new PublicationBounds(publicationBounds.maxDepth(), most);
    return this;
  }

  /**
   * Starts the plane. Agents are made by their first messages.
   *
   * @return the plane, which takes messages until it is closed
   * @throws IllegalStateException where it has no route, or where this JVM lacks what handlers
   *     need; it says what (law E13)
   */
  public Plane start() {
    if (declared.isEmpty() && elsewhere.isEmpty()) {
      throw new IllegalStateException(
          "[PL-O4.5] a plane without routes has no agents; add route(...)");
    }
    JvmRequirements.check();
    Rehearsal.hold(lockStep && Plane.isLockStepPossible());
    PlaneEvents.register();
    if (lockStep && !Plane.isLockStepPossible()) {
      FallbackNotice.log();
    }
    return new Plane(this);
  }

  List<PlaneListener> listeners() {
    return listeners;
  }

  @Nullable TimeSource clock() {
    return clock;
  }

  Duration closingGrace() {
    return closingGrace;
  }

  Duration drainGrace() {
    return drainGrace;
  }

  PublicationBounds publicationBounds() {
    return publicationBounds;
  }

  @Nullable Consumer<DeadLetter> deadLetterObserver() {
    return deadLetterObserver;
  }

  /** The carriers of a plane, or null where its agents run on the JDK's default scheduler. */
  @Nullable Carriers newCarriers() {
    if (Carriers.GIVEN.isBound()) {
      return Carriers.GIVEN.get();
    }
    if (!lockStep || !Plane.isLockStepPossible()) {
      return null;
    }
    return new CarrierPool(
        carriers, warmAgents, clock instanceof TestClock moved ? moved.settlingTasks() : null);
  }

  List<Routes.Elsewhere> waysElsewhere() {
    return elsewhere;
  }

  List<Route> routes() {
    return declared.stream()
        .map(d -> new Route(d.pattern(), d.factory(), d.options().apply(options)))
        .toList();
  }
}
