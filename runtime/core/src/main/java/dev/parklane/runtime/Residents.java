package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;

/**
 * The agents of a plane, for messages that come from elsewhere: the far end of a {@link Delivery},
 * and one itself. It brings each message to the agent that lives here, and follows lanes for those
 * who cannot have links of their own.
 *
 * <pre>{@code
 * // a plane whose cities live on another plane of this process
 * Plane.builder().elsewhere("/city/:name", new Residents(other)).start();
 * }</pre>
 *
 * <p>Any thread. Followers are told in the turn of one {@link Client}, so one that blocks holds up
 * the others of the same {@code Residents}.
 */
@Experimental
public final class Residents implements Delivery, AutoCloseable {
  private final Commons commons;
  private final Client client;

  /**
   * Opens the way to the agents of a plane.
   *
   * @param plane where they live
   * @throws PlaneClosedException where it is closing
   * @throws InterruptedException where the caller is interrupted meanwhile
   */
  public Residents(Plane plane) throws InterruptedException {
    client = Objects.requireNonNull(plane, "plane").client();
    commons = plane.commons();
  }

  /**
   * {@inheritDoc} A message to a URI that no route matches is a dead letter of this plane, and its
   * parcel is told.
   *
   * @throws PlaneClosedException where the plane is closing; nothing was taken
   */
  @Override
  public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
    Destination to = Ways.here(commons, parcel.uri());
    RootEvent message = message(parcel);
    try {
      to.require(message);
    } catch (NoRouteException e) { // it is a dead letter, and was told
      return true;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      return to.deliverFromOutside(message, mayWait ? WhenFull.WAIT : WhenFull.TELL);
    } catch (MailboxFullException e) { // interrupted as it waited
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  private static RootEvent message(Parcel parcel) {
    return switch (parcel.content()) {
      case Parcel.Command command ->
          parcel.isAwaited()
              ? new AcknowledgedCommand(command.lane(), command.value(), parcel::acknowledge)
              : new RootEvent.Command(command.lane(), command.value());
      case Parcel.Write write -> new LaneWrite(write.lane(), write.event());
      case Parcel.Stop stop -> new RootEvent.Stop(true);
    };
  }

  /**
   * {@inheritDoc} When this returns the agent has the wish in its mailbox, before all that the same
   * sender sends it after that (law E1).
   */
  @Override
  public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
    AgentRef agent = new AgentRef(Ways.here(commons, uri));
    FollowerLink link = new FollowerLink(client, agent.lane(lane), follower);
    (isSynced ? link : link.unsynced()).open();
    awaitClient();
    return link;
  }

  /** What the client has been told to do before is done, and what that sent has left. */
  private void awaitClient() {
    AgentHere here = new AgentHere(commons, client.uri(), client.cell().route(), client.cell());
    try {
      new AgentRef(here).ask(Client.class, Client::uri);
    } catch (InterruptedException e) { // it is followed all the same, after what comes meanwhile
      Thread.currentThread().interrupt();
    }
  }

  /** Ends what it follows. The plane and its agents go on. */
  @Override
  public void close() {
    client.close();
  }
}
