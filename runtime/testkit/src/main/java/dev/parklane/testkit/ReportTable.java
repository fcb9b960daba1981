package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
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
final class ReportTable {
  private static final int LINES = 28; // at the most, the head not counted
  private static final int WIDEST = 150;
  private static final int COLUMNS = 4;

  private final List<Step> steps;
  private final @Nullable Decision decision;

  ReportTable(List<Step> steps, @Nullable Decision decision) {
    this.steps = steps.stream().filter(StepText::isTold).toList();
    this.decision = decision;
  }

  String text() {
    List<String> columns = columns();
    List<Step> rows = rows(columns);
    int width = Math.max(18, Math.min(60, (WIDEST - 14) / Math.max(1, columns.size())));
    StringBuilder text = new StringBuilder();
    line(text, "", "time", false, columns, width);
    int before = -1;
    for (Step step : rows) {
      if (before >= 0 && step.index > before + 1 && isBetween(before, step.index)) {
        text.append("     ...\n");
      }
      before = step.index;
      List<String> cell = cell(step, width);
      for (int i = 0; i < cell.size(); i++) {
        List<String> all = new ArrayList<>();
        for (String column : columns) {
          all.add(column.equals(step.task) ? cell.get(i) : "");
        }
        boolean first = i == 0;
        line(
            text,
            first ? String.valueOf(step.index) : "",
            first ? Nanos.text(story(step).nanos) : "",
            first && isDecisive(step),
            all,
            width);
      }
    }
    return text.toString();
  }

  private boolean isBetween(int from, int to) {
    return steps.stream().anyMatch(step -> step.index > from && step.index < to);
  }

  private boolean isDecisive(Step step) {
    return decision != null && decision.isOn(step);
  }

  private static Story story(Step step) {
    return Objects.requireNonNull(step.story);
  }

  private static void line(
      StringBuilder text,
      String number,
      String time,
      boolean marked,
      List<String> cells,
      int wide) {
    StringBuilder line = new StringBuilder();
    line.append("%s%4s %8s ".formatted(marked ? ">" : " ", number, time));
    cells.forEach(cell -> line.append(" %-".concat(wide + "s").formatted(cut(cell, wide))));
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String cut(String text, int wide) {
    return text.length() <= wide ? text : text.substring(0, wide - 3) + "...";
  }

  private static List<String> cell(Step step, int width) {
    List<String> cell = new ArrayList<>();
    String star = story(step).others.isEmpty() ? "" : "* ";
    String head = StepText.head(step);
    List<String> deeds = StepText.deeds(step);
    if (head.isEmpty() && !deeds.isEmpty()) {
      cell.add(star + deeds.removeFirst());
    } else {
      cell.add(star + head);
    }
    deeds.forEach(deed -> cell.add("  " + deed));
    return cell;
  }

  /** Those that the order that decides is about; where there is none, those with most steps. */
  private List<String> columns() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    steps.forEach(step -> weights.merge(step.task, 1, Integer::sum));
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

  /** As many as there is room for: the decisive ones, then the nearest to these. */
  private List<Step> rows(List<String> columns) {
    List<Step> all = steps.stream().filter(step -> columns.contains(step.task)).toList();
    TreeSet<Integer> chosen = new TreeSet<>();
    int left = LINES;
    List<Integer> byNearness = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      byNearness.add(i);
    }
    byNearness.sort(
        Comparator.comparingInt((Integer i) -> distance(all, i)).thenComparing(i -> -i));
    for (int i : byNearness) {
      int height = 1 + StepText.deeds(all.get(i)).size();
      if (height <= left) {
        chosen.add(i);
        left -= height;
      }
    }
    return chosen.stream().map(all::get).toList();
  }

  private int distance(List<Step> all, int of) {
    if (decision == null) {
      return all.size() - of;
    }
    Step step = all.get(of);
    int first = Math.abs(step.index - decision.first().index);
    int second = Math.abs(step.index - decision.second().index);
    return Math.min(first, second);
  }
}
