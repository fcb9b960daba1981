/** The last piece on a shelf, which is sold twice in some orders, found by exploring them. */
@NullMarked
package dev.parklane.examples.last;

import org.jspecify.annotations.NullMarked;
