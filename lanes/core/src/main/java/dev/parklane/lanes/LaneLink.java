package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.Link;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of link is told, whatever its lane: that it is made, and how it ends (law J1).
 *
 * @param <L> the kind of the link itself
 */
public abstract sealed class LaneLink<L extends LaneLink<L>> extends Link
    permits StateLink, EventLink {
  private final List<Step> linked = new ArrayList<>(); // before it is opened
  private final List<Step> unlinked = new ArrayList<>(); // before it is opened
  private final List<Handler<? super Throwable>> failed = new ArrayList<>(); // before it is opened

  private @Nullable Runnable
      abandon; // before it is opened: how its join gives it up, if it has one

  LaneLink(Agent host, LaneRef<?> lane, LinkForm form) {
    super(host, lane, form);
  }

  static <R> R requireLane(Agent host, R lane) {
    Objects.requireNonNull(host, () -> "the agent of a link to " + lane);
    return Objects.requireNonNull(lane, () -> "the lane that a link of " + host.uri() + " is to");
  }

  /** How a handler is told of an event. */
  interface Telling<H> {
    void tell(H handler) throws Exception;
  }

  /**
   * Tells handlers of an event, in order, until one of them closes this link (law F8).
   *
   * @return whether all of them were told
   */
  final <H> boolean each(List<? extends H> handlers, Telling<H> telling) throws Exception {
    int before = closings();
    for (H handler : handlers) {
      telling.tell(handler);
      if (closings() != before) {
        return false;
      }
    }
    return true;
  }

  /** This link, as what it is. */
  abstract L self();

  /** Lets it be part of a join, which gives it up by this. */
  final L joinedBy(Runnable join) {
    abandon = join;
    return self();
  }

  @Override
  protected boolean isPartOfALane() {
    return abandon != null;
  }

  @Override
  protected void abandon() {
    if (abandon != null) {
      abandon.run();
    }
    close(); // where the join has given it up before
  }

  /**
   * Registers a handler for when the link is made, and made anew.
   *
   * @param handler runs before anything else is told
   * @return this link
   */
  public L onLinked(Step handler) {
    register(linked, handler);
    return self();
  }

  /**
   * Registers a handler for the end of the lane, or of its agent.
   *
   * @param handler runs when nothing else will be told, unless the link is made anew
   * @return this link
   */
  public L onUnlinked(Step handler) {
    register(unlinked, handler);
    return self();
  }

  /**
   * Registers a handler for a link that could not be made, or has ended with a failure.
   *
   * @param handler is called with the cause
   * @return this link
   */
  public L onFailed(Handler<? super Throwable> handler) {
    register(failed, handler);
    return self();
  }

  /**
   * What it does after it has ended; {@link Retry#NEVER} unless set.
   *
   * @param policy when it is made anew, and when it is given up
   * @return this link
   */
  public L retry(Retry policy) {
    setRetry(policy);
    return self();
  }

  /**
   * Makes the link; an agent that is not there is made by it.
   *
   * @return this link
   * @throws dev.parklane.runtime.NoRouteException where no route matches the URI
   * @throws IllegalStateException where it is open already
   * @throws dev.parklane.runtime.LaneAccessException where it is not this thread's turn in the
   *     agent
   */
  public L open() {
    openLink();
    return self();
  }

  @Override
  protected void linked() throws Exception {
    each(linked, Step::run);
  }

  @Override
  protected void unlinked() throws Exception {
    each(unlinked, Step::run);
  }

  @Override
  protected void failed(Throwable cause) throws Exception {
    each(failed, handler -> handler.handle(cause));
  }
}
