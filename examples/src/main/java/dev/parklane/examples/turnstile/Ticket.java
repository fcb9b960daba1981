package dev.parklane.examples.turnstile;

/**
 * What a person puts into a turnstile.
 *
 * @param bent whether it jams the turnstile
 */
record Ticket(int number, boolean bent) {}
