package dev.parklane.stress.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The picture of what grows, as SVG: a panel for each kind, both axes logarithmic. Its colours can
 * be read on white and on black, and it has no background of its own.
 */
final class Plot {
  private static final int COLUMNS = 3;
  private static final int WIDTH = 290; // of a panel, with what stands around it
  private static final int HEIGHT = 230;

  private record Shown(String title, List<Series> series) {}

  private static final List<Shown> PANELS =
      List.of(
          new Shown("a command, by agents", List.of(Series.COLD, Series.WARM)),
          new Shown("a handler, by observers of its lane", List.of(Series.OBSERVERS)),
          new Shown("an event of a link, by links", List.of(Series.LINKS)),
          new Shown("a put, by entries of the map", List.of(Series.MAP, Series.LINKED)),
          new Shown("a command by URI, by routes", List.of(Series.ROUTES)),
          new Shown("an agent made, by agents", List.of(Series.MADE)),
          new Shown("heap of an idle agent, by agents", List.of(Series.IDLE)));

  private Plot() {}

  /** The picture of what was measured. */
  static String of(Cells cells) {
    List<Shown> shown =
        PANELS.stream()
            .filter(panel -> panel.series().stream().anyMatch(series -> series.isMeasured(cells)))
            .toList();
    int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d"
            font-family="sans-serif" font-size="11">
        <style>
          text { fill: #6e7681 }
          .title { font-size: 12px; font-weight: bold }
          .grid { stroke: #6e7681; stroke-opacity: 0.3 }
          .line0, .line1 { fill: none; stroke-width: 2 }
          .line0 { stroke: #2f81f7 } .dot0, .name0 { fill: #2f81f7 }
          .line1 { stroke: #db6d28 } .dot1, .name1 { fill: #db6d28 }
        </style>
        """
            .formatted(COLUMNS * WIDTH, rows * HEIGHT));
    for (int i = 0; i < shown.size(); i++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%d,%d)\">%n",
              i % COLUMNS * WIDTH,
              i / COLUMNS * HEIGHT));
      new Panel(shown.get(i).title(), shown.get(i).series(), cells, WIDTH, HEIGHT).drawOn(svg);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  /** The powers of ten that some values lie between. */
  record Decades(int from, int to) {
    static Decades of(DoubleStream values) {
      double[] logs = values.map(Math::log10).toArray();
      int from = (int) Math.floor(DoubleStream.of(logs).min().orElse(0));
      int to = (int) Math.ceil(DoubleStream.of(logs).max().orElse(1));
      return new Decades(from, Math.max(to, from + 1));
    }

    /** Where a value lies, from 0 to 1. */
    double of(double value) {
      return (Math.log10(value) - from) / (to - from);
    }
  }
}
