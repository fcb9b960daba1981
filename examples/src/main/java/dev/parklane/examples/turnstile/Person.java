package dev.parklane.examples.turnstile;

/**
 * Somebody who comes to a turnstile.
 *
 * @param second of the day
 * @param turnstile the URI of its agent
 */
record Person(int second, String turnstile, Ticket ticket) {}
