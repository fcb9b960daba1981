/** What clocks write into a flight recording. */
@NullMarked
package dev.parklane.clock.recording;

import org.jspecify.annotations.NullMarked;
