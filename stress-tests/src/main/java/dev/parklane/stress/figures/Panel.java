package dev.parklane.stress.figures;

import dev.parklane.stress.figures.Plot.Decades;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One panel of the picture: series over the same two axes. */
final class Panel {
  private static final int LEFT = 48;
  private static final int RIGHT = 16;
  private static final int TOP = 42;
  private static final int BOTTOM = 26;
  private static final List<String> TIMES =
      List.of(
          "1 ns", "10 ns", "100 ns", "1 us", "10 us", "100 us", "1 ms", "10 ms", "100 ms", "1 s");
  private static final List<String> BYTES = List.of("1 B", "10 B", "100 B", "1 kB", "10 kB");
  private static final List<String> NUMBERS = List.of("1", "10", "100", "1k", "10k", "100k", "1M");

  private final String title;
  private final List<Series> series;
  private final Cells cells;
  private final int width;
  private final int height;
  private final Decades across;
  private final Decades up;

  Panel(String title, List<Series> series, Cells cells, int width, int height) {
    this.title = title;
    this.series = series;
    this.cells = cells;
    this.width = width - LEFT - RIGHT;
    this.height = height - TOP - BOTTOM;
    across =
        Decades.of(series.stream().flatMap(s -> s.points(cells).stream()).mapToDouble(p -> p.n()));
    up =
        Decades.of(
            series.stream().flatMap(s -> s.points(cells).stream()).mapToDouble(p -> p.value()));
  }

  void drawOn(StringBuilder svg) {
    text(svg, "title", LEFT, 14, "start", title);
    grid(svg);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, i);
    }
  }

  private double x(double n) {
    return LEFT + across.of(n) * width;
  }

  private double y(double value) {
    return TOP + (1 - up.of(value)) * height;
  }

  private void grid(StringBuilder svg) {
    for (int i = across.from(); i <= across.to(); i++) {
      double x = x(Math.pow(10, i));
      line(svg, x, TOP, x, TOP + height);
      text(svg, "", x, TOP + height + 16, "middle", label(NUMBERS, i));
    }
    boolean isTime = series.getFirst().unit().equals("ns");
    for (int i = up.from(); i <= up.to(); i++) {
      double y = y(Math.pow(10, i));
      line(svg, LEFT, y, LEFT + width, y);
      text(svg, "", LEFT - 4, y + 4, "end", label(isTime ? TIMES : BYTES, i));
    }
  }

  private static String label(List<String> labels, int power) {
    return power < 0 || power >= labels.size() ? "1e" + power : labels.get(power);
  }

  private void draw(StringBuilder svg, int which) {
    List<Series.Point> points = series.get(which).points(cells);
    append(
        svg,
        "<polyline class=\"line%d\" points=\"%s\"/>%n",
        which,
        points.stream()
            .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p.n()), y(p.value())))
            .collect(Collectors.joining(" ")));
    for (Series.Point point : points) {
      append(
          svg,
          "<circle class=\"dot%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>%n",
          which,
          x(point.n()),
          y(point.value()),
          Amount.of(point.value(), series.get(which).unit()));
    }
    if (series.size() > 1) {
      String name = series.get(which).shortName();
      double at = which == 0 ? LEFT : LEFT + width;
      text(svg, "name" + which, at, 32, which == 0 ? "start" : "end", name);
    }
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    append(
        svg,
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        x1,
        y1,
        x2,
        y2);
  }

  private static void text(
      StringBuilder svg, String style, double x, double y, String anchor, String text) {
    append(
        svg,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        style,
        x,
        y,
        anchor,
        text);
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
