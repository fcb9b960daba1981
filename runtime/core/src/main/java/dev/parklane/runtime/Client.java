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

  private volatile boolean closed; // any thread, for good

  Client() {}

  @Override
  boolean isProgram() {
    return true;
  }

  /**
   * Runs something in its turn, when that comes; waits for room. Any thread.
   *
   * @throws ClientClosedException where it is closed
   * @throws PlaneClosedException where it has ended with its plane
   */
  void run(Step act) {
    if (closed || !deliver(new Act(this, act))) {
      throw cell().commons().life().isOpen()
          ? new ClientClosedException(uri())
          : new PlaneClosedException("[PL-L5] client " + uri() + " has ended: its plane is closed");
    }
  }

  /** Runs something as the client, unless it is closed: then its end has done it. */
  void runUnlessClosed(Step act) {
    if (!closed) {
      deliver(new Act(this, act));
    }
  }

  /** Waits for room; false where its place is closed for good. */
  private boolean deliver(RootEvent event) {
    return Room.post(cell(), event, true, null) != Mailbox.Posted.RETIRED;
  }

  /**
   * Ends its links; handlers that run already run to their end. From now on its links refuse what
   * programs do with them, but for closing them, which does nothing. Any thread.
   */
  @Override
  public void close() {
    closed = true;
    cell().deliver(new RootEvent.Stop(false));
  }

  /** Something that a program does as its client, when the client's turn comes. */
  private static final class Act extends ComingBack {
    private static final HandlerName NAME = HandlerName.ofAgent("act");

    private final Step act;

    Act(Client client, Step act) {
      super(client, NAME);
      this.act = act;
    }

    @Override
    boolean isMessage() {
      return true;
    }

    @Override
    void handle() throws Exception {
      act.run();
    }
  }
}
