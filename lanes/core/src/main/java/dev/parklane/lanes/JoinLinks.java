package dev.parklane.lanes;

import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Link;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.persistent.PersistentMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The links of a join lane, by their keys, and what is done when one of them has ended (law J4).
 * The turn of its agent.
 *
 * @param <L> what the links are known by
 * @param <N> the form of the links
 */
final class JoinLinks<L, N extends Link> {
  private PersistentMap<L, N> links = PersistentMap.insertionOrdered();
  private @Nullable JoinEndHandler<? super L> ended; // set where the lane is declared
  private Backoff backoff = Backoff.DEFAULT; // set where the lane is declared

  /** Sets the handler; what is returned takes it back. */
  Runnable onEnd(JoinEndHandler<? super L> handler) {
    if (ended != null) {
      throw new IllegalStateException(
          "[PL-J4] there is a handler of onEnd already; there is one answer");
    }
    ended = Objects.requireNonNull(handler, "handler");
    return () -> ended = null;
  }

  /** Sets the delays; what is returned takes them back. */
  Runnable backoff(Backoff delays) {
    Backoff before = backoff;
    backoff = Objects.requireNonNull(delays, "backoff");
    return () -> backoff = before;
  }

  /** How its links are made anew where the answer is to retry. */
  Retry retry() {
    return new Retry(Integer.MAX_VALUE, backoff);
  }

  PersistentMap<L, N> all() {
    return links;
  }

  void restore(PersistentMap<L, N> before) {
    links = before;
  }

  /** Whether there is a link of this key that has not ended. */
  boolean has(L key) {
    N link = links.get(key);
    return link != null && link.isOpen();
  }

  /** Whether this is the link of the key: not one that was given up. */
  boolean isCurrent(L key, N link) {
    return links.get(key) == link;
  }

  void add(L key, N link) {
    links = links.with(key, link);
  }

  @Nullable N remove(L key) {
    N link = links.get(key);
    links = links.without(key);
    return link;
  }

  /** The lane is closed: none of them has anything to tell any more. */
  void closeAll() {
    links.values().forEach(Link::close);
    links = links.cleared();
  }

  JoinAnswer answer(L key, @Nullable Throwable cause) throws Exception {
    return ended == null ? JoinAnswer.ABANDON : ended.handle(key, cause);
  }
}
