package dev.parklane.examples.flights;

/**
 * What is known of a state at some moment.
 *
 * @param airports how many it has
 * @param departures the delays of all that has left from them
 * @param meanDelay of these, in minutes
 */
record StateSummary(int airports, Delays departures, double meanDelay) {}
