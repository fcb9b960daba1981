package dev.parklane.runtime;

import dev.parklane.runtime.bus.BusMessage;
import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.topic.TopicPattern;
import java.time.Duration;
import java.util.ArrayList;
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
final class BusHub implements Commons.Topics {
  private final Commons commons;
  private final BusSubscriptions subscriptions;
  private final BusEndpoints endpoints;
  private final BusPost post;
  private final BusTaps taps;
  private final Correlations correlations;

  BusHub(Commons commons) {
    this.commons = commons;
    this.subscriptions = new BusSubscriptions(commons);
    this.endpoints = new BusEndpoints(commons);
    this.post = new BusPost(commons);
    this.taps = new BusTaps(commons);
    this.correlations = new Correlations(commons);
  }

  /** The one of a plane. */
  static BusHub of(Commons commons) {
    return (BusHub) commons.topics();
  }

  @Override
  public void startedAnew(String uri) {
    subscriptions.startedAnew(uri);
  }

  Commons commons() {
    return commons;
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
    Cascade cascade = CallingThread.cascade();
    if (cascade != null) {
      publishFrom(cascade, topic, message);
      return;
    }
    commons.life().enter(topic);
    try {
      taps.see(BusMessage.Kind.PUBLISH, topic, message, 0);
      publishFromOutside(topic, message, BusPost.mayWait());
    } finally {
      commons.life().leave();
    }
  }

  private void publishFrom(Cascade cascade, String topic, Object message) {
    Instance self = CallingThread.inTurn();
    taps.see(BusMessage.Kind.PUBLISH, topic, message, 0);
    CascadeTracer.tellSent(cascade, topic, "publication", message);
    cascade.leaves(new Publication(cascade, self, topic, message));
    if (self != null) {
      trigger(cascade, self, topic, message);
    }
  }

  private void trigger(Cascade cascade, Instance self, String topic, Object message) {
    List<BusSubscription> matching = subscriptions.matching(topic);
    cascade.reserveStack();
    for (int i = 0; i < matching.size(); i++) {
      BusSubscription subscription = matching.get(i);
      if (subscription.owner() == self && subscription.isOpen() && subscription.takes(message)) {
        subscription.trigger(message);
      }
    }
  }

  /** What an agent has published: it goes to all but its own handlers, which have had it. */
  private final class Publication implements Outbox.Leaving {
    private final Commons sender;
    private final @Nullable Instance publisher;
    private final String topic;
    private final Object message;
    private final boolean waits;
    private @Nullable List<BusSubscription> found; // by the thread that lets it leave

    Publication(Cascade by, @Nullable Instance publisher, String topic, Object message) {
      this.sender = AgentCell.of(by).commons();
      this.publisher = publisher;
      this.topic = topic;
      this.message = message;
      this.waits = by.host().isProgram();
    }

    /**
     * As its receivers are found now: one more, a moment later, would not be told with them (O5).
     */
    @Override
    public boolean isAlone() {
      List<BusSubscription> now = subscriptions.matching(topic);
      found = now;
      return now.size() <= 1;
    }

    @Override
    public void leave(Departure by) {
      post.from(sender, topic, message, by, () -> deliver(by));
    }

    /** To those found when it was asked, else now: what left before it may have ended some. */
    private void deliver(Departure by) {
      List<BusSubscription> all = found;
      if (all == null) {
        all = subscriptions.matching(topic);
      }
      BusHub.this.deliver(publisher, all, topic, message, waits, by);
    }
  }

  /** Handlers of no agent alone are called one after the other; else all is posted before that. */
  private void publishFromOutside(String topic, Object message, boolean waits) {
    List<BusSubscription> matching = subscriptions.matching(topic);
    boolean isAlone = matching.size() <= 1 || isOfNoAgent(matching);
    if (isAlone) {
      deliver(null, matching, topic, message, waits, Departure.AT_ONCE);
    } else {
      JointDeparture together = new JointDeparture(commons);
      deliver(null, matching, topic, message, waits, together);
      together.go(waits);
    }
  }

  private static boolean isOfNoAgent(List<BusSubscription> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).owner() != null) {
        return false;
      }
    }
    return true;
  }

  /**
   * To all but the handlers of one agent. Those of no agent are called when it is in all mailboxes,
   * one after the other: a bound that one of them trips ends it for the rest (law G4).
   *
   * @param matching what was found at one moment; of these, some may have ended since, or have left
   *     their place to those of a fresh instance (law B8)
   */
  void deliver(
      @Nullable Instance publisher,
      List<BusSubscription> matching,
      String topic,
      Object message,
      boolean waits,
      Departure by) {
    List<BusSubscription> calls = null;
    List<BusSubscription> ended = null;
    for (int i = 0; i < matching.size(); i++) {
      BusSubscription to = matching.get(i);
      boolean had = isOf(publisher, to) || to.isSucceededIn(matching);
      if (had || !to.takes(message)) {
        continue;
      }
      BusRegistration receiver = to.receiver();
      if (receiver == null) {
        ended = ended == null ? new ArrayList<>() : ended;
        ended.add(to);
      } else if (to.owner() != null || by == Departure.AT_ONCE) {
        post.deliver(receiver, topic, message, waits, by);
      } else {
        calls = calls == null ? new ArrayList<>() : calls;
        calls.add(to);
      }
    }
    List<BusSubscription> ofNoAgent = calls;
    if (ofNoAgent != null) {
      by.afterwards(() ->
          ofNoAgent.forEach(to -> post.deliver(to, topic, message, waits, Departure.AT_ONCE)));
    }
    if (ended != null) {
      String sender = publisher == null ? null : publisher.uri();
      new EndedReceivers(ended, matching, message, sender)
          .uris()
          .forEach(uri -> by.afterwards(() -> post.ended(uri, topic, message)));
    }
  }

  private static boolean isOf(@Nullable Instance publisher, BusSubscription to) {
    Instance owner = to.owner();
    return publisher != null && owner != null && owner.cell() == publisher.cell();
  }

  // --- endpoints -------------------------------------------------------------------------------

  void send(String endpoint, Object message) {
    BusRequest request = request(endpoint, message, null);
    Cascade cascade = CallingThread.cascade();
    if (cascade == null) {
      commons.life().enter(endpoint);
      try {
        taps.see(BusMessage.Kind.SEND, endpoint, message, 0);
        BusEndpoint to = endpoints.find(endpoint);
        RuntimeException refusal = deliver(to, request, BusPost.mayWait(), Departure.AT_ONCE);
        if (refusal != null) {
          throw refusal;
        }
      } finally {
        commons.life().leave();
      }
      return;
    }
    Instance self = CallingThread.inTurn();
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
    CascadeTracer.tellSent(cascade, request.endpoint(), "request", request.value());
    boolean waits = cascade.host().isProgram();
    Commons sender = AgentCell.of(cascade).commons();
    cascade.leaves(by ->
        post.from(
            sender,
            request.endpoint(),
            request.value(),
            by,
            () -> deliver(endpoints.find(request.endpoint()), request, waits, by)));
  }

  /** Of a request that is about to be sent, and has so much time from now on. */
  Correlation open(
      String endpoint, Object message, Class<?> type, Duration timeout, long chosenId) {
    request(endpoint, message, null); // or refused, before there is anything to be ended
    return correlations.open(endpoint, type, timeout, chosenId);
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
      deliver(endpoints.find(endpoint), request, waits, Departure.AT_ONCE);
    } catch (RuntimeException | Error e) { // interrupted as it waited for room, most likely
      correlation.cancel();
      throw e;
    }
  }

  /** Gives a request to the endpoint that was found for it, or says why it could not. */
  @Nullable RuntimeException deliver(
      @Nullable BusEndpoint to, BusRequest request, boolean waits, Departure by) {
    BusRegistration receiver = to == null ? null : to.receiver();
    if (to == null || receiver == null) {
      NoEndpointException none = new NoEndpointException(request.endpoint());
      by.afterwards(() -> die(request, DeadLetter.Reason.NO_ENDPOINT, none));
      return none;
    }
    if (!to.takes(request.value())) {
      IllegalArgumentException refusal = new IllegalArgumentException(to.refusal(request.value()));
      by.afterwards(() -> die(request, DeadLetter.Reason.WRONG_TYPE, refusal));
      return refusal;
    }
    post.deliver(receiver, request.endpoint(), request, waits, by);
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
    Cascade cascade = CallingThread.cascade();
    if (cascade != null) {
      CallingThread.inTurn(); // what has failed already answers nothing
    }
    taps.see(BusMessage.Kind.ANSWER, request.endpoint(), answer, request.correlationId());
    if (cascade == null) {
      giveBack(request, answer, failure, Departure.AT_ONCE);
    } else {
      CascadeTracer.tellSent(cascade, request.endpoint(), "answer", answer);
      cascade.leaves(by -> giveBack(request, answer, failure, by));
    }
  }

  private void giveBack(
      BusRequest request, Object answer, @Nullable Throwable failure, Departure by) {
    Correlation asked = request.correlation();
    if (asked == null) {
      by.afterwards(
          () -> late(request.endpoint(), 0, answer, "it was sent without asking for an answer"));
      return;
    }
    String refusal = failure == null ? asked.refusal(answer) : null;
    if (refusal != null) {
      by.afterwards(
          () -> post.deadLetter(request.endpoint(), answer, DeadLetter.Reason.WRONG_TYPE, refusal));
      asked.fail(new IllegalArgumentException(refusal), by);
    } else if (!(failure == null ? asked.answer(answer, by) : asked.refuse(failure, by))) {
      String why = "it was answered before, timed out or cancelled";
      by.afterwards(() -> late(asked.endpoint(), asked.id(), answer, why));
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
