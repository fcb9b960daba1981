package dev.parklane.examples.flights;

import dev.parklane.runtime.Plane;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The program that replays a file of flights to one agent per airport, joins these by state and for
 * the nation, prints what came of it, and checks that against a plain loop over the same file.
 */
public final class Flights {
  private static final int DIFFERENT = 1;
  private static final int UNREADABLE = 2;

  private Flights() {}

  /**
   * Replays the file that the system property {@code flights} names, or that of the example.
   *
   * @return the exit code: 0 where agents and loop agree, 1 where they do not, 2 where the file
   *     cannot be read
   */
  public static int run(PrintStream out, PrintStream err) throws InterruptedException {
    return run(System.getProperty("flights", ""), out, err);
  }

  static int run(String path, PrintStream out, PrintStream err) throws InterruptedException {
    try {
      return run(path.isEmpty() ? FlightFile.shipped() : FlightFile.at(Path.of(path)), out, err);
    } catch (IOException | InvalidPathException e) {
      err.printf(
          "cannot read the flights in '%s': %s%n"
              + "give -Dflights the path of a file that can be read, with the columns %s,"
              + " or leave it out for the file of the example%n",
          path, reason(e), Flight.COLUMNS);
      return UNREADABLE;
    }
  }

  static int run(FlightFile file, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    List<Flight> flights = file.read(err::println);
    out.printf(
        Locale.ROOT,
        "Replaying %,d flights of %s from %d threads%n",
        flights.size(),
        file.name(),
        Replay.SENDERS);
    Report report = new Report(out, new Cities());
    Results agents;
    try (Cascades cascades = new Cascades();
        Plane plane = Replay.plane().start()) {
      Progress progress = new Progress(out, Progress.onTerminal(), flights.size());
      long start = System.nanoTime();
      agents = new Replay(plane, progress).run(flights);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      cascades.stop();
      report.busiest(agents.airports());
      report.states(agents.states());
      report.worst(agents.worst());
      report.totals(agents);
      report.speed(cascades.count(), time, cascades.greatestDepth());
    }
    return verdict(Check.differences(agents, PlainLoop.over(flights)), out, err);
  }

  static int verdict(List<String> differences, PrintStream out, PrintStream err) {
    if (differences.isEmpty()) {
      out.println("  checked: a plain loop over the file comes to the same");
      return 0;
    }
    differences.forEach(err::println);
    return DIFFERENT;
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException missing ->
          "there is no " + Path.of(missing.getFile()).toAbsolutePath();
      case AccessDeniedException denied -> "this user may not read it";
      default -> String.valueOf(e.getMessage());
    };
  }
}
