package dev.parklane.examples.market;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program that plays bars to one strategy in three languages, and checks that they give the
 * same orders in the same order.
 */
public final class Market {
  private static final long SEED = 7;
  private static final int BARS = 5 * 390; // five days at an exchange
  private static final int SHOWN = 3;
  private static final int DIFFERENT = 1;
  private static final int UNREADABLE = 2;

  private Market() {}

  /** Exits with 0 where all went well, and otherwise with a code that says what did not. */
  public static void main(String[] args) throws InterruptedException {
    int code = run(System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Plays the bars of the file that the system property {@code bars} names, or such as come from a
   * seed.
   *
   * @return the exit code: 0 where all strategies agree, 1 where they do not, 2 where the file
   *     cannot be read
   */
  static int run(PrintStream out, PrintStream err) throws InterruptedException {
    return run(System.getProperty("bars", ""), out, err);
  }

  static int run(String file, PrintStream out, PrintStream err) throws InterruptedException {
    List<Bar> bars;
    try {
      bars = file.isEmpty() ? Bars.random(SEED, BARS) : Bars.read(Path.of(file));
    } catch (IOException | IllegalArgumentException e) {
      err.printf(
          "cannot read the bars in '%s': %s%n"
              + "give -Dbars the path of a file with the columns %s, or leave it out%n",
          file, e.getMessage(), Bars.COLUMNS);
      return UNREADABLE;
    }
    try {
      return withFolder(bars, out, err);
    } catch (IOException e) {
      err.println(e.getMessage());
      return UNREADABLE;
    }
  }

  private static int withFolder(List<Bar> bars, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("market");
    try {
      return run(bars, CCompiler.compile(folder), out, err);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static int run(List<Bar> bars, Optional<Path> library, PrintStream out, PrintStream err)
      throws InterruptedException {
    out.printf(Locale.ROOT, "%,d bars of a minute%n", bars.size());
    if (library.isEmpty()) {
      out.println("no C compiler here (cc): the strategy in C is left out");
    }
    List<String> languages = new ArrayList<>(List.of("java", "python"));
    library.ifPresent(l -> languages.add("c"));
    Map<String, List<Order>> orders = play(bars, languages, library);
    orders.forEach((language, given) -> print(out, language, given));
    List<Order> expected = orders.getOrDefault("java", List.of());
    for (String language : languages) {
      if (!orders.getOrDefault(language, List.of()).equals(expected)) {
        err.println("the strategy in " + language + " gives other orders than that in java");
        return DIFFERENT;
      }
    }
    out.println("the same orders in the same order");
    return 0;
  }

  private static Map<String, List<Order>> play(
      List<Bar> bars, List<String> languages, Optional<Path> library) throws InterruptedException {
    Map<String, List<Order>> orders = new TreeMap<>();
    TestClock clock = new TestClock();
    try (Plane plane = plane(clock, bars, library).start()) {
      for (String language : languages) {
        List<Order> given = new ArrayList<>();
        orders.put(language, given);
        plane.bus().subscribe(Strategy.ORDERS + language, Order.class, given::add);
        plane.agent("/strategy/" + language).ask(Strategy.class, strategy -> true); // makes it
      }
      plane.agent(Aggregator.URI).ask(Aggregator.class, aggregator -> true);
      plane.agent(Feed.URI).ask(Feed.class, feed -> true);
      clock.advance(Duration.ofNanos(bars.isEmpty() ? 0 : bars.getLast().end()));
    }
    return orders;
  }

  private static PlaneBuilder plane(TestClock clock, List<Bar> bars, Optional<Path> library) {
    PlaneBuilder builder =
        Plane.builder()
            .clock(clock)
            .route(Feed.URI, () -> new Feed(bars))
            .route(Aggregator.URI, Aggregator::new)
            .route("/strategy/java", JavaStrategy::new)
            .route("/strategy/python", PythonStrategy::new);
    return library.map(l -> builder.route("/strategy/c", () -> new CStrategy(l))).orElse(builder);
  }

  private static void print(PrintStream out, String language, List<Order> orders) {
    StringBuilder first = new StringBuilder();
    orders.stream().limit(SHOWN).forEach(order -> first.append(order).append(", "));
    out.printf(
        Locale.ROOT,
        "  %-6s  %3d orders: %s...; in the end %+.2f%n",
        language,
        orders.size(),
        first,
        profit(orders));
  }

  /** What it came to, if the last order is the end of it. */
  private static double profit(List<Order> orders) {
    double profit = 0;
    for (int i = 1; i < orders.size(); i++) {
      Order held = orders.get(i - 1);
      profit += held.position() * (orders.get(i).price() - held.price());
    }
    return profit;
  }
}
