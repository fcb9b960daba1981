/**
 * What agents do, as a sequence and as trees: recorded of a live plane or of a simulated one. Knows
 * nothing of agents.
 */
@NullMarked
package dev.parklane.runtime.trace;

import org.jspecify.annotations.NullMarked;
