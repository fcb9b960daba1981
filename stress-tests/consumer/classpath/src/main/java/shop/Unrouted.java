package shop;

import dev.parklane.runtime.Plane;

/** Forgets the routes, and is told, although it has bound nothing to the log. */
public final class Unrouted {
  private Unrouted() {}

  /** Never gets to its plane. */
  public static void main(String[] args) {
    Plane.builder().start().close();
  }
}
