package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * What makes actions on the bus of the plane: the part of {@link HandlerContext} that knows topics
 * and endpoints. Names, patterns and types are checked when an action is run.
 *
 * @param <A> the class of the agents
 */
abstract sealed class BusActions<A extends Agent> extends AgentActions<A> permits TimeActions {
  BusActions() {}

  /**
   * Publishes a message: {@link Bus#publish}.
   *
   * @param topic a name without wildcards
   * @param message not null
   * @return an action without a result
   */
  public ComposedHandler<A> publish(String topic, Object message) {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(message, "message");
    return act((agent, context) -> context.bus().publish(topic, message));
  }

  /**
   * Subscribes to all topics that match a pattern: {@link Bus#subscribe(String, Class, Handler)}.
   * Run twice in one agent it is one subscription (law B3).
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it
   * @param function makes the action that handles a message; does not give null
   * @return an action that gives the subscription
   */
  public <T> HandlerAction<A, Subscription> subscribe(
      String pattern, Class<T> type, Function<? super T, ? extends HandlerAction<A, ?>> function) {
    return subscribe(pattern, type, function, 0);
  }

  /**
   * Subscribes as {@link #subscribe(String, Class, Function)} does, with a priority: {@link
   * Bus#subscribe(String, Class, Handler, int)}.
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it
   * @param function makes the action that handles a message; does not give null
   * @param priority higher ones are called first (law B2)
   * @return an action that gives the subscription
   */
  public <T> HandlerAction<A, Subscription> subscribe(
      String pattern,
      Class<T> type,
      Function<? super T, ? extends HandlerAction<A, ?>> function,
      int priority) {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(type, "type");
    Handler<T> handler = handler(function);
    return simple((agent, context) -> context.bus().subscribe(pattern, type, handler, priority));
  }

  /**
   * Registers the receiver of what is sent to an endpoint: {@link Bus#endpoint(String, Class,
   * Handler)}.
   *
   * @param <T> the type of the messages
   * @param name what it is sent to by
   * @param type what is of another is refused
   * @param function makes the action that handles a request, and may answer it; does not give null
   * @return an action that gives the endpoint
   */
  public <T> HandlerAction<A, Endpoint> endpoint(
      String name,
      Class<T> type,
      Function<? super Request<T>, ? extends HandlerAction<A, ?>> function) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Handler<Request<T>> handler = handler(function);
    return simple((agent, context) -> context.bus().endpoint(name, type, handler));
  }

  /**
   * Answers a request, when the cascade has succeeded (law O1): {@link Request#answer}.
   *
   * @param request the one to answer
   * @param answer not null; of the type that is asked for
   * @return an action without a result
   */
  public ComposedHandler<A> answer(Request<?> request, Object answer) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(answer, "answer");
    return act((agent, context) -> request.answer(answer));
  }

  /**
   * Sends a message to an endpoint: {@link Bus#send}.
   *
   * @param endpoint the name that it was registered by
   * @param message not null
   * @return an action without a result
   */
  public ComposedHandler<A> send(String endpoint, Object message) {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(message, "message");
    return act((agent, context) -> context.bus().send(endpoint, message));
  }

  /**
   * Sends a request to an endpoint and waits for its answer, which holds the agent (law O2): {@link
   * Bus#request(String, Object, Class, Duration)}.
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message not null
   * @param type of the answer
   * @param timeout on the clock of the plane, positive
   * @return an action that gives the answer
   */
  public <R> HandlerAction<A, R> request(
      String endpoint, Object message, Class<R> type, Duration timeout) {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(timeout, "timeout");
    return simple((agent, context) -> context.bus().request(endpoint, message, type, timeout));
  }

  /**
   * Sends a request to an endpoint, and handles its answer, or why there is none, as a root event:
   * {@link Bus#request(String, Object, Class, Duration, Handler, Handler)}.
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message not null
   * @param type of the answer
   * @param timeout on the clock of the plane, positive
   * @param answered makes the action that handles the answer; does not give null
   * @param failed makes the action that handles why there is none; does not give null
   * @return an action that gives the handle that cancels the request
   */
  public <R> HandlerAction<A, PendingRequest> request(
      String endpoint,
      Object message,
      Class<R> type,
      Duration timeout,
      Function<? super R, ? extends HandlerAction<A, ?>> answered,
      Function<? super Throwable, ? extends HandlerAction<A, ?>> failed) {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(timeout, "timeout");
    Handler<R> handler = handler(answered);
    Handler<Throwable> handlerOfFailure = handler(failed);
    return simple((agent, context) ->
        context.bus().request(endpoint, message, type, timeout, handler, handlerOfFailure));
  }
}
