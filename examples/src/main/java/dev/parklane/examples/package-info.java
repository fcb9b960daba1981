/** The way in: {@link dev.parklane.examples.Main} runs an example by its name. */
@NullMarked
package dev.parklane.examples;

import org.jspecify.annotations.NullMarked;
