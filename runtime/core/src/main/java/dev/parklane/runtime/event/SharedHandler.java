package dev.parklane.runtime.event;

import java.util.Objects;

/**
 * A shared handler in Java. May run on any thread at once (law H1).
 *
 * @param <E> the type of the events
 * @param handler equal handlers make equal ones of this
 */
public record SharedHandler<E>(Handler<? super E> handler) implements EventHandler<E> {
  /** Of a handler. */
  public SharedHandler {
    Objects.requireNonNull(handler, "handler");
  }

  @Override
  public void handle(E event) throws Exception {
    handler.handle(event);
  }
}
