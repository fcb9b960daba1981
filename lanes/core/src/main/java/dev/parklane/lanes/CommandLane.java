package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane that takes commands and keeps none of them.
 *
 * <p>From outside a command comes through {@link AgentRef#command}, by name, as a root event. From
 * inside, {@link #command} runs the handlers before the caller goes on. No command is ever merged
 * with another, or dropped for a later one (law C1). Links to it are told of every command (law
 * J6). One that is sent to a lane without a handler is a dead letter (law O4).
 *
 * <p><strong>In SwimOS</strong> a command lane keeps the last command in one place, from which its
 * handler reads it and its links are told: of two commands before the next write to the links they
 * are told the second only. Here each command is an argument of its own handlers, and each is told
 * to every link.
 *
 * @param <T> the type of the commands
 */
public final class CommandLane<T> extends FormedLane<T> {
  /**
   * Declares a command lane whose senders are trusted with the type of the commands.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others send commands and link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public CommandLane(Agent agent, String name) {
    super(agent, name, Element.UNKNOWN);
  }

  /**
   * Declares a command lane by its key: a command of another type is a dead letter (law M9).
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what it holds
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public CommandLane(Agent agent, LaneKey<T> key) {
    super(agent, key);
  }

  /**
   * Declares a command lane that takes this type only: a command of another is a dead letter.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others send commands and link to the lane
   * @param type {@code int.class} is matched as {@code Integer} (law B8)
   * @throws IllegalArgumentException where the name is blank or taken in this agent, or the type is
   *     {@code void}; then there is no such lane
   */
  public CommandLane(Agent agent, String name, Class<T> type) {
    Class<?> boxed = BoxedType.of(type, "what lane '" + name + "' takes"); // before it is declared
    super(agent, name, Element.of(boxed));
  }

  /**
   * Gives the form in which commands leave the process: those who link to the lane by its name
   * alone find it there. No store keeps the lane.
   *
   * @param form how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public CommandLane<T> codec(Codec<T> form) {
    declareCodec(form);
    return this;
  }

  /**
   * Registers a handler. Several are called in order of registration.
   *
   * @param handler is called with each command
   * @return this lane
   */
  public CommandLane<T> onCommand(Handler<? super T> handler) {
    observe("onCommand", 0, handler);
    return this;
  }

  /**
   * Runs the handlers with this command, and all that they set off; then it returns.
   *
   * @param value not null
   * @throws dev.parklane.runtime.LaneAccessException where it is not this thread's turn (law E8)
   * @throws dev.parklane.runtime.GuardException where a handler would go past a guard (law G2)
   * @throws dev.parklane.runtime.CascadeAbortedException where a handler has failed (law F1)
   */
  public void command(T value) {
    Objects.requireNonNull(value, () -> "a command to " + this);
    changing();
    if (isFollowed()) {
      publish(new LaneEvent.Message(value));
    }
    trigger(observer -> handlerOf(observer).handle(value));
  }

  @SuppressWarnings("unchecked") // onCommand takes handlers of T only
  private Handler<? super T> handlerOf(Observer observer) {
    return (Handler<? super T>) observer.handler();
  }

  @Override
  protected @Nullable String refusesCommand(Object value) {
    if (!isObserved()) {
      return "it has no handler for commands; register one with onCommand(...)";
    }
    return values.refuses(value);
  }

  @Override
  @SuppressWarnings("unchecked") // checked by refusesCommand, or left to the handler by declaration
  protected void accept(Object value) {
    command((T) value);
  }

  @Override
  protected boolean takesCommands() {
    return observers().size() > 0;
  }

  @Override
  protected LinkForm linkForm() {
    return LinkForm.EVENT;
  }

  @Override
  public String kind() {
    return "command";
  }
}
