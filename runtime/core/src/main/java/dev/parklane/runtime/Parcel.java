package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to an agent that lives elsewhere (see {@link Delivery}), and who is to be
 * told what became of it. Any thread.
 */
@Experimental
public final class Parcel {
  private final String uri;
  private final Content content;
  private final AtomicReference<@Nullable Consumer<Acknowledgement>> sender;

  /** What is sent. */
  @Experimental
  public sealed interface Content {}

  /**
   * A command to a lane by name.
   *
   * @param lane the name of the lane
   * @param value the command
   */
  @Experimental
  public record Command(String lane, Object value) implements Content {
    /** Checks that both are there. */
    public Command {
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A write to a lane, as a link writes.
   *
   * @param lane the name of the lane
   * @param event what the lane shall do
   */
  @Experimental
  public record Write(String lane, LaneEvent event) implements Content {
    /** Checks that both are there. */
    public Write {
      Objects.requireNonNull(lane, "lane");
      Objects.requireNonNull(event, "event");
    }
  }

  /** The wish that the agent stops. */
  @Experimental
  public record Stop() implements Content {}

  /**
   * A message whose sender does not ask what became of it.
   *
   * @param uri of the agent that it is for
   * @param content what is sent
   */
  public Parcel(String uri, Content content) {
    this(uri, content, null);
  }

  /**
   * A message whose sender is told what became of it.
   *
   * @param uri of the agent that it is for
   * @param content what is sent
   * @param sender is told once, on any thread; null where it does not ask
   * @throws IllegalArgumentException where a sender waits for what is no command
   */
  public Parcel(String uri, Content content, @Nullable Consumer<Acknowledgement> sender) {
    this.uri = Objects.requireNonNull(uri, "uri");
    this.content = Objects.requireNonNull(content, "content");
    if (sender != null && !(content instanceof Command)) {
      throw new IllegalArgumentException(
          "[PL-N2.5] nobody acknowledges " + content + "; only commands are acknowledged");
    }
    this.sender = new AtomicReference<>(sender);
  }

  /** {@return the URI of the agent that it is for} */
  public String uri() {
    return uri;
  }

  /** {@return what is sent} */
  public Content content() {
    return content;
  }

  /** {@return whether its sender waits to be told what became of it, and has not been told yet} */
  public boolean isAwaited() {
    return sender.get() != null;
  }

  /**
   * Tells its sender what became of it. Only the first call tells; where nobody asks it does
   * nothing.
   *
   * @param what became of it
   */
  public void acknowledge(Acknowledgement what) {
    Objects.requireNonNull(what, "what became of a message");
    Consumer<Acknowledgement> told = sender.getAndSet(null);
    if (told != null) {
      told.accept(what);
    }
  }

  /** As in {@code Command[lane=add, value=1] to /count}. */
  @Override
  public String toString() {
    return content + " to " + uri;
  }
}
