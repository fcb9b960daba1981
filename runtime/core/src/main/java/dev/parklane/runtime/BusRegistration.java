package dev.parklane.runtime;

import dev.parklane.runtime.event.EventHandler;
import org.jspecify.annotations.Nullable;

/**
 * What gets messages from the bus of a plane: a handler, and the instance of an agent in whose turn
 * it runs, if any. It ends with that instance; in the agent's turn its end is a change like any
 * other (law F2).
 */
abstract class BusRegistration extends Registration {
  private final @Nullable Instance owner;
  private final EventHandler<Object> handler;
  private final Observer observer; // as which it stands in chains of writers
  private volatile boolean over; // for good; written under this
  private volatile boolean endedWithAgent; // for good, before that; written under this
  private volatile boolean waits; // written by the root thread, for good
  private volatile @Nullable BusRegistration heir; // written in the turn of a fresh instance
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
    return current() != this;
  }

  /** Whether its instance has ended, and it has not. */
  final boolean isWaiting() {
    return waits && !over;
  }

  /** A fresh instance has registered the same: what has waited goes there. */
  final void leaveTo(BusRegistration successor) {
    heir = successor;
  }

  /** The one of a fresh instance that gets what was for this one, or this one. */
  final BusRegistration current() {
    for (BusRegistration fresh = heir; fresh != null; fresh = fresh.heir) {
      if (fresh.isThere()) {
        return fresh;
      } // else its instance has been restarted too
    }
    return this;
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

  /** Runs its handler in the cascade of its agent, as a trigger (law B4) or as the root event. */
  final void trigger(Object event) {
    if (owner != null) {
      owner.cascade().trigger(observer, own -> handler.handle(event));
    }
  }

  /** Begins to belong to its agent. */
  final void begin() {
    if (owner != null) {
      AgentResources.hold(owner, this, this::end);
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

  /** Whether it has ended because its agent has, and nobody has closed it before (law B8). */
  final boolean hasEndedWithAgent() {
    return endedWithAgent;
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
    }
    remove();
    if (owner != null) {
      AgentResources.letGo(owner, this);
    }
  }
}
