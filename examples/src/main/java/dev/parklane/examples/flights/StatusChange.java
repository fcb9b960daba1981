package dev.parklane.examples.flights;

/**
 * What an airport tells the nation.
 *
 * @param airport its code
 * @param status the status that it has from now on
 */
record StatusChange(String airport, Status status) {}
