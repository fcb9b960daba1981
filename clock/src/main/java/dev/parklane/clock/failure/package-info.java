/** How failures are told in the log, however many there are; for Parklane's own modules alone. */
@NullMarked
package dev.parklane.clock.failure;

import org.jspecify.annotations.NullMarked;
