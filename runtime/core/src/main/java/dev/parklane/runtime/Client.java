package dev.parklane.runtime;

import dev.parklane.runtime.address.RoutePattern;

/**
 * The place of a program among the agents of a plane: an agent without a route, whose links the
 * program opens and closes from its own threads.
 *
 * <pre>{@code
 * try (Client client = plane.client()) {
 *   new ValueLink<>(client, plane.agent("/names/guests").lane("length", Integer.class))
 *       .onEvent(length -> IO.println(length))
 *       .open();
 *   ...
 * }
 * }</pre>
 *
 * <p>Its handlers run one at a time, in the order in which events arrive, whatever links they come
 * from: the same order that an agent gets (law E1). A handler that fails is logged, and the client
 * goes on as if the event had not come (law F3, resume). {@link #close} ends its links.
 */
public final class Client extends Agent implements AutoCloseable {
  static final RoutePattern PATTERN = RoutePattern.parse("/client");
  static final AgentOptions OPTIONS =
      AgentOptions.DEFAULT.withFailurePolicy(FailurePolicy.resume());

  Client() {}

  /** Runs something in its turn, when that comes; waits for room. Any thread. */
  void run(Step act) {
    RootEvent.Act event = new RootEvent.Act(this, act);
    while (true) {
      switch (cell().tryDeliver(event)) {
        case QUEUED, WAKE -> {
          return;
        }
        case FULL -> Room.await(cell(), event, null);
        case RETIRED ->
            throw new PlaneClosedException(
                "client " + uri() + " is closed; make another with plane.client()");
      }
    }
  }

  /** Ends its links; handlers that run already run to their end. Any thread. */
  @Override
  public void close() {
    cell().deliver(new RootEvent.Stop(false));
  }
}
