package dev.parklane.runtime;

/** A mailbox of nobody. */
final class Box extends Mailbox {
  private final int capacity;

  Box(int capacity) {
    this.capacity = capacity;
  }

  @Override
  int capacity() {
    return capacity;
  }

  @Override
  void wakeAfterMark(Mail by) {}
}
