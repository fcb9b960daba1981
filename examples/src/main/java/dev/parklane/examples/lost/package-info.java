/** An update that is lost in some orders, found by exploring them. */
@NullMarked
package dev.parklane.examples.lost;

import org.jspecify.annotations.NullMarked;
