/** What the steps of a run touch, and which orders of them differ by that (law Q3). */
@NullMarked
package dev.parklane.testkit.order;

import org.jspecify.annotations.NullMarked;
