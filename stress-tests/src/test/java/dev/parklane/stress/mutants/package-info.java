/**
 * Faults put into the library on purpose, one at a time, and the tests that have to see them. A law
 * whose test is blind shows here.
 *
 * <p>The mutants stand in the text files of this package among the resources, as differences of
 * source files. {@code mvn verify -Pmutants} builds each and runs its test; {@link
 * dev.parklane.stress.mutants.MutantsTest} sees in every build that each still fits the sources.
 */
@NullMarked
package dev.parklane.stress.mutants;

import org.jspecify.annotations.NullMarked;
