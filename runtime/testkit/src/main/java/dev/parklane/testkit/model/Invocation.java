package dev.parklane.testkit.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a client, from its begin to its end.
 *
 * @param <S> the type of the model's state
 * @param <R> the type of the answer
 * @param client who has asked
 * @param operation what for
 * @param begun its place among all begins and ends of the history
 * @param ended the place of its end; {@link Integer#MAX_VALUE} where it is pending
 * @param response what came of it
 */
public record Invocation<S, R extends @Nullable Object>(
    String client, Operation<S, R> operation, int begun, int ended, Response<R> response) {
  /** Whether its end is among the first so many begins and ends. */
  boolean hasEndedBy(int place) {
    return ended < place;
  }

  /** The state behind it; empty where it has not ended so in that state. */
  Optional<S> after(S before) {
    boolean isAllowed =
        !(response instanceof Response.Answered<R> answered)
            || operation.allows(before, answered.value());
    return isAllowed ? Optional.of(operation.on(before).next()) : Optional.empty();
  }

  /** Reads like {@code write(1) -> 1 of ann}. */
  @Override
  public String toString() {
    return operation.toString() + response + " of " + client;
  }
}
