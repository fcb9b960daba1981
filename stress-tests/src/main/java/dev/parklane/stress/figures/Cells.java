package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The figures of a run. */
record Cells(List<Cell> all) {
  private static final String RATE = "/s";

  Cells {
    all = List.copyOf(all);
  }

  /** The best of those that are meant: the fastest; none where none was measured. */
  Optional<Cell> best(Ref ref) {
    Comparator<Cell> worstFirst = Comparator.comparingDouble(Cell::score);
    return all.stream()
        .filter(ref::means)
        .max(
            all.stream().filter(ref::means).anyMatch(Cells::isRate)
                ? worstFirst
                : worstFirst.reversed());
  }

  /** The score of the best; not a number where none was measured. */
  double score(Ref ref) {
    return best(ref).map(Cell::score).orElse(Double.NaN);
  }

  /** All that are meant. */
  List<Cell> of(Ref ref) {
    return all.stream().filter(ref::means).toList();
  }

  /** Whether more is better. */
  static boolean isRate(Cell cell) {
    return cell.unit().equals(RATE);
  }
}
