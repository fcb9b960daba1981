package dev.parklane.lanes.action;

/**
 * The results of two actions that were joined.
 *
 * @param <T> the type of the first result
 * @param <U> the type of the second result
 * @param first the result of the action that ran first
 * @param second the result of the other
 */
public record Both<T, U>(T first, U second) {}
