/** The smallest example: one agent with three lanes. */
@NullMarked
package dev.parklane.examples.names;

import org.jspecify.annotations.NullMarked;
