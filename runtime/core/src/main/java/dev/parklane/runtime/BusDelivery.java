package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** A message of the bus on its way to a handler of an agent: a root event there (law B4). */
final class BusDelivery extends RootEvent {
  private final BusRegistration to;
  private final String destination;
  private final Object event;

  /**
   * Of a message.
   *
   * @param destination its topic or endpoint
   * @param event the message, or the request that it came in
   */
  BusDelivery(BusRegistration to, String destination, Object event) {
    this.to = to;
    this.destination = destination;
    this.event = event;
  }

  private @Nullable Correlation correlation() {
    return event instanceof BusRequest request ? request.correlation() : null;
  }

  @Override
  HandlerName name() {
    return to.handlerName();
  }

  @Override
  boolean isMessage() {
    return true;
  }

  @Override
  boolean isGivenUp() {
    Correlation asked = correlation();
    return asked != null && !asked.isAwaited();
  }

  @Override
  void whenGivenUp(Runnable told) {
    Correlation asked = correlation();
    if (asked != null) {
      asked.whenOver((answer, failure) -> told.run());
    }
  }

  @Override
  @Nullable Instance addressee() {
    return to.current().owner();
  }

  @Override
  boolean begin() {
    return to.current().isThere() || to instanceof BusEndpoint;
  }

  @Override
  @Nullable Refusal refusedBy(Instance agent) {
    return to.current().isThere()
        ? null
        : new Refusal(
            DeadLetter.Reason.NO_ENDPOINT,
            "endpoint '" + destination + "' was closed before its turn came");
  }

  @Override
  void run(Instance agent, Cascade cascade) {
    to.current().trigger(event);
  }

  @Override
  void succeeded() {
    Instance owner = to.current().owner();
    Correlation asked = correlation();
    if (owner != null && asked != null) {
      KeptRequest.keep(owner, asked);
    }
  }

  @Override
  void failed(String uri, Throwable cause) {
    Correlation asked = correlation();
    if (asked != null) {
      asked.fail(
          new AgentFailedException(
              uri,
              "[PL-F4] %s failed on request %d to endpoint '%s': %s"
                  .formatted(uri, asked.id(), destination, FailureText.of(cause)),
              cause));
    }
  }

  @Override
  void died(DeadLetter letter, @Nullable Throwable cause) {
    Correlation asked = correlation();
    if (asked != null) {
      asked.fail(letter.exception(cause));
    }
  }

  @Override
  String message() {
    return destination;
  }

  @Override
  Object value() {
    return event instanceof BusRequest request ? request.value() : event;
  }
}
