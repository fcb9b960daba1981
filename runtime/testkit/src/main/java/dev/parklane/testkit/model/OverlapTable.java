package dev.parklane.testkit.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations around the one that comes into no order, a line each, with a bar from begin to
 * end; and how far an order goes.
 */
final class OverlapTable<S> {
  private static final int MOST_BEFORE = 5; // of those in the order that are long over
  private static final int MOST_ROWS = 30; // but for those that are not in the order

  private final Verdict.NotLinearizable<S> failed;
  private final Set<Invocation<S, ?>> ordered;

  OverlapTable(Verdict.NotLinearizable<S> failed) {
    this.failed = failed;
    this.ordered = new HashSet<>(failed.order());
  }

  String text() {
    List<Invocation<S, ?>> rows = rows();
    int before = failed.prefix().invocations().size() - rows.size();
    StringBuilder text =
        new StringBuilder("not linearizable: no order has '" + failed.last() + "'");
    if (before > 0) {
      text.append("\n  %,d operations before these".formatted(before));
    }
    TreeSet<Integer> places = new TreeSet<>();
    rows.forEach(row -> places.addAll(List.of(row.begun(), row.ended())));
    places.remove(Integer.MAX_VALUE);
    int clients = width(rows.stream().map(Invocation::client).toList());
    int operations = width(rows.stream().map(this::what).toList());
    for (Invocation<S, ?> row : rows) {
      text.append(
          "\n%s %s  %s  %s"
              .formatted(
                  row.equals(failed.last()) ? ">" : " ",
                  padded(row.client(), clients),
                  padded(what(row), operations),
                  bar(row, List.copyOf(places))));
    }
    return text.append("\n").append(howFar(rows)).toString();
  }

  /** What can matter: what is not in the order, what overlaps it, and the last before it. */
  private List<Invocation<S, ?>> rows() {
    List<Invocation<S, ?>> all = failed.prefix().invocations();
    int from = left().mapToInt(Invocation::begun).min().orElseThrow();
    List<Invocation<S, ?>> before =
        failed.order().stream().filter(one -> one.ended() < from).toList();
    Set<Invocation<S, ?>> out =
        new HashSet<>(before.subList(0, Math.max(0, before.size() - MOST_BEFORE)));
    all.stream()
        .filter(ordered::contains)
        .limit(Math.max(0, all.size() - MOST_ROWS))
        .forEach(out::add);
    return all.stream().filter(one -> !out.contains(one)).toList();
  }

  /** Those that have ended, and are not in the order. */
  private Stream<Invocation<S, ?>> left() {
    return failed.prefix().invocations().stream()
        .filter(one -> !ordered.contains(one) && one.hasEndedBy(Integer.MAX_VALUE));
  }

  private String what(Invocation<S, ?> row) {
    return row.operation().toString() + row.response();
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** From its begin to its end, a column for each begin and end of the rows. */
  private static String bar(Invocation<?, ?> row, List<Integer> places) {
    int begin = places.indexOf(row.begun());
    int end = places.indexOf(row.ended());
    return end < 0
        ? " ".repeat(begin) + "|" + "-".repeat(places.size() - begin) + "?"
        : " ".repeat(begin) + "|" + "-".repeat(end - begin - 1) + "|";
  }

  private String howFar(List<Invocation<S, ?>> rows) {
    Set<Invocation<S, ?>> shown = new HashSet<>(rows);
    String order =
        failed.order().stream()
            .filter(shown::contains)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String far = order.isEmpty() ? "none comes first" : "the longest order: " + order;
    return far + "; then " + left().map(this::expected).collect(Collectors.joining(", "));
  }

  private String expected(Invocation<S, ?> one) {
    return "%s of %s would be answered %s"
        .formatted(one.operation(), one.client(), one.operation().on(failed.state()).answer());
  }
}
