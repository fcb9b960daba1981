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
  private Backoff backoff = Backoff.DEFAULT; // likewise

  void onEnd(JoinEndHandler<? super L> handler) {
    if (ended != null) {
      throw new IllegalStateException("there is a handler of onEnd already; there is one answer");
    }
    ended = Objects.requireNonNull(handler, "handler");
  }

  void backoff(Backoff delays) {
    backoff = Objects.requireNonNull(delays, "backoff");
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

  @Nullable N get(L key) {
    return links.get(key);
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
