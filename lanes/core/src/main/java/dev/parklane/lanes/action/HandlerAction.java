package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.LaneAccessException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A value that says what a handler does, and that gives a result each time it is run.
 *
 * <p>{@link HandlerContext} makes the simple ones, and the methods here compose them. Composing
 * does nothing else: no function is called and no lane is looked up before {@link #run}. An action
 * is immutable; it may be shared by threads and agents, and run any number of times, as far as the
 * functions that it was given may.
 *
 * <p>A run does, in the agent's turn and on the calling thread, what the plain statements would do
 * that the action stands for. A write returns when all that it triggered has run (law E3), a read
 * is live (law E9), and what a function or a lane throws leaves the run as it is, without a part of
 * the action being run after it (law F1).
 *
 * <p>Actions are run in a loop and not by recursion: neither how many are composed, nor how they
 * are nested, nor how often a function of {@link #andThen} gives an action that leads back to
 * itself costs stack.
 *
 * <p>Where a method gives an {@code R}, it gives what the action that comes last is: an {@link
 * ComposedHandler} where that is one, otherwise an action with its result.
 *
 * @param <A> the class of the agents that it is for
 * @param <T> the type of the result, which is never null
 */
public sealed interface HandlerAction<A extends Agent, T> permits ComposedHandler {
  /**
   * This action, with a function applied to its result. The function throws to fail the cascade,
   * and does not give null.
   *
   * @param <U> the type of the new result
   * @param function makes the new result of the old one
   * @return a new action; this one stays as it is
   */
  default <U> HandlerAction<A, U> map(Function<? super T, ? extends U> function) {
    Objects.requireNonNull(function, "function");
    return Composed.of(new Part.Mapped(this, function));
  }

  /**
   * This action, and then the one that a function makes of its result. The function is called when
   * this action has been run; it does not give null.
   *
   * @param <R> what the action is that comes last
   * @param next makes the action that comes last of the result of this one
   * @return a new action; this one stays as it is
   */
  default <R extends HandlerAction<A, ?>> R andThen(Function<? super T, ? extends R> next) {
    Objects.requireNonNull(next, "next");
    return Composed.of(new Part.Chained(this, next));
  }

  /**
   * This action, and then another, which gives the result.
   *
   * @param <R> what the other action is
   * @param next is run after this one
   * @return a new action; this one stays as it is
   */
  default <R extends HandlerAction<A, ?>> R followedBy(R next) {
    Objects.requireNonNull(next, "next");
    return andThen(result -> next);
  }

  /**
   * This action, without its result.
   *
   * @return a new action; this one stays as it is
   */
  default ComposedHandler<A> discard() {
    return Composed.of(new Part.Mapped(this, result -> Nothing.NOTHING));
  }

  /**
   * This action, and then another, which give both results.
   *
   * @param <U> the type of the other result
   * @param other is run after this one
   * @return a new action; this one stays as it is
   */
  default <U> HandlerAction<A, Both<T, U>> join(HandlerAction<A, U> other) {
    return join(other, Both::new);
  }

  /**
   * This action, and then another, whose results a function combines; it does not give null.
   *
   * @param <U> the type of the other result
   * @param <V> the type of the combined result
   * @param other is run after this one
   * @param combine is called with the result of this one and of the other
   * @return a new action; this one stays as it is
   */
  default <U, V> HandlerAction<A, V> join(
      HandlerAction<A, U> other, BiFunction<? super T, ? super U, ? extends V> combine) {
    Objects.requireNonNull(other, "other");
    Objects.requireNonNull(combine, "combine");
    return andThen(first -> other.map(second -> combine.apply(first, second)));
  }

  /**
   * Runs it, from a plain handler of the agent: {@code add(name).run(this)}; or as a question:
   * {@code ask(Names.class, action::run)}.
   *
   * @param agent the one whose turn it is on this thread
   * @return what the action gives; not null
   * @throws LaneAccessException where it is no agent's turn on this thread (law E8)
   * @throws IllegalStateException where it is the turn of another agent
   * @throws CascadeAbortedException where the cascade has failed, and the action touches a lane
   *     (law F1)
   * @throws NullPointerException where a function or a projection gave null
   * @throws Exception what a function threw; it fails the cascade unless the caller catches it
   */
  default T run(A agent) throws Exception {
    return ActionRun.in(agent).result(this);
  }
}
