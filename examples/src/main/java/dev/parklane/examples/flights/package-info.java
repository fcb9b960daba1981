/**
 * The main example: a quarter of a year of flights, replayed from several threads as commands to
 * one agent per airport.
 *
 * <p>Start reading at {@link dev.parklane.examples.flights.Airport}, the agent; {@link
 * dev.parklane.examples.flights.Flights} is the program around it.
 */
@NullMarked
package dev.parklane.examples.flights;

import org.jspecify.annotations.NullMarked;
