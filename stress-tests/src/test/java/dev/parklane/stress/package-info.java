/**
 * Properties that hold across the modules: generated agents against a model, and many threads
 * against many agents. Each test names the laws that it holds the runtime to.
 */
@NullMarked
package dev.parklane.stress;

import org.jspecify.annotations.NullMarked;
