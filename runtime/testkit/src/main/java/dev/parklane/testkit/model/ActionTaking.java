package dev.parklane.testkit.model;

import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An action that takes an argument, of which it is still to be said what it does. See {@link
 * Model#action}.
 *
 * @param <S> the type of the model's state
 * @param <A> the type of the argument
 */
public final class ActionTaking<S, A> {
  private final Deed.Kind<S, A> kind;
  private final BiPredicate<? super S, ? super A> when;

  ActionTaking(Deed.Kind<S, A> kind, BiPredicate<? super S, ? super A> when) {
    this.kind = kind;
    this.when = when;
  }

  /**
   * Asks the real plane.
   *
   * @param <A> the type of the argument
   * @param <R> the type of the answer
   */
  @FunctionalInterface
  public interface Question<A, R extends @Nullable Object> {
    /**
     * Asks, and waits for the answer.
     *
     * @param session has the plane
     * @param argument of the action
     * @return what is compared with the model
     * @throws Exception what fails the program
     */
    R ask(Session session, A argument) throws Exception;
  }

  /**
   * Does something to the real plane that is not answered.
   *
   * @param <A> the type of the argument
   */
  @FunctionalInterface
  public interface Body<A> {
    /**
     * Does it.
     *
     * @param session has the plane
     * @param argument of the action
     * @throws Exception what fails the program
     */
    void run(Session session, A argument) throws Exception;
  }

  /**
   * A postcondition.
   *
   * @param <S> the type of the model's state
   * @param <A> the type of the argument
   * @param <R> the type of the answer
   */
  @FunctionalInterface
  public interface Check<S, A, R extends @Nullable Object> {
    /**
     * Compares what the real plane has answered.
     *
     * @param before the state of the model before the action
     * @param argument of the action
     * @param answer of the real plane
     * @throws AssertionError where that is wrong
     */
    void check(S before, A argument, R answer);
  }

  /**
   * Says when it can be done: a precondition. Programs of one client only have such actions: of
   * several nobody knows in which state it will be.
   *
   * @param precondition of the model's state and the argument
   * @return the same action, which is left out of programs elsewhere
   */
  public ActionTaking<S, A> when(BiPredicate<? super S, ? super A> precondition) {
    Deed.Kind<S, A> bound =
        new Deed.Kind<>(kind.name(), kind.choices(), false, kind.isShown(), kind.place());
    return new ActionTaking<>(bound, precondition);
  }

  /**
   * Asks the real plane, and compares the answer with the model's, by {@code equals}.
   *
   * @param <R> the type of the answer
   * @param real asks and waits
   * @param model of the state before and the argument: the state behind, and the answer
   * @return the action
   */
  public <R extends @Nullable Object> Action<S> asks(
      Question<A, R> real, BiFunction<? super S, ? super A, Outcome<S, R>> model) {
    return new Deed<>(kind, when, new Deed.Asks<>(real), model, null);
  }

  /**
   * Asks the real plane, and looks at the answer: where that can be more than one.
   *
   * @param <R> the type of the answer
   * @param real asks and waits
   * @param model of the state before and the argument: the state behind
   * @param check the postcondition
   * @return the action
   */
  public <R extends @Nullable Object> Action<S> asks(
      Question<A, R> real,
      BiFunction<? super S, ? super A, ? extends S> model,
      Check<S, A, R> check) {
    return new Deed<>(kind, when, new Deed.Asks<>(real), silent(model), check);
  }

  /**
   * Does something that is not answered: sends a command, lets time pass. Among several clients it
   * may take effect at any time after it was begun, or never.
   *
   * @param real does it
   * @param model of the state before and the argument: the state behind
   * @return the action
   */
  public Action<S> does(Body<A> real, BiFunction<? super S, ? super A, ? extends S> model) {
    return new Deed<S, A, @Nullable Object>(kind, when, new Deed.Does<>(real), silent(model), null);
  }

  /** Ends the plane, and starts it again. */
  Action<S> restarts(Body<A> real, BiFunction<? super S, ? super A, ? extends S> model) {
    return new Deed<S, A, @Nullable Object>(
        kind, when, new Deed.Restarts<>(real), silent(model), null);
  }

  /** What the model does not answer is the check's to know. */
  private static <S, A, R extends @Nullable Object> BiFunction<S, A, Outcome<S, R>> silent(
      BiFunction<? super S, ? super A, ? extends S> model) {
    return (state, argument) -> new Outcome<>(model.apply(state, argument), null);
  }
}
