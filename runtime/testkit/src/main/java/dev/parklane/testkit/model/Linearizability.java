package dev.parklane.testkit.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients saw what one could have seen alone: each operation takes effect at one moment
 * between its begin and its end, and is answered as the model answers then (Herlihy and Wing,
 * <i>Linearizability</i>, 1990). One that is pending has taken effect at some moment after its
 * begin, or never.
 *
 * <p>Histories of messages are meant, not of threads that share memory: {@link Clients} makes them.
 * It looks through all orders that can be, in the worst case more than there is time for. Where all
 * operations have {@linkplain Operation#key keys} those of each key are looked at alone (Horn and
 * Kroening, <i>Faster linearizability checking via P-compositionality</i>, 2015).
 */
public final class Linearizability {
  private Linearizability() {}

  /**
   * Looks for an order.
   *
   * @param <S> the type of the model's state
   * @param history what clients saw
   * @param model what it is held to
   * @return the order, or the shortest beginning of the history that has none
   * @throws IllegalStateException where too many operations overlap to look through
   */
  public static <S> Verdict<S> check(History<S> history, SequentialModel<S> model) {
    List<List<Invocation<S, ?>>> orders = new ArrayList<>();
    List<Verdict.NotLinearizable<S>> failed = new ArrayList<>();
    for (History<S> part : parts(history)) {
      Search<S> search = new Search<>(part, model.initial());
      if (search.succeeds()) {
        orders.add(search.order());
      } else {
        failed.add(shortest(part, model));
      }
    }
    Optional<Verdict.NotLinearizable<S>> first =
        failed.stream().min(Comparator.comparingInt(one -> one.last().ended()));
    return first.<Verdict<S>>map(one -> one).orElseGet(() -> new Verdict.Linearizable<>(orders));
  }

  /**
   * Fails where there is no order.
   *
   * @param <S> the type of the model's state
   * @param history what clients saw
   * @param model what it is held to
   * @throws AssertionError with the operations that overlap, and how far an order goes
   * @throws IllegalStateException where too many operations overlap to look through
   */
  public static <S> void require(History<S> history, SequentialModel<S> model) {
    if (check(history, model) instanceof Verdict.NotLinearizable<S> failed) {
      // the cause is what makes two such failures the same, whatever the table says (law Q2)
      throw new AssertionError(failed.toString(), new AssertionError("not linearizable"));
    }
  }

  private static <S> Collection<History<S>> parts(History<S> history) {
    if (history.invocations().stream().anyMatch(one -> one.operation().key().isEmpty())) {
      return List.of(history);
    }
    Map<Object, List<Invocation<S, ?>>> byKey = new LinkedHashMap<>();
    for (Invocation<S, ?> one : history.invocations()) {
      byKey.computeIfAbsent(one.operation().key().orElseThrow(), _ -> new ArrayList<>()).add(one);
    }
    return byKey.values().stream().map(History::new).toList();
  }

  /** Bisects the ends: once a beginning has no order none that is longer has one. */
  private static <S> Verdict.NotLinearizable<S> shortest(
      History<S> history, SequentialModel<S> model) {
    List<Invocation<S, ?>> ended =
        history.invocations().stream()
            .filter(one -> one.hasEndedBy(Integer.MAX_VALUE))
            .sorted(Comparator.comparingInt(Invocation::ended))
            .toList();
    int low = 0;
    int high = ended.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean fails = failing(history, ended.get(middle), model) != null;
      high = fails ? middle : high;
      low = fails ? low : middle + 1;
    }
    Verdict.NotLinearizable<S> found = failing(history, ended.get(low), model);
    if (found == null) {
      throw new AssertionError("a history without an order has a beginning without one");
    }
    return found;
  }

  /** The history up to the end of an operation; null where that has an order. */
  private static <S> Verdict.@Nullable NotLinearizable<S> failing(
      History<S> history, Invocation<S, ?> last, SequentialModel<S> model) {
    History<S> prefix = history.before(last.ended() + 1);
    Search<S> search = new Search<>(prefix, model.initial());
    return search.succeeds()
        ? null
        : new Verdict.NotLinearizable<>(prefix, last, search.order(), search.state());
  }
}
