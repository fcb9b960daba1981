/**
 * For callers whose language has no types like Java's: what they call by name, and what their
 * numbers are here. Knows nothing of agents, nor of the languages.
 */
@NullMarked
package dev.parklane.runtime.untyped;

import org.jspecify.annotations.NullMarked;
