/** The clocks that agents live by: one that follows the machine, one that tests move. */
@NullMarked
package dev.parklane.runtime.time;

import org.jspecify.annotations.NullMarked;
