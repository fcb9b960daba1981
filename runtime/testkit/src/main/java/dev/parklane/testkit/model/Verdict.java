package dev.parklane.testkit.model;

import java.util.List;

/**
 * Whether a history is linearizable.
 *
 * @param <S> the type of the model's state
 */
public sealed interface Verdict<S> {
  /**
   * It is.
   *
   * @param <S> the type of the model's state
   * @param orders an order that shows it; where operations have keys, one for each key
   */
  record Linearizable<S>(List<List<Invocation<S, ?>>> orders) implements Verdict<S> {
    /** Keeps what it is given. */
    public Linearizable {
      orders = List.copyOf(orders);
    }
  }

  /**
   * It is not.
   *
   * @param <S> the type of the model's state
   * @param prefix the shortest beginning of the history that is not, of one key where operations
   *     have keys; what ends later is pending in it
   * @param last the operation whose end is the last of the prefix: without it all is well
   * @param order as many of the prefix as come into an order
   * @param state behind these
   */
  record NotLinearizable<S>(
      History<S> prefix, Invocation<S, ?> last, List<Invocation<S, ?>> order, S state)
      implements Verdict<S> {
    /** Keeps what it is given. */
    public NotLinearizable {
      order = List.copyOf(order);
    }

    /** What failed, with the operations that overlap as a table, and how far an order goes. */
    @Override
    public String toString() {
      return new OverlapTable<>(this).text();
    }
  }
}
