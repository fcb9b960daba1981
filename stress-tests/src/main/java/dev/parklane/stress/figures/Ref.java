package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import java.util.HashMap;
import java.util.Map;

/**
 * Which figures are meant: those of a benchmark that were measured with these values, whatever its
 * other parameters were.
 */
record Ref(String benchmark, Map<String, String> params) {
  private static final String SCHEDULER = "scheduler";

  /** Names and values of parameters come in turn. */
  static Ref of(String benchmark, String... params) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      values.put(params[i], params[i + 1]);
    }
    return new Ref(benchmark, Map.copyOf(values));
  }

  /** Those of them that were measured on this scheduler, or without any. */
  Ref on(String scheduler) {
    if (params.containsKey(SCHEDULER)) {
      return this;
    }
    Map<String, String> more = new HashMap<>(params);
    more.put(SCHEDULER, scheduler);
    return new Ref(benchmark, Map.copyOf(more));
  }

  boolean means(Cell cell) {
    return benchmark.equals(cell.benchmark())
        && params.entrySet().stream()
            .allMatch(value ->
                value.getValue().equals(cell.params().get(value.getKey()))
                    || isSchedulerOfNone(value.getKey(), cell));
  }

  /** A peer without agents has no scheduler. */
  private static boolean isSchedulerOfNone(String param, Cell cell) {
    return param.equals(SCHEDULER) && !cell.params().containsKey(SCHEDULER);
  }
}
