package dev.parklane.stress.mutants;

import dev.parklane.stress.mutants.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds the library with each of many deliberate faults, and demands that a named test sees it: a
 * mutant that lives fails the run.
 *
 * <p><b>What makes a kill a proof.</b> A mutant that does not fit the sources any more, or does not
 * compile, fails the run before any test is run. Each test first has to pass with the library as it
 * is. A failure to link is no kill, nor is a test that is not there, nor a JVM that dies. Every
 * trial, with a fault or without, has a JVM of its own.
 *
 * <p><b>A hang is a kill</b>, and is told as what it is: with the fault in, the test has not ended
 * at a bound of {@value #TIMES_ITS_TIME} times what it takes without, and {@value #START_SECONDS}
 * seconds for the JVM to start; or the time-out of the test itself has ended it before.
 *
 * <p>As many trials run at a time as there are processors. Shrinking is off, as any counter-example
 * will do.
 */
final class Mutants {
  private static final Path WORK = Path.of("target/mutants");
  private static final String PARKED = "parked";
  private static final int AT_A_TIME = Runtime.getRuntime().availableProcessors();
  private static final Duration WITHOUT_FAULT = Duration.ofMinutes(5); // for one test
  private static final int TIMES_ITS_TIME = 10;
  private static final int START_SECONDS = 30;

  private final List<Mutant> mutants;
  private final List<String> tests;
  private final String dispatch;
  private final Library library = Library.ofThisBuild();

  private Mutants(List<Mutant> mutants, String dispatch) {
    this.mutants = mutants;
    this.dispatch = dispatch;
    tests = mutants.stream().map(Mutant::test).distinct().toList();
  }

  /**
   * Takes a regular expression, and how handlers are run, {@value #PARKED} or as in {@code
   * mounted(64)}: of the mutants, those whose words or laws have the expression, and where handlers
   * are mounted, without those of what is parked alone.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(arguments[0]);
    String dispatch = arguments[1];
    List<Mutant> mutants =
        MutantFile.all().stream()
            .filter(mutant -> wanted.matcher(mutant.toString()).find())
            .filter(mutant -> dispatch.equals(PARKED) || !mutant.ofParked())
            .toList();
    if (mutants.isEmpty()) {
      throw new IllegalArgumentException("no mutant has '" + wanted + "'");
    }
    List<String> wrong = new Mutants(mutants, dispatch).run();
    wrong.forEach(System.out::println);
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /** What went wrong; nothing where every mutant is killed. */
  private List<String> run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    clear(WORK);
    List<String> stale =
        inParallel(mutants.size(), this::compile).stream().flatMap(List::stream).toList();
    if (!stale.isEmpty()) {
      return stale;
    }
    System.out.printf("%d mutants are built%n", mutants.size());
    Map<String, Verdict> without = new HashMap<>();
    List<Verdict> verdicts = inParallel(tests.size(), this::runWithoutFault);
    for (int i = 0; i < tests.size(); i++) {
      without.put(tests.get(i), verdicts.get(i));
    }
    List<String> failing =
        tests.stream()
            .filter(test -> !isPassed(without, test))
            .map(test -> test + " is to pass without a fault, but has " + without.get(test))
            .toList();
    if (!failing.isEmpty()) {
      return failing;
    }
    System.out.printf("%d tests pass without a fault%n%n", tests.size());
    List<Result> results = inParallel(mutants.size(), number -> kill(number, without));
    System.out.println(summary(results, Duration.ofNanos(System.nanoTime() - start)));
    return results.stream()
        .filter(result -> !result.isKill())
        .map(result -> result.row() + "\n" + result.verdict())
        .toList();
  }

  private static boolean isPassed(Map<String, Verdict> verdicts, String test) {
    return Objects.requireNonNull(verdicts.get(test), test).is(Outcome.PASSED);
  }

  private List<String> compile(int number) throws IOException {
    try {
      new MutantCompiler(library).compile(mutants.get(number), classes(number));
      return List.of();
    } catch (StaleMutantException e) {
      return List.of("" + e.getMessage());
    }
  }

  /** What a test sees proves nothing where it sees it anyhow. */
  private Verdict runWithoutFault(int number) throws IOException, InterruptedException {
    return new TrialJvm(
            WORK.resolve("without/%03d".formatted(number)), library.testClasses(), dispatch)
        .run(tests.get(number), WITHOUT_FAULT);
  }

  private Result kill(int number, Map<String, Verdict> without)
      throws IOException, InterruptedException {
    Mutant mutant = mutants.get(number);
    Duration normal = Objects.requireNonNull(without.get(mutant.test())).time();
    List<Path> classPath =
        Stream.concat(Stream.of(classes(number)), library.testClasses().stream()).toList();
    Duration bound = normal.multipliedBy(TIMES_ITS_TIME).plusSeconds(START_SECONDS);
    Result result =
        new Result(
            mutant, new TrialJvm(folder(number), classPath, dispatch).run(mutant.test(), bound));
    System.out.println(result.row());
    return result;
  }

  private String summary(List<Result> results, Duration time) {
    long hung = results.stream().filter(Result::isHang).count();
    long killed = results.stream().filter(Result::isKill).count() - hung;
    return String.format(
        Locale.ROOT,
        "%n%d mutants of %d laws, %d tests, %d s: %d killed, %d hung, %d not killed;"
            + " what the tests have seen is in %s%n",
        results.size(),
        mutants.stream().flatMap(mutant -> mutant.laws().stream()).distinct().count(),
        tests.size(),
        time.toSeconds(),
        killed,
        hung,
        results.size() - killed - hung,
        WORK);
  }

  private static Path folder(int mutant) {
    return WORK.resolve("%03d".formatted(mutant));
  }

  private static Path classes(int mutant) {
    return folder(mutant).resolve("classes");
  }

  /** Removes what an earlier run has left. */
  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.toList().reversed()) {
          Files.delete(path);
        }
      }
    }
  }

  private interface Part<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> inParallel(int parts, Part<T> part) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Callable<T>> calls =
          IntStream.range(0, parts).<Callable<T>>mapToObj(i -> () -> part.run(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
