/** The addresses of agents and the routes that match them. */
@NullMarked
package dev.parklane.runtime.address;

import org.jspecify.annotations.NullMarked;
