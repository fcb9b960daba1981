/**
 * Event handlers: what clock and bus call, in Java and in other languages (laws H1 to H4). Knows
 * nothing of agents.
 *
 * <p>{@link Guest} is a context of another language, {@link GuestHandler} a function of it. {@code
 * GuestContext} is its polyglot side, which is called in turn inside of a {@code
 * scheduling.Enclosure}; {@code GuestView} and {@code PlainValue} carry values in and out, {@code
 * LanesView} finds the lanes of the agent whose handler runs.
 */
@NullMarked
package dev.parklane.runtime.event;

import org.jspecify.annotations.NullMarked;
