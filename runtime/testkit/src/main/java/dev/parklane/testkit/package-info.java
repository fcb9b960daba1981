/**
 * A plane on one thread, in virtual time, with every choice of what runs next drawn from a seed:
 * {@link dev.parklane.testkit.Simulation}.
 */
@NullMarked
package dev.parklane.testkit;

import org.jspecify.annotations.NullMarked;
