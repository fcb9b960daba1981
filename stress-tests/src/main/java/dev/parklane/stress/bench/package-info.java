/**
 * What Parklane costs, measured beside peers in the same run. {@link
 * dev.parklane.stress.bench.Benchmarks} runs them all.
 */
@NullMarked
package dev.parklane.stress.bench;

import org.jspecify.annotations.NullMarked;
