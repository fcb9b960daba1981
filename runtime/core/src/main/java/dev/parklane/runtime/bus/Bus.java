package dev.parklane.runtime.bus;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.List;

/**
 * Messages to whoever is interested, by topic, and to one receiver, by endpoint. A plane has one
 * bus; an agent sees it through a face of its own, whose registrations belong to that agent.
 *
 * <h2>Topics and patterns</h2>
 *
 * A topic or endpoint is not blank and has no wildcard. In a pattern {@code *} is any run of
 * characters, dots and the empty run included, {@code ?} exactly one character (code point),
 * everything else itself; the whole topic has to match, and case counts (law B1). The cost of a
 * publication does not grow with subscriptions that do not match.
 *
 * <h2>Where handlers run, and when</h2>
 *
 * What an agent has registered runs in that agent's turn. Published from a handler of the same
 * agent it is a trigger: it runs before the publisher goes on (laws B4, E3). From elsewhere it is a
 * root event of the agent (law E1). What nobody's agent has registered runs on the thread that
 * publishes, one after the other.
 *
 * <p>What a handler publishes and sends to others leaves when its cascade has succeeded, and never
 * if that fails (laws O1, F2). From a program outside the agents it leaves at once, and the program
 * waits where a mailbox is full (law O3).
 *
 * <p>A message is delivered by priority from high to low, then in order of subscription (law B2).
 * What is subscribed during a delivery gets the next message; what is closed during a delivery is
 * not called any more (law B5). A handler that fails does not keep the message from the others (law
 * B7): it fails its agent's cascade, or, where it has no agent, is logged.
 *
 * <p>Any thread may use the face of a plane; that of an agent is for its turn, but for what is
 * published and sent, which forked subtasks may do too. A message itself must not be changed once
 * it is on its way.
 */
public interface Bus {
  /**
   * Gives a message to every subscription whose pattern matches the topic and whose type the
   * message is of. There need not be any. For one that has ended with its agent it is a dead letter
   * (see {@link #subscribe(String, Class, EventHandler, int)}).
   *
   * @param topic a name without wildcards
   * @param message the object that each subscriber is called with, as it is: no copy is made
   * @throws IllegalArgumentException where the topic is blank or has a wildcard
   * @throws IllegalStateException where the plane is closing and no handler calls
   */
  void publish(String topic, Object message);

  /**
   * Subscribes to all topics that match a pattern. The same handler, on the same pattern for the
   * same type, is one subscription, whose handle is returned again; on two patterns that match it
   * is called twice (law B3). The same is what {@code equals} says: a method reference such as
   * {@code this::on} that is written twice is two handlers, and two subscriptions. Keep it in a
   * field to subscribe it once. One that an agent makes ends with the agent, keeps it from being
   * idle (law L4), and is undone with a cascade that fails (law F2).
   *
   * <p>When the agent ends with it, by {@code stop()} or by a failure, what is published to it
   * becomes a dead letter to the agent's URI, one for each such subscription, whether it was
   * published before that end or after (law B8). This lasts until a fresh instance has started at
   * that URI: from there on it counts what that one subscribes to. A restart's back-off is no end:
   * what comes meanwhile waits. What was closed before is not remembered; of all that have ended so
   * the bus remembers the latest 1,000, and forgets the oldest first.
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it; {@code int.class} is matched as {@code Integer}
   *     (law B8)
   * @param handler called with each message that matches
   * @param priority higher ones are called first (law B2); 0 where it is not given
   * @return the subscription, which ends when it is closed
   * @throws IllegalArgumentException where the pattern is blank, where it is subscribed with
   *     another priority, where the type is {@code void}, or where the handler belongs to an agent
   *     and this is the face of a plane
   */
  <T> Subscription subscribe(
      String pattern, Class<T> type, EventHandler<? super T> handler, int priority);

  /**
   * Subscribes to all topics that match a pattern, as {@link #subscribe(String, Class,
   * EventHandler, int)} does with priority 0.
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it
   * @param handler called with each message that matches
   * @return the subscription, which ends when it is closed
   */
  default <T> Subscription subscribe(
      String pattern, Class<T> type, EventHandler<? super T> handler) {
    return subscribe(pattern, type, handler, 0);
  }

  /**
   * Subscribes a method, as {@link #subscribe(String, Class, EventHandler, int)} does a handler: it
   * becomes an owned handler of an agent, or a shared one of a plane.
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it
   * @param handler called with each message that matches
   * @param priority higher ones are called first (law B2)
   * @return the subscription, which ends when it is closed
   */
  default <T> Subscription subscribe(
      String pattern, Class<T> type, Handler<? super T> handler, int priority) {
    return subscribe(pattern, type, this.<T>handler(handler), priority);
  }

  /**
   * Subscribes a method, as {@link #subscribe(String, Class, Handler, int)} does with priority 0.
   *
   * @param <T> the type of the messages
   * @param pattern of topics, or one topic
   * @param type messages of another are not for it
   * @param handler called with each message that matches
   * @return the subscription, which ends when it is closed
   */
  default <T> Subscription subscribe(String pattern, Class<T> type, Handler<? super T> handler) {
    return subscribe(pattern, type, handler, 0);
  }

  /**
   * Makes an event handler of a method, of the kind that is usual here: an owned one for an agent,
   * a shared one for a plane.
   *
   * @param <E> the type of the events
   * @param handler the method that it calls
   * @return a handler that {@link #subscribe} and {@link #endpoint} take
   */
  <E> EventHandler<E> handler(Handler<? super E> handler);

  /**
   * Registers the receiver of what is sent to an endpoint (law B6). It ends with its agent, as a
   * subscription does.
   *
   * @param <T> the type of the messages
   * @param name what it is sent to by: no topic, and without wildcards
   * @param type what is of another is refused, and a dead letter; {@code int.class} is matched as
   *     {@code Integer} (law B8)
   * @param handler called with each request, and with what is only sent
   * @return the endpoint, which ends when it is closed
   * @throws IllegalArgumentException where the name is blank or has a wildcard, or the type is
   *     {@code void}
   * @throws IllegalStateException where the endpoint is registered already
   */
  <T> Endpoint endpoint(String name, Class<T> type, EventHandler<? super Request<T>> handler);

  /**
   * Registers a method as the receiver of what is sent to an endpoint, as {@link #endpoint(String,
   * Class, EventHandler)} does a handler: it becomes an owned handler of an agent, or a shared one
   * of a plane.
   *
   * @param <T> the type of the messages
   * @param name what it is sent to by: no topic, and without wildcards
   * @param type what is of another is refused, and a dead letter
   * @param handler called with each request, and with what is only sent
   * @return the endpoint, which ends when it is closed
   */
  default <T> Endpoint endpoint(String name, Class<T> type, Handler<? super Request<T>> handler) {
    return endpoint(name, type, this.<Request<T>>handler(handler));
  }

  /**
   * Sends a message to an endpoint, and expects no answer. To one that is not there, or not for
   * this type, it is a dead letter, and an error to a caller outside the agents (law O4).
   *
   * @param endpoint the name that it was registered by
   * @param message the object that the receiver gets, as it is: no copy is made
   * @throws NoEndpointException where nobody has registered it and no handler calls
   * @throws IllegalArgumentException where the message is not of the endpoint's type and no handler
   *     calls
   */
  void send(String endpoint, Object message);

  /**
   * Sends a request to an endpoint and waits for its one answer. From a handler it leaves at once
   * and holds the agent, as an ask does (law O2).
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message the object that the receiver gets, as it is: no copy is made
   * @param type of the answer; {@code int.class} is matched as {@code Integer} (law B8)
   * @param timeout on the clock of the plane
   * @return the answer, of that type
   * @throws IllegalArgumentException where the type is {@code void} or the timeout is not positive
   * @throws NoEndpointException where nobody has registered the endpoint
   * @throws RequestTimeoutException where there is no answer by then
   * @throws InterruptedException where the caller is interrupted; a later answer is a dead letter
   */
  default <R> R request(String endpoint, Object message, Class<R> type, Duration timeout)
      throws InterruptedException {
    return request(endpoint, message, type, timeout, 0);
  }

  /**
   * Sends a request as {@link #request(String, Object, Class, Duration)} does, known by a number of
   * the caller's: {@link Request#correlationId} has it at the endpoint, and taps see it.
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message the object that the receiver gets, as it is: no copy is made
   * @param type of the answer; {@code int.class} is matched as {@code Integer} (law B8)
   * @param timeout on the clock of the plane
   * @param correlationId different from that of every other request that awaits its answer; 0 lets
   *     the bus choose one
   * @return the answer, of that type
   * @throws IllegalStateException where a request of this number awaits its answer
   * @throws InterruptedException where the caller is interrupted; a later answer is a dead letter
   */
  <R> R request(
      String endpoint, Object message, Class<R> type, Duration timeout, long correlationId)
      throws InterruptedException;

  /**
   * Sends a request, and has a handler called with its one answer, or another with the reason why
   * there is none. From a handler it leaves when the cascade has succeeded, and the answer is a
   * root event of its agent, which is not idle until then. From outside the handlers run on a
   * virtual thread.
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message the object that the receiver gets, as it is: no copy is made
   * @param type of the answer; {@code int.class} is matched as {@code Integer} (law B8)
   * @param timeout on the clock of the plane, positive; it runs from this call on
   * @param answered called with the answer
   * @param failed called, in place of the other, with why there is none: {@link
   *     RequestTimeoutException}, {@link NoEndpointException}, or what the endpoint's handler
   *     failed it with
   * @return the request, by which it can be cancelled
   */
  default <R> PendingRequest request(
      String endpoint,
      Object message,
      Class<R> type,
      Duration timeout,
      Handler<? super R> answered,
      Handler<? super Throwable> failed) {
    return request(endpoint, message, type, timeout, 0, answered, failed);
  }

  /**
   * Sends a request as {@link #request(String, Object, Class, Duration, Handler, Handler)} does,
   * known by a number of the caller's: {@link Request#correlationId} has it at the endpoint, {@link
   * PendingRequest#correlationId} here, and taps see it.
   *
   * @param <R> the type of the answer
   * @param endpoint the name that it was registered by
   * @param message the object that the receiver gets, as it is: no copy is made
   * @param type of the answer; {@code int.class} is matched as {@code Integer} (law B8)
   * @param timeout on the clock of the plane, positive; it runs from this call on
   * @param correlationId different from that of every other request that awaits its answer; 0 lets
   *     the bus choose one
   * @param answered called with the answer
   * @param failed called, in place of the other, with why there is none
   * @return the request, by which it can be cancelled
   * @throws IllegalStateException where a request of this number awaits its answer
   */
  <R> PendingRequest request(
      String endpoint,
      Object message,
      Class<R> type,
      Duration timeout,
      long correlationId,
      Handler<? super R> answered,
      Handler<? super Throwable> failed);

  // --- what there is ---------------------------------------------------------------------------

  /**
   * {@return all subscriptions that are open now, whoever has made them, in the order of delivery
   * (law B2)} One that waits for its agent to be restarted is among them. Any thread.
   */
  List<SubscriptionDescription> subscriptions();

  /**
   * {@return the subscriptions that a message on this topic would be given to now, but for its
   * class, in the order of delivery} Any thread.
   *
   * @param topic a name without wildcards
   * @throws IllegalArgumentException where the topic is blank or has a wildcard
   */
  List<SubscriptionDescription> subscriptions(String topic);

  /** {@return all endpoints that are registered now, by name} Any thread. */
  List<EndpointDescription> endpoints();

  /**
   * {@return whether a request of this number awaits its answer} Any thread.
   *
   * @param correlationId its number
   */
  boolean isAwaited(long correlationId);

  /** {@return how many messages it has taken so far} Any thread. */
  BusCounts counts();
}
