package dev.parklane.runtime;

/** A link was ended because its observer was too many messages behind (law J6). */
public final class LinkOverflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LinkOverflowException(String link, int backlog) {
    super(
        "[PL-J6] "
            + link
            + " is ended: its observer is "
            + backlog
            + " messages behind, which is its backlog; handle them faster, or raise it with"
            + " backlog(n)");
  }
}
