/**
 * Event handlers: what clock and bus call, in Java and in other languages (laws H1 to H6). Knows
 * nothing of agents.
 *
 * <p>{@link Guest} is a context of another language, {@link GuestHandler} a function of it. {@code
 * GuestContext} is its polyglot side, which is called in turn inside of a {@code
 * scheduling.ExclusiveContext}; a {@code GuestDialect} is what differs between languages. {@code
 * GuestView} carries values in, {@code PlainValue} and {@code PlainCopy} carry them out. {@code
 * LanesView} finds the lanes of the agent whose handler runs, {@code CalledView} its bus, its clock
 * and their handles, and takes the guest's functions for them.
 */
@NullMarked
package dev.parklane.runtime.event;

import org.jspecify.annotations.NullMarked;
