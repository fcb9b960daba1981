package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.Planes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the page: what Parklane takes for something, beside what others take for it.
 *
 * @param what in the reader's words
 * @param ours Parklane's figure
 * @param peers what stands beside it; the first is what it is compared with
 * @param goal how far it is to come; null where nobody has said
 */
record Row(String what, Ref ours, List<Peer> peers, @Nullable Goal goal) {
  /** Somebody else. */
  record Peer(String who, Ref ref) {}

  static Row of(String what, Ref ours) {
    return new Row(what, ours, List.of(), null);
  }

  /** The same, beside one more. */
  Row beside(String who, Ref ref) {
    List<Peer> more = new ArrayList<>(peers);
    more.add(new Peer(who, ref));
    return new Row(what, ours, List.copyOf(more), goal);
  }

  /** The same with a goal. */
  Row is(Goal toReach) {
    return new Row(what, ours, peers, toReach);
  }

  /** With the flag. */
  Optional<Cell> withFlag(Cells cells) {
    return cells.best(ours.on(Planes.LOCK_STEP));
  }

  /** Without it, where that makes a difference. */
  Optional<Cell> withoutFlag(Cells cells) {
    return cells
        .best(ours.on(Planes.DEFAULT))
        .filter(cell -> withFlag(cells).filter(cell::equals).isEmpty());
  }

  Optional<Cell> peer(Cells cells, Peer peer) {
    return cells.best(peer.ref().on(Planes.LOCK_STEP));
  }

  /** Parklane's figure by that of the first peer. */
  OptionalDouble ratio(Cells cells) {
    if (peers.isEmpty()) {
      return OptionalDouble.empty();
    }
    return quotient(
        withFlag(cells).map(Cell::score).orElse(Double.NaN),
        peer(cells, peers.getFirst()).map(Cell::score).orElse(Double.NaN));
  }

  private static OptionalDouble quotient(double ours, double theirs) {
    double quotient = ours / theirs;
    return Double.isNaN(quotient) ? OptionalDouble.empty() : OptionalDouble.of(quotient);
  }

  /** What the figure is to come to, where that is known. */
  OptionalDouble toReach(Cells cells) {
    double score = goal == null ? Double.NaN : goal.of().applyAsDouble(cells);
    return Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** Whether it has come to that, where both are known. */
  Optional<Boolean> isMet(Cells cells) {
    OptionalDouble reach = toReach(cells);
    if (goal == null || reach.isEmpty()) {
      return Optional.empty();
    }
    return withFlag(cells).map(cell -> goal.isMetBy(cell.score(), reach.getAsDouble()));
  }

  /** The benchmarks that it takes. */
  Stream<String> benchmarks() {
    return Stream.concat(Stream.of(ours), peers.stream().map(Peer::ref)).map(Ref::benchmark);
  }
}
