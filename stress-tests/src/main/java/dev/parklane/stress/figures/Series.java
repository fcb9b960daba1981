package dev.parklane.stress.figures;

import java.util.Comparator;
import java.util.List;

/**
 * What something costs where there is more and more of something.
 *
 * @param title in words
 * @param shortName in a picture of several
 * @param benchmark what measured it, with a parameter {@code n}
 * @param unit of what it costs
 */
record Series(String title, String shortName, String benchmark, String unit) {
  /** How many there are. */
  static final List<Long> NUMBERS = List.of(1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L);

  static final Series COLD =
      new Series(
          "a command to one that has rested, by agents",
          "they have rested",
          "Growth.commandsCold",
          "ns");
  static final Series WARM =
      new Series(
          "a command to one of the same 64, by agents",
          "to the same 64",
          "Growth.commandsWarm",
          "ns");
  static final Series OBSERVERS =
      new Series("a handler, by observers of its lane", "", "Growth.observers", "ns");
  static final Series LINKS =
      new Series("an event of a link, by links from one lane", "", "Growth.links", "ns");
  static final Series MAP =
      new Series("a put, by entries of a map lane", "map lane", "Growth.map", "ns");
  static final Series LINKED =
      new Series(
          "a put, by entries of a `LinkedHashMap`", "LinkedHashMap", "Growth.linkedHashMap", "ns");
  static final Series ROUTES = new Series("a command by URI, by routes", "", "Growth.routes", "ns");
  static final Series MADE =
      new Series("an agent made, by agents made", "", "Growth.agentsMade", "ns");
  static final Series IDLE =
      new Series("the heap of an idle agent, by agents", "", "Growth.idleBytes", "bytes");

  /** All of them, in the order of the page. */
  static final List<Series> ALL =
      List.of(COLD, WARM, OBSERVERS, LINKS, MAP, LINKED, ROUTES, MADE, IDLE);

  /** What it costs where there are so many. */
  record Point(long n, double value) {}

  /** Whether it was measured for more than one number. */
  boolean isMeasured(Cells cells) {
    return points(cells).size() > 1;
  }

  /** In ascending order. */
  List<Point> points(Cells cells) {
    return cells.of(Ref.of(benchmark)).stream()
        .map(cell -> new Point(Long.parseLong(cell.params().getOrDefault("n", "0")), cell.score()))
        .sorted(Comparator.comparingLong(Point::n))
        .toList();
  }
}
