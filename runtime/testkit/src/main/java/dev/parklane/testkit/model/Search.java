package dev.parklane.testkit.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of operations, one after the other, in which each is answered as it was: depth
 * first, among those that began before any other has ended (Wing and Gong, <i>Testing and verifying
 * concurrent objects</i>, 1993), where no set of operations that has led to a state is gone on from
 * twice (Lowe, <i>Testing for linearizability</i>, 2017). Of one thread.
 *
 * <p>Begins and ends stand in a list, linked by index, which those of the operations in the order
 * so far are taken out of: what is left up to the first end can be the next.
 */
final class Search<S> {
  private static final int MOST_CONFIGURATIONS = 1_000_000;
  private static final int HEAD = 0;

  private final List<Invocation<S, ?>> operations;
  private final int[] operationAt; // by node
  private final int[] beginOf; // by operation: its node
  private final int[] endOf; // by operation: its node; HEAD where it is pending
  private final int[] next;
  private final int[] previous;
  private final BitSet inOrder = new BitSet();
  private final Deque<Chosen<S>> order = new ArrayDeque<>();
  private final Set<Configuration<S>> seen = new HashSet<>();
  private List<Invocation<S, ?>> longest = List.of();
  private S behindLongest;
  private S state;
  private int ending; // how many that have ended are not in the order

  private record Configuration<S>(BitSet inOrder, S state) {}

  private record Chosen<S>(int operation, S before) {}

  private record Node(int place, int operation, boolean isEnd) {}

  /** Among what has begun and ended in a history. */
  Search(History<S> history, S initial) {
    operations = history.invocations();
    state = initial;
    behindLongest = initial;
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      nodes.add(new Node(operations.get(i).begun(), i, false));
      if (ends(i)) {
        nodes.add(new Node(operations.get(i).ended(), i, true));
        ending++;
      }
    }
    nodes.sort(Comparator.comparingInt(Node::place));
    operationAt = new int[nodes.size() + 1];
    beginOf = new int[operations.size()];
    endOf = new int[operations.size()];
    next = new int[nodes.size() + 1];
    previous = new int[nodes.size() + 1];
    for (int node = 1; node <= nodes.size(); node++) {
      Node at = nodes.get(node - 1);
      operationAt[node] = at.operation();
      (at.isEnd() ? endOf : beginOf)[at.operation()] = node;
      next[node - 1] = node;
      previous[node] = node - 1;
    }
  }

  private boolean ends(int operation) {
    return operations.get(operation).ended() != Integer.MAX_VALUE;
  }

  /** Whether there is such an order. Once. */
  boolean succeeds() {
    int node = next[HEAD];
    while (ending > 0) {
      int operation = operationAt[node];
      if (node != beginOf[operation]) {
        if (order.isEmpty()) {
          return false;
        }
        node = next[takeBack()];
      } else {
        Optional<S> after = operations.get(operation).after(state);
        node = after.isPresent() && choose(operation, after.get()) ? next[HEAD] : next[node];
      }
    }
    noteLongest();
    return true;
  }

  /** Puts it next in the order, where that leads to what was not seen. */
  private boolean choose(int operation, S after) {
    inOrder.set(operation);
    if (!seen.add(new Configuration<>((BitSet) inOrder.clone(), after))) {
      inOrder.clear(operation);
      return false;
    }
    if (seen.size() > MOST_CONFIGURATIONS) {
      throw new IllegalStateException(
          "[PL-Q2.2] %,d operations have more than %,d beginnings of orders: let fewer overlap, or give them keys"
              .formatted(operations.size(), MOST_CONFIGURATIONS));
    }
    order.push(new Chosen<>(operation, state));
    state = after;
    takeOut(beginOf[operation]);
    if (ends(operation)) {
      takeOut(endOf[operation]);
      ending--;
    }
    return true;
  }

  /** Undoes the last choice; the node of its begin. */
  private int takeBack() {
    if (order.size() > longest.size()) {
      noteLongest();
    }
    Chosen<S> last = order.pop();
    int operation = last.operation();
    state = last.before();
    inOrder.clear(operation);
    if (ends(operation)) {
      putBack(endOf[operation]);
      ending++;
    }
    putBack(beginOf[operation]);
    return beginOf[operation];
  }

  private void takeOut(int node) {
    next[previous[node]] = next[node];
    previous[next[node]] = previous[node];
  }

  private void putBack(int node) {
    next[previous[node]] = node;
    previous[next[node]] = node;
  }

  private void noteLongest() {
    List<Invocation<S, ?>> found = new ArrayList<>();
    order.descendingIterator().forEachRemaining(one -> found.add(operations.get(one.operation())));
    longest = List.copyOf(found);
    behindLongest = state;
  }

  /** The order that was found; else the longest beginning of one. */
  List<Invocation<S, ?>> order() {
    return longest;
  }

  /** The state behind {@link #order}. */
  S state() {
    return behindLongest;
  }
}
