package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.Pace;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The page in Markdown. */
final class Markdown {
  /** How the picture of what grows is called, beside the page. */
  static final String PLOT = "growth.svg";

  private final Page page;
  private final Cells cells;
  private final StringBuilder text = new StringBuilder();

  private Markdown(Page page) {
    this.page = page;
    cells = page.cells();
  }

  /**
   * The whole page.
   *
   * @param plot where the picture is, as seen from the page
   */
  static String of(Page page, String plot) {
    Markdown markdown = new Markdown(page);
    markdown.run();
    markdown.goals();
    markdown.latency();
    markdown.growth(plot);
    markdown.more();
    return markdown.text.toString();
  }

  /** A few rows, for a page that is about something else. */
  static String brief(Page page) {
    Markdown markdown = new Markdown(page);
    markdown.line("| what | with the flag | without | peer in the same run |");
    markdown.line("|---|---|---|---|");
    for (Row row : BriefRows.all()) {
      markdown.line(
          "| %s | %s | %s | %s |",
          row.what(),
          amount(row.withFlag(page.cells())),
          amount(row.withoutFlag(page.cells())),
          markdown.peers(row));
    }
    return markdown.text.toString();
  }

  private void line(String format, Object... values) {
    String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    text.append(line.replace("|  |", "| |").replace("|  |", "| |")).append('\n');
  }

  private void run() {
    Machine machine = page.machine();
    line(
        "%s, %d processors, heap of %,d MB, %s; %s; JMH %s. %tF, %s; the run took %.0f minutes.",
        machine.processor(),
        machine.processors(),
        machine.heapMegabytes(),
        machine.system(),
        machine.jdk(),
        machine.jmh(),
        page.date().atOffset(ZoneOffset.UTC),
        pace(),
        page.minutes());
    if (!page.note().isEmpty()) {
      line("%s", page.note());
    }
    line("");
  }

  private String pace() {
    int forks = cells.all().stream().mapToInt(Cell::forks).max().orElse(1);
    String jvms = forks == 1 ? "one JVM for each figure" : "medians of up to " + forks + " JVMs";
    return page.pace() == Pace.FULL
        ? jvms
        : jvms + " and few iterations, which tells orders of magnitude and no more";
  }

  private void goals() {
    List<Row> rows = Rows.withGoals().stream().filter(this::isMeasured).toList();
    if (rows.isEmpty()) {
      return;
    }
    line("| what | Parklane | without the flag | beside it | ratio | to reach | met |");
    line("|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      line(
          "| %s | %s | %s | %s | %s | %s | %s |",
          row.what(),
          amount(row.withFlag(cells)),
          amount(row.withoutFlag(cells)),
          peers(row),
          ratio(row.ratio(cells)),
          reach(row),
          row.isMet(cells).map(met -> met ? "yes" : "no").orElse(""));
    }
    line("");
  }

  private boolean isMeasured(Row row) {
    return row.withFlag(cells).isPresent();
  }

  private static String amount(Optional<Cell> cell) {
    return cell.map(Amount::of).orElse("");
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : Amount.number(ratio.getAsDouble());
  }

  private String peers(Row row) {
    return row.peers().stream()
        .flatMap(peer -> row.peer(cells, peer).map(cell -> who(peer, cell)).stream())
        .collect(Collectors.joining("; "));
  }

  private static String who(Row.Peer peer, Cell cell) {
    String setting = cell.params().get("setting");
    return peer.who() + (setting == null ? "" : " (" + setting + ")") + ": " + Amount.of(cell);
  }

  private String reach(Row row) {
    Goal goal = row.goal();
    OptionalDouble reach = row.toReach(cells);
    if (goal == null) {
      return "";
    }
    if (reach.isEmpty() || row.peers().isEmpty()) {
      return goal.text();
    }
    String unit = row.withFlag(cells).map(Cell::unit).orElse("");
    return goal.text() + ": " + Amount.of(reach.getAsDouble(), unit);
  }

  private void latency() {
    List<HalfLoads.Subject> subjects = HalfLoads.of(cells);
    if (subjects.isEmpty()) {
      return;
    }
    line(
        "A command with one trigger at half load, from the moment at which it was to be sent until"
            + " its trigger has run:");
    line("");
    line("| who | commands a second | %s |", String.join(" | ", HalfLoads.TITLES));
    line("|---|---|%s", "---|".repeat(HalfLoads.TITLES.size()));
    for (HalfLoads.Subject subject : subjects) {
      line(
          "| %s | %s | %s |",
          subject.who(),
          Amount.of(subject.rate(), "/s"),
          subject.late().stream()
              .map(nanos -> Amount.of(nanos, "ns"))
              .collect(Collectors.joining(" | ")));
    }
    line("");
  }

  private void growth(String plot) {
    List<Series> measured = Series.ALL.stream().filter(series -> series.isMeasured(cells)).toList();
    if (measured.isEmpty()) {
      return;
    }
    line("![What things cost where there are many, each on two logarithmic axes](%s)", plot);
    line("");
    line("| what, by how many | %s |", header());
    line("|---|%s", "---|".repeat(Series.NUMBERS.size()));
    for (Series series : measured) {
      line(
          "| %s | %s |",
          series.title(),
          Series.NUMBERS.stream()
              .map(number ->
                  series.points(cells).stream()
                      .filter(point -> point.n() == number)
                      .map(point -> Amount.of(point.value(), series.unit()))
                      .findFirst()
                      .orElse(""))
              .collect(Collectors.joining(" | ")));
    }
    line("");
  }

  private static String header() {
    return Series.NUMBERS.stream()
        .map(number -> String.format(Locale.ROOT, "%,d", number))
        .collect(Collectors.joining(" | "));
  }

  private void more() {
    List<Row> rows = MoreRows.all().stream().filter(this::isMeasured).toList();
    if (rows.isEmpty()) {
      return;
    }
    line("| what | Parklane | without the flag | beside it |");
    line("|---|---|---|---|");
    for (Row row : rows) {
      line(
          "| %s | %s | %s | %s |",
          row.what(), amount(row.withFlag(cells)), amount(row.withoutFlag(cells)), peers(row));
    }
    line("");
  }
}
