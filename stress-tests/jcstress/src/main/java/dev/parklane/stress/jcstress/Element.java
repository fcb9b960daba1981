package dev.parklane.stress.jcstress;

/** What a lane holds here, with plain fields, as a user's class may have them. */
final class Element {
  private int a;
  private int b;

  Element(int number) {
    a = number;
    b = number;
  }

  /** Whether both halves are there. */
  boolean isWhole() {
    return a == b && a != 0;
  }
}
