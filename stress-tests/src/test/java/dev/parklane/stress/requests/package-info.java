/** Generated requests over the bus, and what becomes of each. */
@NullMarked
package dev.parklane.stress.requests;

import org.jspecify.annotations.NullMarked;
