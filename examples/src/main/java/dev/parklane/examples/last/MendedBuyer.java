package dev.parklane.examples.last;

import static dev.parklane.runtime.Question.named;

/** Asks once: the shelf looks and takes in one turn. */
class MendedBuyer extends Buyer {
  @Override
  void buy(String shelf) throws Exception {
    happy.set(agent(shelf).ask(Shelf.class, named("take", Shelf::takeIfThere)));
  }
}
