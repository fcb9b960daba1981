package dev.parklane.examples.shop;

import java.util.List;

/** What somebody wants to have, and pays with. */
record Purchase(String customer, String card, List<Line> lines) {
  /** Of an order that was not placed yet. */
  static final Purchase NONE = new Purchase("", "", List.of());

  Purchase {
    lines = List.copyOf(lines);
  }

  /** What all of it costs. */
  int cents() {
    return lines.stream().mapToInt(line -> line.pieces() * line.cents()).sum();
  }
}
