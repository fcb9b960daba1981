package dev.parklane.runtime;

import dev.parklane.runtime.bus.BusMessage;
import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.topic.TopicPattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a plane's bus: who gets a message, and when.
 *
 * <p>A handler of the publisher's own agent is triggered at once (law B4). All others get it when
 * the publisher's cascade has succeeded (law O1), or at once where the publisher is a program
 * outside the agents: agents as a root event, and what belongs to no agent on this thread.
 */
final class BusHub {
  private final Plane plane;
  private final BusSubscriptions subscriptions = new BusSubscriptions();
  private final BusEndpoints endpoints = new BusEndpoints();
  private final BusPost post;
  private final BusTaps taps;
  private final Correlations correlations;

  BusHub(Plane plane) {
    this.plane = plane;
    this.post = new BusPost(plane);
    this.taps = new BusTaps(plane);
    this.correlations = new Correlations(plane);
  }

  Plane plane() {
    return plane;
  }

  BusSubscriptions subscriptions() {
    return subscriptions;
  }

  BusEndpoints endpoints() {
    return endpoints;
  }

  BusTaps taps() {
    return taps;
  }

  Correlations correlations() {
    return correlations;
  }

  // --- topics ----------------------------------------------------------------------------------

  void publish(String topic, Object message) {
    TopicPattern.requirePlain("topic", topic);
    Objects.requireNonNull(message, "message");
    Cascade cascade = Cascade.current();
    if (cascade != null) {
      publishFrom(cascade, topic, message);
      return;
    }
    plane.life().enter(topic);
    try {
      taps.see(BusMessage.Kind.PUBLISH, topic, message, 0);
      deliver(null, topic, message, BusPost.mayWait());
    } finally {
      plane.life().leave();
    }
  }

  private void publishFrom(Cascade cascade, String topic, Object message) {
    Agent self = cascade.agentInTurn();
    taps.see(BusMessage.Kind.PUBLISH, topic, message, 0);
    CascadeTracer.tellSent(cascade, topic, "publication");
    boolean waits = cascade.sendsForProgram();
    cascade.leaves(
        sender -> post.from(sender, topic, message, () -> deliver(self, topic, message, waits)));
    if (self != null) {
      trigger(cascade, self, topic, message);
    }
  }

  private void trigger(Cascade cascade, Agent self, String topic, Object message) {
    List<BusSubscription> matching = subscriptions.matching(topic);
    cascade.reserveStack();
    for (int i = 0; i < matching.size(); i++) {
      BusSubscription subscription = matching.get(i);
      if (subscription.owner() == self && subscription.isOpen() && subscription.takes(message)) {
        subscription.trigger(message);
      }
    }
  }

  /** To all but the handlers of one agent, which have had it. */
  private void deliver(@Nullable Agent publisher, String topic, Object message, boolean waits) {
    MailboxFullException interrupted = null;
    List<BusSubscription> matching = subscriptions.matching(topic);
    for (int i = 0; i < matching.size(); i++) {
      BusSubscription to = matching.get(i);
      boolean had = publisher != null && to.owner() == publisher;
      if (!had && to.isThere() && to.takes(message)) {
        try {
          post.deliver(to, topic, message, waits);
        } catch (MailboxFullException e) { // an interrupt: there may be room for the others
          interrupted = e;
        }
      }
    }
    if (interrupted != null) {
      throw interrupted;
    }
  }

  // --- endpoints -------------------------------------------------------------------------------

  void send(String endpoint, Object message) {
    BusRequest request = request(endpoint, message, null);
    Cascade cascade = Cascade.current();
    if (cascade == null) {
      plane.life().enter(endpoint);
      try {
        taps.see(BusMessage.Kind.SEND, endpoint, message, 0);
        RuntimeException refusal = deliver(request, BusPost.mayWait());
        if (refusal != null) {
          throw refusal;
        }
      } finally {
        plane.life().leave();
      }
      return;
    }
    Agent self = cascade.agentInTurn();
    taps.see(BusMessage.Kind.SEND, endpoint, message, 0);
    BusEndpoint to = endpoints.find(endpoint);
    if (self == null || to == null || to.owner() != self || !to.isOpen()) {
      leave(cascade, request);
    } else if (to.takes(message)) {
      cascade.reserveStack();
      to.trigger(request);
    } else {
      throw refuse(request, to.refusal(message));
    }
  }

  private BusRequest request(String endpoint, Object message, @Nullable Correlation correlation) {
    TopicPattern.requirePlain("endpoint", endpoint);
    Objects.requireNonNull(message, "message");
    return new BusRequest(this, endpoint, message, correlation);
  }

  private void leave(Cascade cascade, BusRequest request) {
    CascadeTracer.tellSent(cascade, request.endpoint(), "request");
    boolean waits = cascade.sendsForProgram();
    cascade.leaves(sender ->
        post.from(sender, request.endpoint(), request.value(), () -> deliver(request, waits)));
  }

  /** Of a request that is about to be sent, and has so much time from now on. */
  Correlation open(String endpoint, Object message, Class<?> type, Duration timeout) {
    request(endpoint, message, null); // or refused, before there is anything to be ended
    return correlations.open(endpoint, type, timeout);
  }

  /** A request that awaits an answer leaves with a cascade. */
  void leave(Cascade cascade, String endpoint, Object message, Correlation correlation) {
    BusRequest request = request(endpoint, message, correlation);
    taps.see(BusMessage.Kind.REQUEST, endpoint, message, correlation.id());
    leave(cascade, request);
  }

  /** A request that awaits an answer leaves at once; the plane is open. */
  void ask(String endpoint, Object message, Correlation correlation, boolean waits) {
    BusRequest request = request(endpoint, message, correlation);
    taps.see(BusMessage.Kind.REQUEST, endpoint, message, correlation.id());
    try {
      deliver(request, waits);
    } catch (RuntimeException | Error e) { // interrupted as it waited for room, most likely
      correlation.cancel();
      throw e;
    }
  }

  /** Gives a request to its endpoint, or says why it could not. */
  private @Nullable RuntimeException deliver(BusRequest request, boolean waits) {
    BusEndpoint to = endpoints.find(request.endpoint());
    if (to == null || !to.isThere()) {
      NoEndpointException none = new NoEndpointException(request.endpoint());
      die(request, DeadLetter.Reason.NO_ENDPOINT, none);
      return none;
    }
    if (!to.takes(request.value())) {
      return refuse(request, to.refusal(request.value()));
    }
    post.deliver(to, request.endpoint(), request, waits);
    return null;
  }

  private RuntimeException refuse(BusRequest request, String why) {
    IllegalArgumentException refusal = new IllegalArgumentException(why);
    die(request, DeadLetter.Reason.WRONG_TYPE, refusal);
    return refusal;
  }

  private void die(BusRequest request, DeadLetter.Reason reason, RuntimeException why) {
    post.deadLetter(request.endpoint(), request.value(), reason, String.valueOf(why.getMessage()));
    Correlation asked = request.correlation();
    if (asked != null) {
      asked.fail(why);
    }
  }

  // --- answers ---------------------------------------------------------------------------------

  /** An answer, or the reason why there is none, is on its way back. */
  void answer(BusRequest request, Object answer, @Nullable Throwable failure) {
    Cascade cascade = Cascade.current();
    if (cascade != null) {
      cascade.agentInTurn(); // what has failed already answers nothing
    }
    taps.see(BusMessage.Kind.ANSWER, request.endpoint(), answer, request.correlationId());
    if (cascade == null) {
      giveBack(request, answer, failure);
    } else {
      CascadeTracer.tellSent(cascade, request.endpoint(), "answer");
      cascade.leaves(sender -> giveBack(request, answer, failure));
    }
  }

  private void giveBack(BusRequest request, Object answer, @Nullable Throwable failure) {
    Correlation asked = request.correlation();
    if (asked == null) {
      late(request.endpoint(), 0, answer, "it was sent without asking for an answer");
      return;
    }
    String refusal = failure == null ? asked.refusal(answer) : null;
    boolean first;
    if (refusal != null) {
      post.deadLetter(request.endpoint(), answer, DeadLetter.Reason.WRONG_TYPE, refusal);
      first = asked.fail(new IllegalArgumentException(refusal));
    } else {
      first = failure == null ? asked.answer(answer) : asked.refuse(failure);
    }
    if (!first && refusal == null) {
      late(asked.endpoint(), asked.id(), answer, "it was answered before, timed out or cancelled");
    }
  }

  /** Who awaits the answer has cancelled the request before the answer's turn came. */
  void overtaken(Correlation asked, Object answer) {
    late(asked.endpoint(), asked.id(), answer, "it was cancelled before its turn came");
  }

  private void late(String endpoint, long id, Object answer, String why) {
    post.deadLetter(
        endpoint,
        answer,
        DeadLetter.Reason.LATE_ANSWER,
        "nobody awaits this answer to request %d of endpoint '%s': %s"
            .formatted(id, endpoint, why));
  }
}
