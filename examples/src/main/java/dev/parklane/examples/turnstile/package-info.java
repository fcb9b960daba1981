/**
 * The example of a long life: one agent per turnstile, through a day on a clock that is advanced by
 * hand. Turnstiles that nobody uses leave and come back with their counts, and one that jams is
 * restarted.
 *
 * <p>Start reading at {@link dev.parklane.examples.turnstile.Turnstile}, the agent; {@link
 * dev.parklane.examples.turnstile.Turnstiles} is the program around it.
 */
@NullMarked
package dev.parklane.examples.turnstile;

import org.jspecify.annotations.NullMarked;
