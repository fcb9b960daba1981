package dev.parklane.examples.shop;

/**
 * One line of a purchase.
 *
 * @param item what the agent of its stock is called
 * @param cents what one piece costs
 */
record Line(String item, int pieces, int cents) {}
