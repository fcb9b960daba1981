package dev.parklane.stress.links;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.runtime.Agent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An agent with a lane that supplies, one that computes a value, and one that computes a map. */
final class Source extends Agent {
  static final String URI = "/source";

  private final CommandLane<List<Step>> work = new CommandLane<>(this, "work");
  private final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
  private final DemandLane<Integer> demand = new DemandLane<>(this, "demand");
  private final DemandMapLane<Integer, Integer> map = new DemandMapLane<>(this, "map");

  private final Map<Integer, Integer> numbers; // what the lanes compute from; never rolled back

  /** What it does in a handler. */
  sealed interface Step {
    /** Sets a number, or none where it is 0. */
    record Change(int key, int number) implements Step {}

    /** Has the value computed for its links. */
    record Cue() implements Step {}

    /** Has a key computed for its links. */
    record CueKey(int key) implements Step {}

    /** Supplies a number. */
    record Supply(int number) implements Step {}

    /** Fails. */
    record Fail() implements Step {}
  }

  /** What it throws of itself. */
  static final class Boom extends Exception {
    private static final long serialVersionUID = 1;

    Boom() {
      super("boom", null, false, false);
    }
  }

  Source(Map<Integer, Integer> numbers) {
    this.numbers = numbers;
    work.onCommand(this::work);
    demand.onCue(() -> sum(numbers));
    map.keys(() -> new TreeMap<>(numbers).keySet()).onCueKey(numbers::get);
  }

  static int sum(Map<Integer, Integer> numbers) {
    return numbers.values().stream().mapToInt(Integer::intValue).sum();
  }

  static void change(Map<Integer, Integer> numbers, Step.Change change) {
    if (change.number() == 0) {
      numbers.remove(change.key());
    } else {
      numbers.put(change.key(), change.number());
    }
  }

  private void work(List<Step> steps) throws Boom {
    for (Step step : steps) {
      switch (step) {
        case Step.Change change -> change(numbers, change);
        case Step.Cue cue -> demand.cue();
        case Step.CueKey cue -> map.cue(cue.key());
        case Step.Supply s -> supply.supply(s.number());
        case Step.Fail fail -> throw new Boom();
      }
    }
  }
}
