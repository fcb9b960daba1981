/**
 * What a reader sees of a run that has failed (law Q5), and what tells one failure from another.
 */
@NullMarked
package dev.parklane.testkit.report;

import org.jspecify.annotations.NullMarked;
