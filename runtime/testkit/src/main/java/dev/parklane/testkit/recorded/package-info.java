/**
 * What a trace of a live plane says: its root events in an order in which they can be played again,
 * what cascades of equal root events have done otherwise, and what came from outside. Knows nothing
 * of simulations.
 */
@NullMarked
package dev.parklane.testkit.recorded;

import org.jspecify.annotations.NullMarked;
