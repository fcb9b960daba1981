package dev.parklane.examples.turnstile;

/** The failure of a turnstile that has taken a bent ticket. */
final class Jam extends Exception {
  private static final long serialVersionUID = 1;

  Jam(Ticket ticket) {
    super("ticket " + ticket.number() + " is bent", null, false, false); // where from is no riddle
  }
}
