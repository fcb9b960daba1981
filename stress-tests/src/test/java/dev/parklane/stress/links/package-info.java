/** Generated writes to lanes that others are linked to, and what these are told. */
@NullMarked
package dev.parklane.stress.links;

import org.jspecify.annotations.NullMarked;
