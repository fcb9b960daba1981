package dev.parklane.testkit.model;

/**
 * What a {@link Model} can do, to the real plane and to its state. {@link ActionTaking} makes it.
 *
 * @param <S> the type of the model's state
 */
public sealed interface Action<S> permits Deed {}
