package dev.parklane.runtime.persistent;

/** A key that is equal by its number, and whose hash code a test chooses. */
record Key(int number, int hash) implements Comparable<Key> {

  /** A key that collides with all other such keys. */
  static Key colliding(int number) {
    return new Key(number, 42);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && key.number == number;
  }

  @Override
  public int compareTo(Key other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "#" + number;
  }
}
