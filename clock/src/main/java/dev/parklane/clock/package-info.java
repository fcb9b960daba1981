/** Clocks with alerts and timers: one that follows the machine, one that tests move. */
@NullMarked
package dev.parklane.clock;

import org.jspecify.annotations.NullMarked;
