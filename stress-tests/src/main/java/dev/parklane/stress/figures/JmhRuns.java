package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.FreshJvm;
import dev.parklane.stress.bench.Pace;
import dev.parklane.stress.bench.Planes;
import dev.parklane.stress.bench.ProcessorTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs of JMH: with the opens, and without them for all that has a scheduler. More forks for what
 * has a goal than for the rest.
 */
final class JmhRuns {
  private static final String SCHEDULER = "scheduler";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Map<String, Double> NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", NANOS_PER_SECOND);

  private final Pace pace;
  private final List<BenchmarkListEntry> all;

  JmhRuns(Pace pace) {
    this.pace = pace;
    this.all =
        List.copyOf(
            BenchmarkList.defaultList()
                .getAll(
                    OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                    List.of()));
  }

  /** As it is called on the page: class and method. */
  private static String name(String benchmark) {
    return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
  }

  /** Runs those that are wanted by their names, so many forks each. */
  List<Cell> run(Predicate<String> wanted, int forks) throws RunnerException {
    List<BenchmarkListEntry> chosen =
        all.stream().filter(entry -> wanted.test(name(entry.getUsername()))).toList();
    List<Cell> cells = new ArrayList<>(run(chosen, Planes.LOCK_STEP, forks));
    List<BenchmarkListEntry> scheduled = chosen.stream().filter(JmhRuns::hasScheduler).toList();
    cells.addAll(run(scheduled, Planes.DEFAULT, forks));
    return cells;
  }

  private static boolean hasScheduler(BenchmarkListEntry entry) {
    return entry.getParams().hasValue() && entry.getParams().get().containsKey(SCHEDULER);
  }

  private List<Cell> run(List<BenchmarkListEntry> chosen, String scheduler, int forks)
      throws RunnerException {
    if (chosen.isEmpty()) {
      return List.of();
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(forks)
            .jvmArgs(FreshJvm.flags(scheduler).toArray(String[]::new))
            .addProfiler(ProcessorTime.class) // JMH prints it beside each figure
            .param(SCHEDULER, scheduler)
            .param("dispatch", Planes.DISPATCHES.toArray(String[]::new));
    chosen.forEach(entry -> options.include("^" + Pattern.quote(entry.getUsername()) + "$"));
    if (pace.iterations() > 0) {
      TimeValue time = TimeValue.milliseconds(pace.iterationMillis());
      options.warmupIterations(pace.iterations()).warmupTime(time);
      options.measurementIterations(pace.iterations()).measurementTime(time);
    }
    return new Runner(options.build()).run().stream().map(JmhRuns::cell).toList();
  }

  /** The median of the forks, and the error of all of their iterations. */
  private static Cell cell(RunResult run) {
    BenchmarkParams params = run.getParams();
    Map<String, String> values = new HashMap<>();
    params.getParamsKeys().forEach(key -> values.put(key, params.getParam(key)));
    Result<?> whole = run.getPrimaryResult();
    Collection<BenchmarkResult> forks = run.getBenchmarkResults();
    double median =
        Cell.medianOf(forks.stream().mapToDouble(f -> f.getPrimaryResult().getScore()).toArray());
    Double nanos = NANOS.get(whole.getScoreUnit());
    double factor = nanos == null ? 1 : nanos;
    double error = whole.getScoreError();
    return new Cell(
        name(params.getBenchmark()),
        values,
        median * factor,
        Double.isNaN(error) ? Cell.UNKNOWN : error * factor,
        unit(whole.getScoreUnit()),
        forks.size());
  }

  private static String unit(String ofJmh) {
    if (NANOS.containsKey(ofJmh)) {
      return "ns";
    }
    if (ofJmh.equals("ops/s")) {
      return "/s";
    }
    throw new IllegalArgumentException(
        "no figure is in '" + ofJmh + "'; have the benchmark tell a time or a rate a second");
  }
}
