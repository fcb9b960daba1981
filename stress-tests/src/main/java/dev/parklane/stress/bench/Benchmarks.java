package dev.parklane.stress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks whose names match a regular expression, or all of them, and prints one table.
 *
 * <pre>{@code mvn -q -Pbench compile exec:exec -Dbench=Trigger}</pre>
 */
public final class Benchmarks {
  /** What a fork needs: the lock-step scheduler, C, and no log line per failed chain. */
  private static final List<String> FLAGS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.slf4j.simpleLogger.log.dev.parklane.runtime.AgentLife=off");

  private Benchmarks() {}

  /** Takes the regular expression as its first argument. */
  public static void main(String[] arguments)
      throws RunnerException, InterruptedException, IOException {
    String pattern = arguments.length == 0 ? ".*" : arguments[0];
    Options options =
        new OptionsBuilder()
            .include("\\.bench\\..*" + pattern)
            .forks(1)
            .jvmArgs(FLAGS.toArray(String[]::new))
            .build();
    boolean footprint = matches(pattern, Footprint.class);
    boolean slowLink = matches(pattern, SlowLink.class);
    boolean lateness = matches(pattern, LiveLateness.class);
    Collection<RunResult> results = List.of();
    try {
      results = new Runner(options).run();
    } catch (NoBenchmarksException e) {
      if (!footprint && !slowLink && !lateness) {
        throw e;
      }
    }
    System.out.printf(
        "%n%s%n%s %s on %s %s, %d processors, %d MB of heap%njava %s %s %s%n%n",
        processor(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        String.join(" ", FLAGS),
        Benchmarks.class.getName(),
        pattern);
    results.stream()
        .sorted(Comparator.comparing(result -> name(result.getParams())))
        .forEach(Benchmarks::print);
    if (footprint) {
      System.out.println(Footprint.measure(Footprint.AGENTS));
    }
    if (slowLink) {
      System.out.println(SlowLink.measure(SlowLink.WRITES));
    }
    if (lateness) {
      System.out.println(LiveLateness.measure(LiveLateness.TIME));
    }
  }

  private static boolean matches(String pattern, Class<?> measurement) {
    return Pattern.compile(pattern).matcher(measurement.getSimpleName()).find();
  }

  /** What Linux calls the processor, where it is Linux. */
  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return "unknown processor";
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    }
  }

  private static void print(RunResult run) {
    Result<?> result = run.getPrimaryResult();
    System.out.printf(
        Locale.ROOT,
        "%-72s %,12.1f ± %,10.1f %s%n",
        name(run.getParams()),
        result.getScore(),
        result.getScoreError(),
        result.getScoreUnit());
  }

  private static String name(BenchmarkParams benchmark) {
    String name = benchmark.getBenchmark();
    StringJoiner parameters = new StringJoiner(", ", " (", ")").setEmptyValue("");
    for (String key : benchmark.getParamsKeys()) {
      parameters.add(key + " " + benchmark.getParam(key));
    }
    return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1) + parameters;
  }
}
