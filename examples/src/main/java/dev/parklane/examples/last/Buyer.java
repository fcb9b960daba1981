package dev.parklane.examples.last;

import static dev.parklane.runtime.Question.named;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;

/** Buys a lamp if there is one, and is wrong about it: another may take it after the look. */
class Buyer extends Agent {
  final ValueLane<Boolean> happy = new ValueLane<>(this, "happy", false);

  Buyer() {
    new CommandLane<>(this, "buy", String.class).onCommand(this::buy);
  }

  void buy(String shelf) throws Exception {
    if (agent(shelf).ask(Shelf.class, named("look", Shelf::lamps)) > 0) {
      agent(shelf).ask(Shelf.class, named("take", Shelf::take));
      happy.set(true);
    }
  }
}
