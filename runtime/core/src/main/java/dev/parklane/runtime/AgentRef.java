package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The address of an agent, to send to. The agent need not exist: the first message makes it (law
 * L1). Any thread may use it.
 *
 * <p>From outside any agent a message leaves at once. From a handler, or a subtask that it forked,
 * a command leaves when the cascade has succeeded, in the order sent, and never if it fails (law
 * O1).
 */
public final class AgentRef {
  private final Destination to;

  AgentRef(Destination to) {
    this.to = to;
  }

  /** {@return its URI, in canonical form} */
  public String uri() {
    return to.uri();
  }

  /** Where its messages go. */
  Destination destination() {
    return to;
  }

  /**
   * Sends a command to a lane by name. It is handled after what this sender sent to the agent
   * before (law E1). A lane that does not exist or does not take it makes it a dead letter (law
   * O4).
   *
   * @param lane the name of the lane
   * @param value the command, not null
   * @throws NoRouteException where no route matches the URI; it is a dead letter too
   * @throws PlaneClosedException where the plane is closing and the caller is outside any agent
   */
  public void command(String lane, Object value) {
    send(new RootEvent.Command(lane, requireValue(lane, value)));
  }

  /**
   * Sends a command unless the mailbox is full (law O3).
   *
   * @param lane the name of the lane
   * @param value the command, not null
   * @return whether it was sent. From a handler it always is: it leaves when the cascade has
   *     succeeded, and becomes a dead letter if the mailbox is full then
   */
  public boolean tryCommand(String lane, Object value) {
    RootEvent.Command command = new RootEvent.Command(lane, requireValue(lane, value));
    to.require(command);
    Cascade cascade = CallingThread.cascade();
    if (cascade != null) {
      to.leaves(cascade, command);
      return true;
    }
    return to.deliverFromOutside(command, WhenFull.TELL);
  }

  /**
   * Sends a command, and tells what became of it. From outside any agent.
   *
   * @param lane the name of the lane
   * @param value the command, not null
   * @return completes with the acknowledgement, on a thread of no agent
   * @throws IllegalStateException where it is called from a handler, which would hold the command
   *     back while it waits: give {@link #command(String, Object, Handler)} a handler
   */
  public CompletableFuture<Acknowledgement> commandAcknowledged(String lane, Object value) {
    if (CallingThread.cell() != null) {
      throw new IllegalStateException(
          "[PL-O1] a command to '"
              + lane
              + "' of "
              + uri()
              + " leaves when this handler's cascade has succeeded, so it cannot wait for it; use"
              + " command(lane, value, acknowledged)");
    }
    CompletableFuture<Acknowledgement> told = new CompletableFuture<>();
    send(
        new AcknowledgedCommand(
            lane,
            requireValue(lane, value),
            acknowledgement ->
                to.commons()
                    .startOutside(
                        "acknowledges '" + lane + "' to " + uri(),
                        () -> told.complete(acknowledgement))));
    return told;
  }

  /**
   * Sends a command from a handler; what became of it is given to another handler of this agent, as
   * a root event. While it is awaited the agent is not idle (law L4).
   *
   * @param lane the name of the lane
   * @param value the command, not null
   * @param acknowledged called with what became of the command, as the handler of a root event of
   *     the sender
   * @throws LaneAccessException where it is not called in an agent's turn
   */
  public void command(String lane, Object value, Handler<? super Acknowledgement> acknowledged) {
    command(lane, value, false, acknowledged);
  }

  void command(
      String lane, Object value, boolean fits, Handler<? super Acknowledgement> acknowledged) {
    AgentCell sender = CallingThread.cell();
    Instance agent = sender == null ? null : sender.agent();
    if (agent == null || agent.turn != Thread.currentThread()) {
      throw new LaneAccessException(
          "[PL-E8.5] a command to '"
              + lane
              + "' of "
              + uri()
              + " with a handler for its acknowledgement has to come from an agent's turn; from"
              + " elsewhere use commandAcknowledged(lane, value)");
    }
    to.require(new RootEvent.Command(lane, requireValue(lane, value)));
    AwaitedAcknowledgement awaited = new AwaitedAcknowledgement(agent, acknowledged);
    AcknowledgedCommand command = new AcknowledgedCommand(lane, value, fits, awaited);
    AgentResources.hold(agent, awaited, () -> {});
    to.leaves(agent.cascade(), command);
  }

  /**
   * Tells a tracer what the agent does, there or not yet, from its next root event on, until the
   * handle is closed. As {@link Plane#trace}, which tells of all.
   *
   * @param tracer called on the threads of the agent
   * @return the tracing, which ends when it is closed
   */
  public Tracing trace(Tracer tracer) {
    return to.commons().tracers().add(tracer, uri());
  }

  private Object requireValue(String lane, Object value) {
    Objects.requireNonNull(lane, "lane");
    return Objects.requireNonNull(
        value, () -> "the value of a command to '" + lane + "' of " + uri());
  }

  /**
   * {@return a lane of the agent, with the type of its values or commands: to link to, or to send
   * to}
   *
   * @param <T> the type of its values or commands
   * @param name of the lane, which need not be there yet
   * @param type what comes through a link is checked against it
   */
  public <T> LaneRef<T> lane(String name, Class<T> type) {
    return new LaneRef<>(this, name, type);
  }

  /**
   * {@return a lane of the agent by its key: to read, to write to, to send to, or to link to}
   *
   * @param <T> the type of its values or commands
   * @param key of the lane, which need not be there yet
   */
  public <T> LaneRef<T> lane(LaneKey<T> key) {
    return new LaneRef<>(this, key);
  }

  /**
   * {@return a lane with keys of the agent, by its key}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param key of the lane, which need not be there yet
   */
  public <K, V> MapLaneRef<K, V> lane(MapLaneKey<K, V> key) {
    return new MapLaneRef<>(lane(key.ofKeys()), lane(key.ofValues()));
  }

  /**
   * Sends a command to a lane by its key, as {@link #command(String, Object)} does by its name.
   *
   * @param <T> the type of its commands
   * @param lane the key of the lane
   * @param value the command, not null
   */
  public <T> void command(LaneKey<T> lane, T value) {
    lane(lane).command(value);
  }

  /**
   * {@return the value that a lane holds, as {@link LaneRef#get} reads it}
   *
   * @param <T> the type of the value
   * @param lane the key of the lane
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public <T> T get(LaneKey<T> lane) throws InterruptedException {
    return lane(lane).get();
  }

  /**
   * Sets the value of a lane, as {@link LaneRef#set} does.
   *
   * @param <T> the type of the value
   * @param lane the key of the lane
   * @param value not null
   */
  public <T> void set(LaneKey<T> lane, T value) {
    lane(lane).set(value);
  }

  /** What a lane holds, in this form; in whichever it has where that is null. */
  @Nullable Object read(String lane, @Nullable LinkForm form) throws InterruptedException {
    return new LaneRead(lane, form).put(to);
  }

  void write(String lane, LaneEvent write) {
    send(new LaneWrite(lane, write));
  }

  /**
   * {@return a lane of the agent whose value type is generic} Values are not checked.
   *
   * @param <T> the type of its values or commands
   * @param name of the lane, which need not be there yet
   */
  public <T> LaneRef<T> lane(String name) {
    return new LaneRef<>(this, name, Object.class);
  }

  /**
   * {@return a map lane of the agent, with the types of its keys and values}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name of the lane, which need not be there yet
   * @param keys what comes as a key is checked against it
   * @param values what comes as a value is checked against it
   */
  public <K, V> MapLaneRef<K, V> mapLane(String name, Class<K> keys, Class<V> values) {
    return new MapLaneRef<>(new LaneRef<>(this, name, keys), new LaneRef<>(this, name, values));
  }

  /**
   * {@return a map lane of the agent whose key or value type is generic} Neither is checked.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param name of the lane, which need not be there yet
   */
  public <K, V> MapLaneRef<K, V> mapLane(String name) {
    return new MapLaneRef<>(
        new LaneRef<>(this, name, Object.class), new LaneRef<>(this, name, Object.class));
  }

  /**
   * Asks for the lanes that the agent has now, in the order in which they were declared. An agent
   * that is not there is made. As {@link #ask(Class, Question)}, to which it comes.
   *
   * @return what each of them is
   * @throws NoRouteException where no route matches the URI
   * @throws IllegalStateException where the agent lives elsewhere
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  @Experimental
  public List<LaneDescription> lanes() throws InterruptedException {
    return new LaneList().put(to);
  }

  /**
   * {@return how many messages wait in its mailbox, give or take what it is taking now; 0 where it
   * is idle, not there, or lives elsewhere}
   */
  @Experimental
  public int pending() {
    AgentCell there = to.commons().cells().get(uri());
    return there == null ? 0 : there.pending();
  }

  /** Stops the agent when its turn comes; does nothing where it is not there (laws L2, L3). */
  public void stop() {
    send(new RootEvent.Stop(true));
  }

  /**
   * Runs a question in the agent's turn, as the handler of a root event, and waits for the answer.
   * The answer comes when the cascade has succeeded.
   *
   * <p>From a handler it leaves at once and holds the asker's agent while it waits (law O2): it
   * <b>overtakes the commands</b> that the same cascade has sent before it, to the same agent too.
   * What it changes there is a cascade of that agent and <b>stands, whatever becomes of the
   * asker's</b> (law F10): let stand first what you are about to ask, by {@link Agent#checkpoint}.
   * An interrupt ends the wait; a question that has not begun by then is not run.
   *
   * @param <A> the type of the agent
   * @param <R> the type of the answer
   * @param type the agent's class, or one above it
   * @param question what is run in the agent's turn
   * @return the question's answer
   * @throws AgentFailedException where the cascade fails, or the agent cannot be started (law F4)
   * @throws AskCycleException where the agent waits for the asker already (law O2)
   * @throws IllegalArgumentException where the agent is not of this type
   * @throws IllegalStateException where the agent lives elsewhere: a question is not sent there
   * @throws MailboxFullException where it is asked from a handler and the mailbox is full (law O3);
   *     from outside it waits for room
   * @throws NoRouteException where no route matches the URI
   * @throws PlaneClosedException where the plane closes before the question is answered
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public <A extends Agent, R> R ask(Class<A> type, Question<? super A, ? extends R> question)
      throws InterruptedException {
    return new Ask<>(type, question).put(to);
  }

  /**
   * Asks, and waits no longer than this on the clock of the agent's plane.
   *
   * @param <A> the type of the agent
   * @param <R> the type of the answer
   * @param type the agent's class, or one above it
   * @param question what is run in the agent's turn
   * @param timeout not negative
   * @return the question's answer
   * @throws AskTimeoutException where there is no answer by then
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public <A extends Agent, R> R ask(
      Class<A> type, Question<? super A, ? extends R> question, Duration timeout)
      throws InterruptedException {
    return new Ask<>(type, question).put(to, timeout);
  }

  void send(RootEvent message) {
    to.require(message);
    Cascade cascade = CallingThread.cascade();
    if (cascade == null) {
      to.deliverFromOutside(message, WhenFull.outside());
    } else {
      to.leaves(cascade, message);
    }
  }

  /** Whether the other is the address of the same agent in the same plane. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentRef ref
        && ref.to.commons() == to.commons()
        && ref.uri().equals(uri());
  }

  @Override
  public int hashCode() {
    return uri().hashCode();
  }

  @Override
  public String toString() {
    return uri();
  }
}
