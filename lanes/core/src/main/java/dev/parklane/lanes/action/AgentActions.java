package dev.parklane.lanes.action;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * What makes actions of the running agent's life, and of what it tells and asks other agents: the
 * part of {@link HandlerContext} that knows them by their URIs.
 *
 * @param <A> the class of the agents
 */
abstract sealed class AgentActions<A extends Agent> extends LinkActions<A> permits BusActions {
  AgentActions() {}

  /**
   * Gives the URI of the agent.
   *
   * @return an action that gives the URI of the running agent
   */
  public HandlerAction<A, String> uri() {
    return simple((agent, context) -> context.uri());
  }

  /**
   * Gives a parameter of the route of the agent: {@link Agent#parameter}.
   *
   * @param name of a parameter in the pattern of the route, without its colon
   * @return an action that gives what the URI of the running agent has in its place
   */
  public HandlerAction<A, String> parameter(String name) {
    Objects.requireNonNull(name, "name");
    return simple((agent, context) -> context.parameter(name));
  }

  /**
   * Commands a lane of another agent, when the cascade has succeeded (law O1).
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of a command lane of that agent
   * @param value not null; of the type that the lane takes
   * @return an action without a result
   */
  public ComposedHandler<A> command(String uri, String lane, Object value) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    return act((agent, context) -> context.agent(uri).command(lane, value));
  }

  /**
   * Commands a lane of another agent by its key: {@link AgentRef#command(LaneKey, Object)}.
   *
   * @param <T> the type of the commands
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of a command lane of that agent
   * @param value not null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> command(String uri, LaneKey<T> lane, T value) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    return act((agent, context) -> context.agent(uri).command(lane, value));
  }

  /**
   * Commands a lane of another agent, and handles what became of the command as a root event:
   * {@link AgentRef#command(String, Object, Handler)}.
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of a command lane of that agent
   * @param value not null; of the type that the lane takes
   * @param acknowledged makes the action that handles it; does not give null
   * @return an action without a result
   */
  public ComposedHandler<A> command(
      String uri,
      String lane,
      Object value,
      Function<? super Acknowledgement, ? extends HandlerAction<A, ?>> acknowledged) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    Handler<Acknowledgement> handler = handler(acknowledged);
    return act((agent, context) -> context.agent(uri).command(lane, value, handler));
  }

  /**
   * Sets a value lane of another agent, when the cascade has succeeded (law O1): {@link
   * AgentRef#set}.
   *
   * @param <T> the type of the value
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of a value lane of that agent
   * @param value not null
   * @return an action without a result
   */
  public <T> ComposedHandler<A> set(String uri, LaneKey<T> lane, T value) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, "value");
    return act((agent, context) -> context.agent(uri).set(lane, value));
  }

  /**
   * Reads a value lane of another agent, as {@link #ask} does (law O2): {@link LaneRef#get}.
   *
   * @param <T> the type of the value
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of a value lane or a demand lane of that agent
   * @return an action that gives what the lane holds then
   */
  public <T> HandlerAction<A, T> get(String uri, LaneKey<T> lane) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(lane, "lane");
    return simple((agent, context) -> context.agent(uri).get(lane));
  }

  /**
   * Asks another agent and waits for the answer, which holds this one (law O2): {@link
   * AgentRef#ask(Class, Question)}. A composed question is {@code other::run}.
   *
   * @param <B> the class of the other agent
   * @param <T> the type of the answer
   * @param uri of the other agent, which is made if it is not there
   * @param type that class
   * @param question is answered in the other agent's turn; does not give null
   * @return an action that gives the answer
   */
  public <B extends Agent, T> HandlerAction<A, T> ask(
      String uri, Class<B> type, Question<? super B, ? extends T> question) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(question, "question");
    return simple((agent, context) -> context.agent(uri).ask(type, question));
  }

  /**
   * Asks another agent as {@link #ask(String, Class, Question)} does, and waits for so long at
   * most: {@link AgentRef#ask(Class, Question, Duration)}.
   *
   * @param <B> the class of the other agent
   * @param <T> the type of the answer
   * @param uri of the other agent, which is made if it is not there
   * @param type that class
   * @param question is answered in the other agent's turn; does not give null
   * @param timeout on the clock of the plane, positive
   * @return an action that gives the answer
   */
  public <B extends Agent, T> HandlerAction<A, T> ask(
      String uri, Class<B> type, Question<? super B, ? extends T> question, Duration timeout) {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(timeout, "timeout");
    return simple((agent, context) -> context.agent(uri).ask(type, question, timeout));
  }

  /**
   * Commands a lane of all agents of a route, when the cascade has succeeded (law O1).
   *
   * @param route the pattern, as it was registered
   * @param lane the name of a command lane of these agents
   * @param value not null; of the type that the lane takes
   * @return an action without a result
   */
  public ComposedHandler<A> broadcast(String route, String lane, Object value) {
    return act((agent, context) -> context.broadcast(route, lane, value));
  }

  /**
   * Ends the agent when the cascade has run to its end (law L3).
   *
   * @return an action without a result
   */
  public ComposedHandler<A> stop() {
    return act((agent, context) -> context.stop());
  }

  /**
   * Lets everything stand that was done so far: {@link AgentContext#checkpoint()} (law F10).
   *
   * @return an action without a result
   */
  public ComposedHandler<A> checkpoint() {
    return act((agent, context) -> context.checkpoint());
  }

  /**
   * Runs an action and lets everything stand, once in each root event (law F10).
   *
   * @param name of the step, by which it is known that it has been done
   * @param action is run unless it has been done in this root event
   * @return an action without a result
   */
  public ComposedHandler<A> checkpoint(String name, HandlerAction<A, ?> action) {
    Step step = action.discard();
    return act((agent, context) -> context.checkpoint(name, step));
  }
}
