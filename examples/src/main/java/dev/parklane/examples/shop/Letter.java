package dev.parklane.examples.shop;

/** What a customer is told of an order. */
record Letter(String text, boolean sent) {}
