package dev.parklane.testkit.model;

import org.jspecify.annotations.Nullable;

/**
 * What an operation comes to in a model.
 *
 * @param <S> the type of the model's state
 * @param <R> the type of the answer
 * @param next the state behind it
 * @param answer what is answered; null where that is nothing
 */
public record Outcome<S, R extends @Nullable Object>(S next, R answer) {}
