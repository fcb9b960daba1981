package dev.parklane.testkit;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.store.Codecs;
import java.util.TreeMap;

/** Enters numbers, keeps their sum and twice that sum, and tells {@code /copy} of each. */
final class Ledger extends Agent {
  /** What stands in it; where it is whole the sums are those of the entries. */
  record Page(TreeMap<Integer, Integer> entries, int sum, int twice) {
    boolean isWhole() {
      int all = entries.values().stream().mapToInt(Integer::intValue).sum();
      return sum == all && twice == 2 * all;
    }
  }

  private final CommandLane<Integer> enter = new CommandLane<>(this, "enter", Integer.class);
  private final MapLane<Integer, Integer> entries =
      new MapLane<Integer, Integer>(this, "entries").codec(Codecs.INTEGER, Codecs.INTEGER);
  private final ValueLane<Integer> sum =
      new ValueLane<Integer>(this, "sum", 0).codec(Codecs.INTEGER);
  private final ValueLane<Integer> twice =
      new ValueLane<Integer>(this, "twice", 0).codec(Codecs.INTEGER);

  Ledger() {
    enter.onCommand(this::enter);
    entries.onUpdate((map, key, before, now) -> sum.set(sum.get() + now));
    sum.onEvent(now -> twice.set(2 * now));
  }

  /** Enters a number as itself. */
  boolean enter(int n) {
    agent("/copy").command("hear", n);
    entries.put(n, n);
    return true;
  }

  Page page() {
    TreeMap<Integer, Integer> all = new TreeMap<>();
    entries.get().forEach(all::put);
    return new Page(all, sum.get(), twice.get());
  }
}
