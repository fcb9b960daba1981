/** A change of two agents that ends in both, or is taken back in both. */
@NullMarked
package dev.parklane.examples.saga;

import org.jspecify.annotations.NullMarked;
