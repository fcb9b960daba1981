/** What Parklane writes into a flight recording. */
@NullMarked
package dev.parklane.runtime.recording;

import org.jspecify.annotations.NullMarked;
