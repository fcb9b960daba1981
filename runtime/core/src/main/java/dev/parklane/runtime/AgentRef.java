package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeEvent;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The address of an agent, to send to. The agent need not exist: the first message makes it (law
 * L1). Any thread may use it.
 *
 * <p>From outside any agent a message leaves at once. From a handler, or a subtask that it forked,
 * a command leaves when the cascade has succeeded, in the order sent, and never if it fails (law
 * O1).
 */
public final class AgentRef {
  private final Plane plane;
  private final String uri;
  private final @Nullable Route route; // null where no route matches

  private volatile @Nullable AgentCell known; // where the last message went

  AgentRef(Plane plane, String uri, @Nullable Route route, @Nullable AgentCell known) {
    this.plane = plane;
    this.uri = uri;
    this.route = route;
    this.known = known;
  }

  /** Its URI, in canonical form. */
  public String uri() {
    return uri;
  }

  /**
   * Sends a command to a lane by name. It is handled after what this sender sent to the agent
   * before (law E1). A lane that does not exist or does not take it makes it a dead letter (law
   * O4).
   *
   * @throws NoRouteException where no route matches the URI; it is a dead letter too
   * @throws PlaneClosedException where the plane is closing and the caller is outside any agent
   */
  public void command(String lane, Object value) {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(value, () -> "the value of a command to '" + lane + "' of " + uri);
    send(new RootEvent.Command(lane, value));
  }

  /** Stops the agent when its turn comes; does nothing where it is not there (laws L2, L3). */
  public void stop() {
    send(new RootEvent.Stop());
  }

  /**
   * Runs a question in the agent's turn, as the handler of a root event, and waits for the answer.
   * The answer comes when the cascade has succeeded.
   *
   * <p>From a handler it leaves at once, before the commands that the cascade has sent, and holds
   * the asker's agent while it waits (law O2). An interrupt ends the wait; a question that has not
   * begun by then is not run.
   *
   * @throws AgentFailedException where the cascade fails, or the agent cannot be started (law F4)
   * @throws AskCycleException where the agent waits for the asker already (law O2)
   * @throws IllegalArgumentException where the agent is not of this type
   * @throws NoRouteException where no route matches the URI
   * @throws PlaneClosedException where the plane closes before the question is answered
   */
  public <A extends Agent, R> R ask(Class<A> type, Question<? super A, ? extends R> question)
      throws InterruptedException {
    RootEvent.Ask<A, R> ask =
        new RootEvent.Ask<>(
            Objects.requireNonNull(type, "type"), Objects.requireNonNull(question, "question"));
    AgentCell asker = AgentCell.current();
    requireRoute(ask);
    if (asker == null) {
      deliverFromOutside(ask);
      return await(ask.answer());
    }
    AskGraph.Place asked = new AskGraph.Place(plane, uri);
    AskGraph.enter(asker.place(), asked);
    try {
      if (asker.plane() == plane) {
        deliver(ask);
      } else {
        deliverFromOutside(ask);
      }
      return await(ask.answer());
    } finally {
      AskGraph.leave(asker.place(), asked);
    }
  }

  private static <R> R await(CompletableFuture<R> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void send(RootEvent message) {
    requireRoute(message);
    AgentCell sender = AgentCell.current();
    Cascade cascade = sender == null ? null : sender.cascade();
    if (cascade == null) {
      deliverFromOutside(message);
    } else {
      cascade.send(this, message);
    }
  }

  private void deliverFromOutside(RootEvent message) {
    plane.enterOpen(uri);
    try {
      deliver(message);
    } finally {
      plane.leaveOpen();
    }
  }

  /** Delivers what a cascade has sent; a plane that is closed to it makes it a dead letter. */
  void deliverFrom(Plane sender, RootEvent message) {
    try {
      if (sender == plane) {
        deliver(message);
      } else {
        deliverFromOutside(message);
      }
    } catch (PlaneClosedException e) {
      plane.deadLetter(uri, message, DeadLetter.Reason.PLANE_CLOSED, "the plane is closed", e);
    } catch (OutOfMemoryError e) {
      plane.deadLetter(uri, message, DeadLetter.Reason.NOT_STARTED, "no memory to wake it", e);
    }
  }

  private Route requireRoute(RootEvent message) {
    if (route == null) {
      NoRouteException none = plane.noRoute(uri);
      plane.deadLetter(uri, message, DeadLetter.Reason.NO_ROUTE, none.getMessage(), none);
      throw none;
    }
    return route;
  }

  /** Puts a message into the mailbox; where the plane has closed it becomes a dead letter. */
  private void deliver(RootEvent message) {
    if (CascadeEvent.wanted()) {
      message.postedNanos = System.nanoTime();
    }
    AgentCell cell = known;
    while (cell == null || !cell.deliver(message)) {
      cell = plane.cell(uri, requireRoute(message), cell);
      if (cell == null) {
        plane.deadLetter(uri, message, DeadLetter.Reason.PLANE_CLOSED, "the plane is closed", null);
        return;
      }
      known = cell;
    }
  }

  /** Whether the other is the address of the same agent in the same plane. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentRef ref && ref.plane == plane && ref.uri.equals(uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** Its URI. */
  @Override
  public String toString() {
    return uri;
  }
}
