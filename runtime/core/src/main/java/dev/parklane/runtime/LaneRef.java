package dev.parklane.runtime;

import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.event.Handler;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A lane of another agent, with the type of what it holds or takes: to send commands to, and to
 * link to. Neither the agent nor the lane need exist. Immutable; any thread.
 *
 * @param <T> the type of its values, or of its commands
 */
public final class LaneRef<T> {
  private final AgentRef agent;
  private final String name;
  private final Class<?> type;

  LaneRef(AgentRef agent, LaneKey<T> key) {
    this(agent, key.name(), key.values().type() == null ? Object.class : key.values().type());
  }

  LaneRef(AgentRef agent, String name, Class<?> type) {
    this.agent = agent;
    this.name = Objects.requireNonNull(name, () -> "the name of a lane of " + agent);
    this.type = BoxedType.of(type, this);
  }

  /** {@return the agent that it belongs to} */
  public AgentRef agent() {
    return agent;
  }

  /** {@return the name of the lane} */
  public String name() {
    return name;
  }

  /**
   * {@return whether it is the address of this lane: of one by its name in the same agent of the
   * same plane}
   *
   * @param lane any lane that is there
   */
  public boolean isOf(Lane lane) {
    return name.equals(lane.name())
        && lane.agent() instanceof Instance there
        && agent.destination().isPlaceOf(there);
  }

  /**
   * Sends a command, as {@link AgentRef#command(String, Object)} does.
   *
   * @param value the command, not null
   */
  public void command(T value) {
    agent.command(name, value);
  }

  /**
   * Sends a command, as {@link AgentRef#tryCommand} does.
   *
   * @param value the command, not null
   * @return whether it was sent
   */
  public boolean tryCommand(T value) {
    return agent.tryCommand(name, value);
  }

  /**
   * Sends a command, as {@link AgentRef#commandAcknowledged} does.
   *
   * @param value the command, not null
   * @return completes with the acknowledgement, on a thread of no agent
   */
  public CompletableFuture<Acknowledgement> commandAcknowledged(T value) {
    return agent.commandAcknowledged(name, value);
  }

  /**
   * Sends a command, as {@link AgentRef#command(String, Object, Handler)} does.
   *
   * @param value the command, not null
   * @param acknowledged called with what became of the command, as the handler of a root event of
   *     the sender
   */
  public void command(T value, Handler<? super Acknowledgement> acknowledged) {
    agent.command(name, value, acknowledged);
  }

  /**
   * {@return the value that the lane holds} Comes by an {@linkplain AgentRef#ask(Class, Question)
   * ask}, with its order, its laws (O2) and its failures; an agent that is not there is made. A
   * demand lane computes it (law C2).
   *
   * @throws IllegalArgumentException where the lane holds no value
   * @throws AgentFailedException where there is no such lane, or what computes the value fails
   * @throws ClassCastException where the value is of another type
   * @throws IllegalStateException where the agent lives elsewhere: link to the lane there
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public T get() throws InterruptedException {
    return cast(Objects.requireNonNull(agent.read(name, LinkForm.VALUE), this::toString));
  }

  /**
   * Sets the value of the lane. It is a message, as a command is: handled after what this sender
   * sent to the agent before (law E1), from a handler it leaves when the cascade has succeeded (law
   * O1), and a lane that is not there or does not take it makes it a dead letter (laws O4, M9).
   *
   * @param value not null
   */
  public void set(T value) {
    write(new LaneEvent.Value(Objects.requireNonNull(value, () -> "a value for " + this)));
  }

  void write(LaneEvent write) {
    agent.write(name, write);
  }

  /**
   * {@return the value, where it is of this type}
   *
   * @param value what came, not null
   * @throws ClassCastException where it is not, with both types in the message
   */
  @SuppressWarnings("unchecked") // checked, or trusted by whoever gave no type
  public T cast(Object value) {
    if (!type.isInstance(value)) {
      throw new ClassCastException(
          "[PL-M9.2] "
              + this
              + " holds a "
              + value.getClass().getName()
              + ", and was taken for "
              + type.getName());
    }
    return (T) value;
  }

  /** As in {@code lane 'length' of /names/guests}. */
  @Override
  public String toString() {
    return "lane '" + name + "' of " + agent;
  }
}
