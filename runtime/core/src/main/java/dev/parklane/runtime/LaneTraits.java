package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of lane says of itself: all that a kind can override, and what holds where it does
 * not. A kind extends {@link Lane}, which has what it calls.
 *
 * <p>Called in the turn of the agent, but for {@link #kind}, which any thread may call. What it
 * throws fails the cascade (law F1).
 */
@Experimental
public abstract class LaneTraits extends Undoable {
  LaneTraits() {}

  /** {@return what kind of lane it is, as in {@code value}} */
  public abstract String kind();

  /** {@return what it has declared of its keys; null where its kind has none} */
  protected @Nullable Element keys() {
    return null;
  }

  /** {@return what it has declared of its values, or of the messages that go through it} */
  protected Element values() {
    return Element.UNKNOWN;
  }

  /**
   * {@return its state, in a form that {@link #restore} takes back and that later writes do not
   * change}
   */
  protected abstract @Nullable Object state();

  /**
   * Puts back a state that {@link #state} gave. Triggers nothing (law V4).
   *
   * @param state null where {@link #state} gave null
   */
  protected abstract void restore(@Nullable Object state);

  // --- commands, and guests
  // ------------------------------------------------------------------------

  /** {@return whether commands may be sent to it by name, now that it is declared} */
  protected boolean takesCommands() {
    return false;
  }

  /**
   * Tells whether a command with this value may be sent to it by name.
   *
   * @param value the command
   * @return why not, in words; null where it may
   */
  protected @Nullable String refusesCommand(Object value) {
    return "it is a " + kind() + " lane, which takes no commands";
  }

  /**
   * Handles a command that was sent by name and that {@link #refusesCommand} let through.
   *
   * @param value the command
   */
  protected void accept(Object value) {
    throw new IllegalStateException("[PL-O4.3] " + this + " takes no commands");
  }

  /**
   * {@return what is declared of an argument of one of its methods: what comes from a guest is
   * checked against it (law M9)}
   *
   * @param method the one that is called
   * @param index which of its arguments it is, from 0 on
   */
  protected Element argument(String method, int index) {
    return Element.UNKNOWN;
  }

  /**
   * {@return the class that an argument of one of its methods is to have, for callers in a language
   * without Java's types: a guest's 3 is a long where the lane holds longs; null where the lane
   * does not know, and the argument stays as it came}
   *
   * @param method the one that is called
   * @param index which of its arguments it is, from 0 on
   */
  protected @Nullable Class<?> argumentType(String method, int index) {
    return argument(method, index).type();
  }

  // --- links
  // ---------------------------------------------------------------------------------------

  /** {@return what it looks like to links, or null where it takes none} */
  protected @Nullable LinkForm linkForm() {
    return null;
  }

  /**
   * {@return what it lacks to take links, in words with the remedy; null where its kind takes none}
   */
  protected @Nullable String missingForLinks() {
    return null;
  }

  /**
   * {@return the state that a link is told when it is made (law J7): the value, or a map that later
   * writes do not change} In the agent's turn; it may trigger handlers.
   *
   * @throws Exception what a handler throws that it triggers
   */
  protected @Nullable Object sync() throws Exception {
    return state();
  }

  /**
   * {@return why a link may not write this to it, or null where it may}
   *
   * @param write what the link wants to write
   */
  protected @Nullable String refusesWrite(LaneEvent write) {
    return write instanceof LaneEvent.Message message
        ? refusesCommand(message.value())
        : "it is a " + kind() + " lane, which takes no such write through a link";
  }

  /**
   * Does what a link has written and {@link #refusesWrite} let through.
   *
   * @param write what the link has written
   */
  protected void acceptWrite(LaneEvent write) {
    if (write instanceof LaneEvent.Message message) {
      accept(message.value());
    } else {
      throw new IllegalStateException("[PL-J1.2] " + this + " takes no writes through links");
    }
  }

  // --- stores, and the end
  // -------------------------------------------------------------------------

  /**
   * {@return what is missing for the store of an agent to keep the lane, in words; null where
   * nothing is, or where lanes of this kind have no state to keep}
   */
  protected @Nullable String missingForStore() {
    return null;
  }

  /**
   * Puts back what the store holds of it, if anything. Triggers nothing (law V4).
   *
   * @param saved what the store holds of the whole agent
   */
  protected void load(SavedState saved) {
    throw new IllegalStateException(
        "[PL-D5.2] " + this + " is a " + kind() + " lane, which no store keeps");
  }

  /**
   * Turns a change into the form in which the store keeps it.
   *
   * @param event what the lane has done
   * @param to takes each change for the store, in their order
   */
  protected void save(LaneEvent event, Consumer<StateChange> to) {
    throw new IllegalStateException(
        "[PL-D5.2] " + this + " is a " + kind() + " lane, which no store keeps");
  }

  /** It is about to be closed: a kind that has something open of its own closes that now. */
  protected void closing() {}
}
