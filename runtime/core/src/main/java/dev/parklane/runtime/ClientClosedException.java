package dev.parklane.runtime;

/** A link of a {@link Client} was used after that client was closed. Its plane may be open. */
public final class ClientClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ClientClosedException(String client) {
    super("[PL-L5.2] client " + client + " is closed; make another with plane.client()");
  }
}
