package dev.parklane.testkit.report;

import dev.parklane.clock.Nanos;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.order.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run as a table for a console: a column for each that matters, time downward. Where
 * all of it is too long, what is far from the order that decides is left out.
 */
public final class ReportTable {
  private static final int LINES = 31; // at the most, the head not counted
  private static final String STAR = "* something else could have run";
  private static final String MARKS =
      "> the two events of which the order decides, sent and handled; ! what goes wrong first; "
          + STAR;
  private static final int WIDEST = 150;
  private static final int COLUMNS = 4;

  private final List<Step> steps;
  private final @Nullable Decision decision;

  /**
   * That of a run.
   *
   * @param steps of the run, told
   * @param decision the order that decides; null where it is not known
   */
  public ReportTable(List<Step> steps, @Nullable Decision decision) {
    this.steps = steps.stream().filter(StepText::isTold).toList();
    this.decision = decision;
  }

  /** {@return its lines, and one that says what the marks mean} */
  public String text() {
    List<String> columns = columns();
    int width = Math.max(18, Math.min(60, (WIDEST - 14) / Math.max(1, columns.size())));
    List<Step> rows = rows(columns, width);
    StringBuilder text = new StringBuilder();
    line(text, "", "time", ' ', columns, width);
    int before = -1;
    for (Step step : rows) {
      if (isGap(before, step)) {
        text.append("     ...\n");
      }
      before = step.index();
      List<String> cell = cell(step, width);
      for (int i = 0; i < cell.size(); i++) {
        List<String> all = new ArrayList<>();
        for (String column : columns) {
          all.add(column.equals(step.task()) ? cell.get(i) : "");
        }
        boolean first = i == 0;
        line(
            text,
            first ? String.valueOf(step.index()) : "",
            first ? Nanos.text(story(step).nanos()) : "",
            first ? mark(step) : ' ',
            all,
            width);
      }
    }
    return text + "marks: " + (decision == null ? STAR : MARKS) + "\n";
  }

  /** Whether steps are left out before this one, behind that of this index. */
  private boolean isGap(int before, Step row) {
    return before >= 0
        && steps.stream().anyMatch(step -> step.index() > before && step.index() < row.index());
  }

  private char mark(Step step) {
    return decision == null ? ' ' : decision.mark(step);
  }

  private static Story story(Step step) {
    return Objects.requireNonNull(step.story());
  }

  private static void line(
      StringBuilder text, String number, String time, char mark, List<String> cells, int wide) {
    StringBuilder line = new StringBuilder();
    line.append("%s%4s %8s ".formatted(mark, number, time));
    cells.forEach(cell -> line.append(" %-".concat(wide + "s").formatted(cut(cell, wide))));
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String cut(String text, int wide) {
    return text.length() <= wide ? text : text.substring(0, wide - 3) + "...";
  }

  private List<String> cell(Step step, int width) {
    List<String> cell = new ArrayList<>();
    String star = story(step).others().isEmpty() ? "" : "* ";
    String head = StepText.head(step);
    List<String> deeds = StepText.deeds(step);
    if (head.isEmpty() && !deeds.isEmpty()) {
      cell.add(star + deeds.removeFirst());
    } else {
      cell.add(star + head);
    }
    boolean isMarked = mark(step) != ' ';
    if (isMarked && deeds.isEmpty() && !head.isEmpty()) {
      cell.add("  (changes nothing)");
    }
    if (isMarked && !story(step).others().isEmpty()) {
      deeds.add("or else: " + String.join(", ", story(step).others()));
    }
    for (String deed : deeds) {
      cell.addAll(isMarked ? wrapped(deed, width - 2) : List.of("  " + deed));
    }
    return cell;
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < text.length(); from += width) {
      lines.add("  " + text.substring(from, Math.min(text.length(), from + width)));
    }
    return lines;
  }

  /** Those that the order that decides is about; where there is none, those with most steps. */
  private List<String> columns() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    steps.forEach(step -> weights.merge(step.task(), 1, Integer::sum));
    Set<String> about = decision == null ? weights.keySet() : decision.tasks();
    Set<String> most =
        Set.copyOf(
            weights.entrySet().stream()
                .filter(task -> about.contains(task.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(COLUMNS)
                .map(Map.Entry::getKey)
                .toList());
    return weights.keySet().stream().filter(most::contains).toList();
  }

  /** As many as there is room for: the marked ones, then the nearest to the two that decide. */
  private List<Step> rows(List<String> columns, int width) {
    List<Step> all = steps.stream().filter(step -> columns.contains(step.task())).toList();
    List<Integer> byNearness = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      byNearness.add(i);
    }
    byNearness.sort(
        Comparator.comparingInt((Integer i) -> distance(all, i)).thenComparing(i -> -i));
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i : byNearness.subList(0, Math.min(2 * LINES, byNearness.size()))) {
      chosen.add(i);
      if (height(all, chosen, width) > LINES) {
        chosen.remove(i);
      }
    }
    return chosen.stream().map(all::get).toList();
  }

  /** How many lines these take, with those that stand for what is left out. */
  private int height(List<Step> all, TreeSet<Integer> rows, int width) {
    int height = 0;
    int before = -1;
    for (int row : rows) {
      Step step = all.get(row);
      height += cell(step, width).size() + (isGap(before, step) ? 1 : 0);
      before = step.index();
    }
    return height;
  }

  private int distance(List<Step> all, int of) {
    Decision about = decision;
    if (about == null) {
      return all.size() - of;
    }
    Step step = all.get(of);
    if (about.mark(step) != ' ') {
      return 0;
    }
    int first = Math.abs(step.index() - about.first().index());
    int second = Math.abs(step.index() - about.second().index());
    return Math.min(first, second);
  }
}
