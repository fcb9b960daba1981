/**
 * The page of figures: what is measured, beside what, how far it is to come, and how it is shown.
 * {@link dev.parklane.stress.figures.Benchmarks} measures and writes it.
 */
@NullMarked
package dev.parklane.stress.figures;

import org.jspecify.annotations.NullMarked;
