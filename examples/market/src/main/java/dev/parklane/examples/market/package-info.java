/**
 * A small back-test: bars of prices on the bus, an aggregator on timers, and one strategy in Java,
 * in Python and in C.
 */
@NullMarked
package dev.parklane.examples.market;

import org.jspecify.annotations.NullMarked;
