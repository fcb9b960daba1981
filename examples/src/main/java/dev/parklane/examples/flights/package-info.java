/**
 * The main example: a quarter of a year of flights, replayed from several threads as commands to
 * one agent per airport, which an agent per state and one of the nation are joined to.
 *
 * <p>Start reading at {@link dev.parklane.examples.flights.Airport}, then {@link
 * dev.parklane.examples.flights.Nation}, the agents; {@link dev.parklane.examples.flights.Flights}
 * is the program around them.
 */
@NullMarked
package dev.parklane.examples.flights;

import org.jspecify.annotations.NullMarked;
