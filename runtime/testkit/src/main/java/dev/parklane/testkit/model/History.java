package dev.parklane.testkit.model;

import java.util.List;

/**
 * What clients have asked for, and what they know of the end of it.
 *
 * @param <S> the type of the model's state
 * @param invocations in the order of their begins
 */
public record History<S>(List<Invocation<S, ?>> invocations) {
  /** Keeps what it is given. */
  public History {
    invocations = List.copyOf(invocations);
  }

  /** The first so many of all begins and ends: what has not ended by then is pending. */
  History<S> before(int place) {
    return new History<>(
        invocations.stream()
            .filter(one -> one.begun() < place)
            .<Invocation<S, ?>>map(one -> one.hasEndedBy(place) ? one : pending(one))
            .toList());
  }

  private static <S, R> Invocation<S, R> pending(Invocation<S, R> one) {
    return new Invocation<>(
        one.client(), one.operation(), one.begun(), Integer.MAX_VALUE, new Response.Pending<>());
  }
}
