package dev.parklane.runtime;

import dev.parklane.runtime.event.EventHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gets messages from the bus of a plane: a handler, and the instance of an agent in whose turn
 * it runs, if any. It ends with that instance; in the agent's turn its end is a change like any
 * other (law F2).
 *
 * <h2>Over a restart</h2>
 *
 * Where that instance is restarted it does not end: it waits (law B8). A fresh instance that
 * registers the same is its heir, and from there on, until the start has succeeded or failed, both
 * can be found. What comes meanwhile is posted for the one that waits, so that it reaches the heir
 * if the start succeeds, and waits for the next if it fails. Then the one that has waited ends.
 *
 * <p>Who delivers has found its receivers a moment before, and all of this may have happened since.
 * So it posts to the {@link #receiver} of each that it has found, and leaves out those whose heir
 * it has found too ({@link #isSucceededIn}).
 */
abstract class BusRegistration extends Registration {
  private final @Nullable Instance owner;
  private final EventHandler<Object> handler;
  private final Observer observer; // as which it stands in chains of writers
  private volatile boolean over; // for good; written under this
  private volatile boolean endedWithAgent; // for good, before that; written under this
  private volatile boolean waits; // written by the root thread, for good
  private volatile @Nullable BusRegistration heir; // written in the turn of a fresh instance
  private volatile @Nullable BusRegistration waiting; // whose heir it is; written under that one
  private volatile boolean stands; // written once, by who lets its cascade stand
  private volatile boolean closedInTurn; // unless the cascade fails; the owner's turn writes

  BusRegistration(@Nullable Instance owner, EventHandler<Object> handler, HandlerName name) {
    this.owner = owner;
    this.handler = handler;
    this.observer = new Observer(name, handler);
  }

  /** It has ended: whoever delivers shall not find it any more. Any thread, once. */
  abstract void remove();

  /** A cascade that had closed it has failed. */
  abstract void putBack();

  final @Nullable Instance owner() {
    return owner;
  }

  final EventHandler<Object> handler() {
    return handler;
  }

  final HandlerName handlerName() {
    return observer.name;
  }

  @Override
  final void outlive() {
    waits = true;
  }

  @Override
  final boolean hasHeir() {
    BusRegistration now = current();
    return now != this && now.isThere();
  }

  /** Whether its instance has ended, and it has not. */
  final boolean isWaiting() {
    return waits && !over;
  }

  /**
   * A fresh instance has registered the same: what has waited goes there. Before the fresh one can
   * be found.
   */
  final synchronized void leaveTo(BusRegistration successor) {
    heir = successor;
    if (!over) {
      successor.waiting = this;
    }
  }

  /**
   * The one of a fresh instance that gets what was for this one, or this one. Where none gets it
   * any more, the last of them.
   */
  final BusRegistration current() {
    boolean ended = over; // read first: a restart ends it when the last of its heirs is known
    BusRegistration last = this;
    for (BusRegistration fresh = heir; fresh != null; fresh = fresh.heir) {
      if (fresh.isThere()) {
        return fresh;
      } // else its instance has been restarted too, or its start has failed
      last = fresh;
    }
    return ended ? last : this;
  }

  /**
   * For whom a message is to be posted that has found this one; null where this one has ended, and
   * no heir of it is there. Any thread.
   */
  final @Nullable BusRegistration receiver() {
    BusRegistration before = waiting;
    if (before != null) {
      return before; // until it is known whether the start of this one's instance succeeds
    }
    return isThere() || current().isThere() ? this : null;
  }

  /** Whether an heir of it is among these, whose receiver gets what is sent to all of them. */
  final boolean isSucceededIn(List<? extends BusRegistration> all) {
    BusRegistration last = heir;
    if (last == null) {
      return false;
    }
    for (BusRegistration one : all) {
      if (one == last || one.waiting == this) { // that of a start that has failed, too
        return true;
      }
    }
    return false;
  }

  private boolean isOwnTurn() {
    return owner != null && owner.turn == Thread.currentThread();
  }

  /** Whether it gets messages, as others see it. */
  final boolean isThere() {
    return !over;
  }

  /** Whether it gets messages, as the caller sees it. */
  public final boolean isOpen() {
    return !over && !(closedInTurn && isOwnTurn());
  }

  /**
   * Whether the caller may know that it gets messages: others than its agent, when the cascade has
   * succeeded that has made it (law O1), and in the place of one that waits.
   */
  final boolean isSeen() {
    BusRegistration now = current();
    return isThere() && isKnown() && (now == this || !(now.isThere() && now.isKnown()));
  }

  private boolean isKnown() {
    return stands || isOwnTurn();
  }

  /** Runs its handler in the cascade of its agent, as a trigger (law B4) or as the root event. */
  final void trigger(Object event) {
    if (owner != null) {
      owner.cascade().trigger(observer, own -> handler.handle(event));
    }
  }

  /** Begins to belong to its agent. From here on messages are taken for it (law B5). */
  final void begin() {
    if (owner == null) {
      stands = true;
    } else {
      AgentResources.hold(owner, this, this::end);
      owner.cascade().leaves(by -> stands = true);
    }
  }

  /** Closes it. Any thread. */
  public final void close() {
    if (owner == null || !owner.cell().isTurnOf(owner)) {
      end();
    } else if (isOpen()) {
      closedInTurn = true;
      owner.cascade().onUndo(this::reopen);
      owner.cascade().leaves(by -> end());
    }
  }

  /** It stands for one that has ended: nobody gets messages from it. Before others can find it. */
  final void beOver() {
    over = true;
  }

  /**
   * Whether it, or who has taken over from it, has ended because its agent has, and nobody has
   * closed it before (law B8).
   */
  final boolean hasEndedWithAgent() {
    for (BusRegistration one = this; one != null; one = one.heir) {
      if (one.endedWithAgent) {
        return true;
      }
    }
    return false;
  }

  private void reopen() {
    closedInTurn = false;
    putBack();
  }

  @Override
  final void end() {
    end(false);
  }

  @Override
  final void endWithAgent() {
    end(true);
  }

  private void end(boolean withAgent) {
    synchronized (this) {
      if (over) {
        return;
      }
      endedWithAgent = withAgent;
      over = true;
      BusRegistration successor = heir;
      if (successor != null && !withAgent) { // else that one's start has failed
        successor.waiting = null;
      }
    }
    remove();
    if (owner != null) {
      AgentResources.letGo(owner, this);
    }
  }
}
