package dev.parklane.testkit.model;

import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/**
 * An action.
 *
 * @param <S> the type of the model's state
 * @param <A> the type of its argument
 * @param <R> the type of the answer
 * @param kind what it is called, what it takes, and where that is said
 * @param when whether it can be done
 * @param real does it to the plane
 * @param model what it comes to
 * @param check of the answer; null where it is to be that of the model
 */
record Deed<S, A, R extends @Nullable Object>(
    Kind<S, A> kind,
    BiPredicate<? super S, ? super A> when,
    Real<A, R> real,
    BiFunction<? super S, ? super A, Outcome<S, R>> model,
    ActionTaking.@Nullable Check<S, A, R> check)
    implements Action<S> {
  /**
   * What an action is called, and what it takes.
   *
   * @param name of it
   * @param choices of its argument, in whatever state it will be done
   * @param isFree whether neither the choices nor {@code when} depend on the state
   * @param isShown whether its argument is part of its text
   * @param place where the test says what it does
   */
  record Kind<S, A>(
      String name,
      Arbitrary<Choice<S, A>> choices,
      boolean isFree,
      boolean isShown,
      StackTraceElement place) {}

  /** What is taken in a state; null where nothing can be. */
  interface Choice<S, A> {
    @Nullable A in(S state);
  }

  /** What is done to the real plane. */
  sealed interface Real<A, R extends @Nullable Object> {}

  /** Something that is answered. */
  record Asks<A, R extends @Nullable Object>(ActionTaking.Question<A, R> question)
      implements Real<A, R> {}

  /** Something whose end nobody waits for. */
  record Does<A, R extends @Nullable Object>(ActionTaking.Body<A> body) implements Real<A, R> {}

  /** Something that has taken effect when it returns. */
  record Restarts<A, R extends @Nullable Object>(ActionTaking.Body<A> body) implements Real<A, R> {}

  /** This action with arguments to come. */
  Arbitrary<Draft<S>> drafts() {
    return kind.choices().map(choice -> state -> in(state, choice));
  }

  private @Nullable Call<S, A, R> in(S state, Choice<S, A> choice) {
    A argument = choice.in(state);
    return argument == null || !when.test(state, argument) ? null : new Call<>(this, argument);
  }

  /** An action that is to be done, in whatever state that will be. */
  interface Draft<S> {
    /** It with its argument; null where it cannot be done in this state. */
    @Nullable Call<S, ?, ?> in(S state);
  }
}
