/**
 * What Parklane costs, measured beside peers. {@link dev.parklane.stress.figures.Benchmarks} runs
 * them all.
 */
@NullMarked
package dev.parklane.stress.bench;

import org.jspecify.annotations.NullMarked;
