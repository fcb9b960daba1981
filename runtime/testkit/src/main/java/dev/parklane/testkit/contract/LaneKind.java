package dev.parklane.testkit.contract;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a {@link LaneContract} have to know of a kind of lane: how to declare, change,
 * read and observe one, and what it offers beyond that. What a kind does not offer it leaves as it
 * is here.
 *
 * <p>The checks speak of the n-th change, n from 1 on. Changes are made in order, without gaps; a
 * check may make the same sequence on two lanes, and expects of both the same.
 *
 * @param <L> the kind of lane
 */
@Experimental
public interface LaneKind<L extends Lane> {
  /**
   * Declares a lane of the kind, that no store can keep where that has to be asked for.
   *
   * @param agent whose constructor or turn this is
   * @param name the name of the lane, to be given on as it is
   * @return the lane, without observers
   */
  L declare(Agent agent, String name);

  /**
   * Makes the n-th change. Called in the lane's turn, and out of it, where the lane has to refuse.
   *
   * @param lane the lane to change
   * @param n how many changes there are with it, from 1 on
   */
  void change(L lane, int n);

  /**
   * Reads the state. Called in the lane's turn, and out of it, where the lane has to refuse.
   *
   * @param lane the lane to read
   * @return what has an {@code equals} of its own, differs after each change, and stays as it is
   *     when the lane changes; null where the kind has no state
   */
  default @Nullable Object read(L lane) {
    return null;
  }

  /**
   * How a handler is registered for an event.
   *
   * @param <L> the kind of lane
   */
  @FunctionalInterface
  interface Event<L extends Lane> {
    /**
     * Registers a handler.
     *
     * @param lane the lane to observe
     * @param handler called once for each change
     */
    void observe(L lane, Step handler);
  }

  /**
   * The events that every change triggers.
   *
   * @return in the order in which their handlers are called (law V2); none where changes trigger
   *     nothing
   */
  default List<Event<L>> events() {
    return List.of();
  }

  /**
   * The command by name that makes the n-th change (law C1).
   *
   * @param n how many changes there are with it, from 1 on
   * @return null where the kind takes no commands
   */
  default @Nullable Object command(int n) {
    return null;
  }

  /**
   * A command that the lane refuses (law O4).
   *
   * @return null where it takes every command, or none
   */
  default @Nullable Object refusedCommand() {
    return null;
  }

  /**
   * What the lane looks like to links (law J1).
   *
   * @return null where the kind takes no links
   */
  default @Nullable LinkForm form() {
    return null;
  }

  /**
   * What a link has that was told everything: the value of a {@link LinkForm#VALUE}, the map of a
   * {@link LinkForm#MAP}, in the order of the lane (law M8). Called in the lane's turn.
   *
   * @param lane the lane that it is linked to
   * @return as {@link #read} gives it, unless the kind says otherwise
   */
  default @Nullable Object linked(L lane) {
    return read(lane);
  }

  /**
   * What a link is told of the n-th change, where the form is {@link LinkForm#EVENT}.
   *
   * @param n how many changes there are with it, from 1 on
   * @return the {@link #command}, unless the kind says otherwise
   */
  default @Nullable Object message(int n) {
    return command(n);
  }

  /**
   * What a link writes to make the n-th change (law J1).
   *
   * @param n how many changes there are with it, from 1 on
   * @return null where links may not write to the lane
   */
  default @Nullable LaneEvent write(int n) {
    return null;
  }

  /**
   * Declares a lane that a store can keep.
   *
   * @param agent whose constructor or turn this is
   * @param name the name of the lane
   * @return null where no store keeps lanes of the kind
   */
  default @Nullable L declareKept(Agent agent, String name) {
    return null;
  }

  /**
   * Declares a lane that a store could keep and that is declared to take no part in restore.
   *
   * @param agent whose constructor or turn this is
   * @param name the name of the lane
   * @return null where the kind cannot be declared so
   */
  default @Nullable L declareTransient(Agent agent, String name) {
    return null;
  }
}
