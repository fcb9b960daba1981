/** Generated work that agents suspend, and what becomes of it when their plane closes. */
@NullMarked
package dev.parklane.stress.draining;

import org.jspecify.annotations.NullMarked;
