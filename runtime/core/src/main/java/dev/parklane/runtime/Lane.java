package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.untyped.NumberFit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of lane is built on: a name in its agent, observers in order, and the four steps
 * of an access.
 *
 * <p>A kind keeps its own state and calls, in this order:
 *
 * <ol>
 *   <li>{@link #reading} before it reads, {@link #changing} before it changes: both refuse an
 *       access out of turn (law E8), and {@code changing} keeps the state that a roll-back would
 *       need (law F2);
 *   <li>then it changes its state, and, where {@link #isFollowed}, {@link #publish}es what it did;
 *   <li>then {@link #trigger(HandlerCall)}, or {@link #trigger(int, HandlerCall)} where it has
 *       several events. That returns when the handlers of the event, and everything that they set
 *       off, have run (law E3). With no observer there is nothing to call, and the write does not
 *       park (law E4).
 * </ol>
 *
 * <p>The runtime knows kinds by it alone. Every method but {@link #name}, {@link #agent} and {@link
 * #kind} is for the thread whose turn it is. {@code LaneContract} of the testkit checks a kind.
 */
@Experimental
public abstract class Lane extends ObservedLane {
  private boolean isTransient; // set where it is declared

  /**
   * Adds the lane to its agent.
   *
   * @param agent whose lane it is
   * @param name by which commands reach it, different from those of the agent's other lanes
   * @throws IllegalArgumentException where the name is blank or the agent has a lane of that name
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  protected Lane(Host agent, String name) {
    this(agent, name, false);
  }

  /** Adds one that may have no state: then there is nothing to keep for a roll-back. */
  @SuppressWarnings("this-escape") // the agent keeps the reference; nothing is called on it
  Lane(Host agent, String name, boolean stateless) {
    super(agent, name, stateless);
    host.add(this);
  }

  /** {@return what it is, for those who know it by its name alone} */
  public final LaneDescription description() {
    reading();
    return new LaneDescription(name, kind(), linkForm(), takesCommands(), keys(), values());
  }

  /**
   * {@return what a guest gives for an argument of one of its methods, as the lane takes it: a
   * number in the class that is {@linkplain #argumentType asked for}, where it is the same number
   * there, and the name of a constant as the constant (law H2)}
   *
   * @param method the one that is called
   * @param index which of its arguments it is, from 0 on
   * @param argument in plain Java, not null
   * @throws IllegalArgumentException where it is of another type than was {@linkplain #argument
   *     declared} (law M9)
   */
  protected Object given(String method, int index, Object argument) {
    Object fitting = fit(method, index, argument);
    String why = argument(method, index).refuses(fitting);
    if (why != null) {
      throw new IllegalArgumentException("[PL-M9.3] lanes." + name + "." + method + ": " + why);
    }
    return fitting;
  }

  /** The same, unchecked. */
  final Object fit(String method, int index, Object argument) {
    Class<?> type = argumentType(method, index);
    return type == null ? argument : NumberFit.fit(argument, type);
  }

  // --- those outside its agent -------------------------------------------------------------------

  /**
   * {@return whether somebody outside the agent wants to know what it does: a link, or the store}
   */
  protected final boolean isFollowed() {
    return outlet != null && outlet.isOpen();
  }

  /**
   * Tells those outside the agent, if this cascade succeeds (law O1).
   *
   * @param event what the lane has done
   */
  protected final void publish(LaneEvent event) {
    if (outlet != null && outlet.isOpen()) {
      outlet.add(event, host.cascade());
    }
  }

  /**
   * Lets the store of the agent, if it has one, keep the lane: what that holds of it is put back
   * before {@code onStart} or, for a lane that is declared later, when it is first used, at the
   * latest when its cascade ends (laws L1, V4). To be called where the lane is declared.
   *
   * @throws IllegalStateException where it has been restored already
   */
  protected final void keepInStore() {
    declaring();
    if (host.store() != null && !isTransient) {
      requireNew();
      outlet().keepInStore(true);
    }
  }

  /**
   * Lets it take no part in restore. To be called where the lane is declared.
   *
   * @throws IllegalStateException where it has been restored already
   */
  protected final void declareTransient() {
    declaring();
    if (host.store() != null) {
      requireNew();
    }
    isTransient = true;
    if (outlet != null) {
      outlet.keepInStore(false);
    }
  }

  /** What a store keeps of it can be declared until it is restored, and needs no undo so far. */
  private void requireNew() {
    if (over != NEW && !cascade().constructing) {
      throw new IllegalStateException(
          "[PL-D5.20] "
              + this
              + " has what the store of its agent holds of it already; give it codec(...) or"
              + " asTransient() where you declare it, before it is used");
    }
  }

  /** It is declared after the constructor: it is restored when it is first used. */
  final void restoreLater() {
    over = NEW;
  }

  @Override
  final void restoreNew() {
    if (over != NEW) {
      return;
    }
    over = OPEN;
    boolean restored = false;
    try {
      if (isKept()) {
        host.restore(this);
      }
      restored = true;
    } finally {
      if (!restored) {
        over = NEW; // its first value must never take the place of what cannot be read
      }
    }
  }

  /**
   * Gives the form in which its keys or its values leave the process from here on, unless the
   * cascade fails.
   *
   * @param before what was declared of them
   * @param form how they become bytes, and bytes they
   * @param to takes what is declared of them now, and takes it back
   */
  protected final void declareForm(Element before, Codec<?> form, Consumer<Element> to) {
    declaring();
    onUndo(() -> to.accept(before));
    to.accept(before.in(form));
  }

  final @Nullable String lacksForStore() {
    return isTransient ? null : missingForStore();
  }

  final boolean isKept() {
    return outlet != null && outlet.isKept();
  }

  final void saveChanges(Consumer<StateChange> to) {
    if (outlet != null && over == OPEN) { // what is closed is dropped
      outlet.save(to);
    }
  }

  private Outlet outlet() {
    Outlet there = outlet;
    if (there == null) {
      there = new Outlet(this);
      outlet = there;
    }
    return there;
  }

  final void addRecipient(Recipient recipient) {
    outlet().add(recipient);
  }

  final void removeRecipient(Recipient recipient) {
    outlet().remove(recipient);
  }

  final boolean hasLinks() {
    return outlet != null && outlet.hasLinks();
  }

  /** The lane is gone, with its agent or before it; its links are told why. */
  final void endLinks(@Nullable Throwable failure, Departure by) {
    if (outlet != null) {
      outlet.end(failure, by);
    }
  }

  /**
   * Closes the lane: its agent has it no more, its links are told that it has ended, and a store
   * forgets what it held of it. A lane of the same name may be declared anew. A change like any
   * other: it takes effect outside when the cascade has succeeded, and is taken back if it fails.
   * Every later access is refused.
   *
   * @throws LaneAccessException where it is not this thread's turn, or the lane is closed
   */
  public final void close() {
    reading();
    closing();
    host.remove(this);
    over = CLOSED;
    host.cascade().onUndo(() -> over = OPEN);
    if (host.store() != null) {
      host.cascade().part().drops(new StateChange.LaneDropped(name));
    }
    host.cascade().leaves(by -> endLinks(null, by));
  }

  /** The cascade is over: the next one keeps the state anew. */
  @Override
  final void forgetKept() {
    touched = UNTOUCHED;
    if (outlet != null) {
      outlet.forgetChanges();
    }
  }

  @Override
  final void putBack(Object before) {
    if (before instanceof UndoLog.State kept) {
      restore(kept.value());
    } else {
      observers = (Observers) before;
    }
  }
}
