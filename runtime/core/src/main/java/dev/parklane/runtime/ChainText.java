package dev.parklane.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of writers as text, root first, with a repeating cycle folded: {@code a.onEvent ->
 * b.onEvent -> (a.onEvent ...) x500} is a chain that ends in 500 times {@code a.onEvent ->
 * b.onEvent} (law G2).
 */
final class ChainText {
  private static final String ARROW = " -> ";
  private static final int LONGEST_CYCLE = 256;
  private static final int SHOWN = 64;

  private ChainText() {}

  /** The chain that ends in this handler. */
  static String of(@Nullable HandlerRun last) {
    Deque<String> names = new ArrayDeque<>();
    for (HandlerRun run = last; run != null; run = run.writer) {
      names.addFirst(run.name.toString());
    }
    return of(names);
  }

  /** The chain of these names, root first. */
  static String of(Collection<String> names) {
    List<String> chain = new ArrayList<>(names);
    for (int period = 1; period <= Math.min(LONGEST_CYCLE, chain.size() / 2); period++) {
      int from = startOfCycle(chain, period);
      int times = (chain.size() - from) / period;
      if (times >= 2) {
        List<String> text = new ArrayList<>(chain.subList(0, from + period));
        text.add("(" + chain.get(from) + " ...) x" + times);
        text.addAll(chain.subList(from + times * period, chain.size()));
        return shorten(text);
      }
    }
    return shorten(chain);
  }

  /** Where the longest run with this period begins that reaches to the end of the chain. */
  private static int startOfCycle(List<String> chain, int period) {
    int from = chain.size() - period;
    while (from > 0 && chain.get(from - 1).equals(chain.get(from - 1 + period))) {
      from--;
    }
    return from;
  }

  private static String shorten(List<String> text) {
    if (text.size() <= SHOWN) {
      return String.join(ARROW, text);
    }
    int left = text.size() - SHOWN;
    return String.join(ARROW, text.subList(0, SHOWN / 2))
        + ARROW
        + "... "
        + left
        + " more ..."
        + ARROW
        + String.join(ARROW, text.subList(SHOWN / 2 + left, text.size()));
  }
}
