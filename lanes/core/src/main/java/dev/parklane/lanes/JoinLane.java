package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.Link;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.persistent.PersistentMap;
import dev.parklane.runtime.store.Codec;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of join share: their links, and what becomes of one that has ended (laws J4, J5).
 * A kind opens the links, and says what becomes of their entries.
 *
 * <p>{@code S} lets each method here return the kind itself; users write the kinds without it.
 *
 * @param <L> what its links are known by
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param <S> the kind of the join itself
 */
public abstract sealed class JoinLane<L, K, V, S extends JoinLane<L, K, V, S>>
    extends KeyedLane<K, V> permits JoinValueLane, JoinMapLane {
  private static final Set<String> OF_A_LINK =
      Set.of("link", "relink", "unlink", "unlinkAndDelete");

  private PersistentMap<L, Link> links = PersistentMap.insertionOrdered(); // the agent's turn
  private @Nullable JoinEndHandler<? super L> answers; // set where the lane is declared
  private Backoff backoff = Backoff.DEFAULT; // set where the lane is declared

  private record Joined<L, K, V>(PersistentMap<K, V> map, PersistentMap<L, Link> links) {
    /** For traces: what it links to is no state of its own. */
    @Override
    public String toString() {
      return map.toString();
    }
  }

  JoinLane(Agent agent, String name, @Nullable Comparator<? super K> order) {
    super(agent, name, order, Map.of());
  }

  /** This lane, as what it is. */
  abstract S self();

  /** What is declared of what a link is known by. */
  abstract Element ofLinks();

  @Override
  protected final Element argument(String method, int index) {
    return OF_A_LINK.contains(method) && index == 0 ? ofLinks() : super.argument(method, index);
  }

  @Override
  protected final @Nullable Class<?> argumentType(String method, int index) {
    if (!OF_A_LINK.contains(method) || index != 0) {
      return super.argumentType(method, index);
    }
    Class<?> declared = ofLinks().type();
    return declared != null || links.isEmpty()
        ? declared
        : links.keySet().iterator().next().getClass();
  }

  /** Refuses null for what a link is known by. */
  abstract void requireLink(L link);

  /**
   * Deletes the entries of a link that has been ended, and those that one known by the same has
   * left before; or keeps them.
   */
  abstract void release(L link, boolean delete);

  /**
   * Gives the form in which keys and values leave the process: those who link to the lane by its
   * name alone find it there. No store keeps the lane.
   *
   * @param keys how a key becomes bytes, and bytes a key
   * @param values how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public S codec(Codec<K> keys, Codec<V> values) {
    declareCodecs(keys, values);
    return self();
  }

  @Override
  public S onUpdate(UpdateHandler<? super K, ? super V> handler) {
    super.onUpdate(handler);
    return self();
  }

  @Override
  public S onRemove(RemoveHandler<? super K, ? super V> handler) {
    super.onRemove(handler);
    return self();
  }

  @Override
  public S onClear(ClearHandler<? super K, ? super V> handler) {
    super.onClear(handler);
    return self();
  }

  /**
   * Registers the handler that says what shall become of a link that has ended (law J4). Without
   * one it is {@link JoinAnswer#ABANDON}.
   *
   * @param handler is called each time that a link ends or fails, and not when one is unlinked
   * @return this lane
   * @throws IllegalStateException where there is one already
   */
  public S onEnd(JoinEndHandler<? super L> handler) {
    declaring();
    Objects.requireNonNull(handler, () -> "a handler of onEnd of " + this);
    if (answers != null) {
      throw new IllegalStateException(
          "[PL-J4] " + this + " has a handler of onEnd already; there is one answer");
    }
    onUndo(() -> answers = null);
    answers = handler;
    return self();
  }

  /**
   * The delays before links are made anew; {@link Backoff#DEFAULT} unless set.
   *
   * @param delays holds for links that are made from now on
   * @return this lane
   */
  public S backoff(Backoff delays) {
    declaring();
    Objects.requireNonNull(delays, () -> "the backoff of " + this);
    Backoff before = backoff;
    onUndo(() -> backoff = before);
    backoff = delays;
    return self();
  }

  /**
   * What its links are known by, in the order in which they were linked.
   *
   * @return a snapshot that cannot be modified
   */
  public Set<L> links() {
    reading();
    return links.keySet();
  }

  /**
   * Ends a link, if there is one, and keeps what it has told (law J5).
   *
   * @param link what the link is known by; there need not be one
   */
  public void unlink(L link) {
    unlink(link, false);
  }

  /**
   * Ends a link, if there is one, and removes its entries (law J5): of a join of values the one of
   * its key, of a join of maps the keys that the link owns. What a link known by this has left that
   * was given up before is removed too, unless another link has written it since.
   *
   * @param link what the link is known by; there need not be one
   */
  public void unlinkAndDelete(L link) {
    unlink(link, true);
  }

  private void unlink(L link, boolean delete) {
    requireLink(link);
    changing();
    Link ended = links.get(link);
    if (ended != null) {
      links = links.without(link);
      ended.close();
    }
    if (ended != null || delete) {
      release(link, delete);
    }
  }

  /** Refuses the removal of an entry that a link tells. */
  final void requireUntold(K key, L link) {
    if (isLinked(link)) {
      throw new IllegalStateException(
          "[PL-J5] "
              + this
              + ": removal of '"
              + key
              + "', which its link '"
              + link
              + "' tells; end that with unlinkAndDelete(...), or remove it where it comes from");
    }
  }

  /** Refuses a link to this lane itself, in whatever spelling of the URI. */
  final void requireOther(L link, LaneRef<?> lane) {
    if (lane.isOf(this)) {
      throw new IllegalArgumentException(
          "[PL-J2] "
              + this
              + ": link '"
              + link
              + "' is to this lane itself, and would tell it what it has told; link it to a lane"
              + " that something else writes");
    }
  }

  /** Whether there is such a link that has not ended. */
  final boolean isLinked(L link) {
    Link there = links.get(link);
    return there != null && there.isOpen();
  }

  /** Whether this is the link that is known by it now: not one that was given up. */
  final boolean isCurrent(L link, Link made) {
    return links.get(link) == made;
  }

  /** Opens a link that updates this lane; its end is answered here. */
  final void open(L link, LaneLink<?> made) {
    made.onUnlinked(() -> ended(link, made, null));
    made.onFailed(cause -> ended(link, made, cause));
    made.joinedBy(() -> abandon(link, made));
    made.retry(new Retry(Integer.MAX_VALUE, backoff));
    links = links.with(link, made.open());
  }

  private void ended(L link, Link made, @Nullable Throwable cause) throws Exception {
    JoinAnswer answer =
        Objects.requireNonNull(
            answers == null ? JoinAnswer.ABANDON : answers.handle(link, cause),
            () -> "the answer of onEnd of " + this + " for '" + link + "'");
    if (!isCurrent(link, made)) {
      return; // the handler has unlinked it, and may have linked another
    }
    switch (answer) {
      case RETRY -> {} // as the link does of itself
      case ABANDON -> unlink(link, false);
      case DELETE -> unlink(link, true);
    }
  }

  private void abandon(L link, Link made) {
    if (isCurrent(link, made)) {
      unlink(link, false);
    }
  }

  @Override
  protected void closing() {
    changing();
    links.values().forEach(Link::close); // they have nothing to tell any more
    links = links.cleared();
  }

  @Override
  protected Object state() {
    return new Joined<>(map(), links);
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    Joined<L, K, V> before = (Joined<L, K, V>) Objects.requireNonNull(state);
    restoreMap(before.map());
    links = before.links();
  }
}
