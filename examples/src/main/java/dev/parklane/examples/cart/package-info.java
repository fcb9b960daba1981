/** State that outlives the form in which it was written. */
@NullMarked
package dev.parklane.examples.cart;

import org.jspecify.annotations.NullMarked;
