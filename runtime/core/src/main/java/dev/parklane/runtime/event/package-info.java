/**
 * Event handlers: what clock and bus call, in Java and in other languages (laws H1 to H4). Knows
 * nothing of agents.
 */
@NullMarked
package dev.parklane.runtime.event;

import org.jspecify.annotations.NullMarked;
