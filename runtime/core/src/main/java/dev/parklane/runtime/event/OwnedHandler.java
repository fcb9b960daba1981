package dev.parklane.runtime.event;

import java.util.Objects;

/**
 * An owned handler in Java. Runs in the turn of the agent that registers it (law H1), and belongs
 * to that instance until it has ended: another agent that registers the same object meanwhile is
 * refused (law H6). A registration that fails, or is rolled back, leaves it free.
 *
 * @param <E> the type of the events
 * @param handler equal handlers make equal ones of this
 */
public record OwnedHandler<E>(Handler<? super E> handler) implements EventHandler<E> {
  /** Of a handler. */
  public OwnedHandler {
    Objects.requireNonNull(handler, "handler");
  }

  @Override
  public void handle(E event) throws Exception {
    handler.handle(event);
  }
}
