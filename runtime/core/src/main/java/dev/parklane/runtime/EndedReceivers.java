package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a publication does not reach because they have ended: the agents of subscriptions that have
 * ended with them, unless a fresh instance has subscribed meanwhile (law B8).
 *
 * @param over what matches and would take the message, and is not there any more
 * @param matching all that matches
 * @param sender the URI of the agent that publishes; null where none does
 */
record EndedReceivers(
    List<BusSubscription> over,
    List<BusSubscription> matching,
    Object message,
    @Nullable String sender) {

  /** The URIs of the agents, in the order of delivery, once for each subscription. */
  List<String> uris() {
    List<String> uris = new ArrayList<>();
    for (BusSubscription one : over) {
      String uri = one.endedOwner(); // null where it was closed
      if (uri != null && !uri.equals(sender) && !isSubscribedAnew(uri)) {
        uris.add(uri);
      }
    }
    return uris;
  }

  private boolean isSubscribedAnew(String uri) {
    for (BusSubscription one : matching) {
      if (one.isThere() && one.isOf(uri) && one.takes(message)) {
        return true;
      }
    }
    return false;
  }
}
