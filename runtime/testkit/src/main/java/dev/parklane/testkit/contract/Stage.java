package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.store.StateStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An agent with one lane of the kind under test, on a plane of its own, and another agent that can
 * link to it. Both go on after a failure (law F3), so that a check sees what was put back.
 */
final class Stage<L extends Lane> implements AutoCloseable {
  static final String URI = "/stage";
  static final String LANE = "lane";
  private static final String FOLLOWER = "/follower";

  private final LaneKind<L> kind;
  private final Plane plane;
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

  /** How a lane is declared. */
  interface Declaration<L extends Lane> extends BiFunction<Agent, String, @Nullable L> {}

  /** What an agent is made to do in its turn. */
  interface Act<L extends Lane> {
    void run(Actor<L> agent, L lane) throws Exception;
  }

  /** The agent that has the lane. */
  static final class Actor<L extends Lane> extends Agent {
    final L lane;

    Actor(Declaration<L> declaration) {
      lane =
          Objects.requireNonNull(
              declaration.apply(this, LANE), "the lane that the kind has declared");
    }

    void letStand() {
      checkpoint();
    }
  }

  /** The agent that links to it. */
  static final class Audience extends Agent {
    private @Nullable StageLink link;

    void open(LinkForm form) {
      link = new StageLink(this, agent(URI), LANE, form);
      link.open();
    }

    StageLink link() {
      return Objects.requireNonNull(link, "the link that was opened");
    }
  }

  /** What the agent that links is made to do. */
  interface Follow {
    void run(Audience audience) throws Exception;
  }

  Stage(LaneKind<L> kind) {
    this(kind, kind::declare, options -> options);
  }

  Stage(LaneKind<L> kind, Declaration<L> declaration, UnaryOperator<AgentOptions> options) {
    this.kind = kind;
    this.plane =
        Plane.builder()
            .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
            .route(URI, () -> new Actor<>(declaration), options)
            .route(FOLLOWER, Audience::new)
            .onDeadLetter(deadLetters::add)
            .start();
  }

  /** A stage where this store keeps lanes that are declared so. */
  static <L extends Lane> Stage<L> keptBy(StateStore store, LaneKind<L> kind, Declaration<L> how) {
    return new Stage<>(kind, how, options -> options.withStore(store));
  }

  /** An observer that answers the first event of a lane, and no later one. */
  static <L extends Lane> void onFirst(LaneKind.Event<L> event, L lane, Runnable answer) {
    AtomicBoolean first = new AtomicBoolean(true);
    event.observe(
        lane,
        () -> {
          if (first.getAndSet(false)) {
            answer.run();
          }
        });
  }

  /** Does something in the turn of the lane's agent. */
  void turn(Act<L> act) throws InterruptedException {
    ask(Agent.class, URI, agent -> act.run(actor(agent), actor(agent).lane));
  }

  @SuppressWarnings("unchecked") // the route makes no other agent
  private Actor<L> actor(Agent agent) {
    return (Actor<L>) agent;
  }

  private interface Asked<A> {
    void run(A agent) throws Exception;
  }

  private <A extends Agent> void ask(Class<A> type, String uri, Asked<A> what)
      throws InterruptedException {
    try {
      plane
          .agent(uri)
          .ask(
              type,
              agent -> {
                what.run(agent);
                return uri;
              });
    } catch (AgentFailedException e) {
      if (e.getCause() instanceof AssertionError failed) {
        throw failed;
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // so that close() interrupts what is waited for in vain
      throw e;
    }
  }

  /** In one turn; after it the lane has these changes, the first to be made among them. */
  void changes(int from, int to) throws InterruptedException {
    turn((agent, lane) -> changes(lane, from, to));
  }

  private void changes(L lane, int from, int to) {
    for (int n = from; n <= to; n++) {
      kind.change(lane, n);
    }
  }

  /** Does something in a turn that is made to fail after it. */
  void failingTurn(Act<L> act) {
    AgentFailedException failure =
        assertThrows(
            AgentFailedException.class,
            () ->
                turn((agent, lane) -> {
                  act.run(agent, lane);
                  throw new OnPurpose();
                }),
            "a turn that fails on purpose");
    assertInstanceOf(OnPurpose.class, failure.getCause(), "what the turn has failed with");
  }

  void failingChanges(int from, int to) {
    failingTurn((agent, lane) -> changes(lane, from, to));
  }

  /** What the lane reads as; null where it has no state. */
  @Nullable Object reading() throws InterruptedException {
    Object[] read = new Object[1];
    turn((agent, lane) -> read[0] = kind.read(lane));
    return read[0];
  }

  /** What a link should have; null where links have no state. */
  @Nullable Object linked() throws InterruptedException {
    Object[] read = new Object[1];
    turn((agent, lane) -> read[0] = kind.linked(lane));
    return read[0];
  }

  /** The lane, for accesses out of turn. */
  L leaked() throws InterruptedException {
    List<L> leaked = new CopyOnWriteArrayList<>();
    turn((agent, lane) -> leaked.add(lane));
    return leaked.getFirst();
  }

  /** Registers a handler for the first event. */
  void observe(Step handler) throws InterruptedException {
    turn((agent, lane) -> kind.events().getFirst().observe(lane, handler));
  }

  void command(Object value) throws InterruptedException {
    plane.agent(URI).command(LANE, value);
    quiet();
  }

  /** Links, and returns when the link has been told what there is to be told at first. */
  void link(LinkForm form) throws InterruptedException {
    follow(audience -> audience.open(form));
    quiet();
  }

  void write(LaneEvent event) throws InterruptedException {
    follow(audience -> audience.link().writes(event));
    quiet();
  }

  /** Does something in the turn of the agent that links. */
  void follow(Follow act) throws InterruptedException {
    ask(Audience.class, FOLLOWER, act::run);
  }

  /** Has the agent that links do something that it is not waited for. */
  Thread followLater(Follow act) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            follow(act);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** What the link was told so far. */
  StageLink told() throws InterruptedException {
    StageLink[] link = new StageLink[1];
    follow(audience -> link[0] = audience.link());
    return link[0];
  }

  /** The dead letters so far, once all is quiet. */
  List<DeadLetter> deadLetters() throws InterruptedException {
    quiet();
    return List.copyOf(deadLetters);
  }

  /** Returns when all that was set off has happened. */
  void quiet() throws InterruptedException {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the flag is the caller's
      throw e;
    }
  }

  void assumeState() throws InterruptedException {
    assumeTrue(reading() != null, "lanes of this kind have no state");
  }

  void assumeEvents() {
    assumeTrue(!kind.events().isEmpty(), "changes of lanes of this kind trigger nothing");
  }

  @Override
  public void close() {
    plane.close();
  }
}
