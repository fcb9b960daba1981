package dev.parklane.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command whose sender is told what became of it. */
final class AcknowledgedCommand extends RootEvent.Command {
  private final Consumer<Acknowledgement> sender;

  AcknowledgedCommand(String lane, Object value, Consumer<Acknowledgement> sender) {
    this(lane, value, false, sender);
  }

  AcknowledgedCommand(String lane, Object value, boolean fits, Consumer<Acknowledgement> sender) {
    super(lane, value, fits);
    this.sender = sender;
  }

  @Override
  boolean travel(Delivery by, String uri, boolean mayWait) throws InterruptedException {
    return by.deliver(parcel(uri, sender), mayWait);
  }

  /** An agent that sent it is told together with those that the cascade sends something to. */
  @Override
  Outbox.@Nullable Leaving reply() {
    return sender instanceof AwaitedAcknowledgement agent ? agent.told() : null;
  }

  @Override
  void succeeded() {
    if (!(sender instanceof AwaitedAcknowledgement)) {
      sender.accept(new Acknowledgement.Handled());
    }
  }

  @Override
  void failed(String uri, Throwable cause) {
    sender.accept(
        new Acknowledgement.Failed(
            new AgentFailedException(
                uri, "[PL-F4] " + uri + " failed on a command: " + FailureText.of(cause), cause)));
  }

  @Override
  void died(DeadLetter letter, @Nullable Throwable cause) {
    sender.accept(
        new Acknowledgement.Failed(
            cause instanceof NoRouteException none ? none : letter.exception(cause)));
  }
}
