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
import org.jspecify.annotations.Nullable;

/**
 * The program that replays a file of flights to one agent per airport, joins these by state and for
 * the nation, prints what came of it, and checks that against a plain loop over the same file.
 */
public final class Flights {
  private static final int DIFFERENT = 1;
  private static final int UNREADABLE = 2;

  private Flights() {}

  /**
   * Replays the file that the system property {@code flights} names, or that of the example: on a
   * test clock, or on a live one where the property {@code live} says how many times faster than
   * real time.
   *
   * @return the exit code: 0 where agents and loop agree, 1 where they do not, 2 where the file
   *     cannot be read or the speed is none
   */
  public static int run(PrintStream out, PrintStream err) throws InterruptedException {
    return run(System.getProperty("flights", ""), System.getProperty("live", ""), out, err);
  }

  static int run(String path, String live, PrintStream out, PrintStream err)
      throws InterruptedException {
    Long speed;
    try {
      speed = speed(live);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return UNREADABLE;
    }
    try {
      return run(
          path.isEmpty() ? FlightFile.shipped() : FlightFile.at(Path.of(path)), speed, out, err);
    } catch (IOException | InvalidPathException e) {
      err.printf(
          "cannot read the flights in '%s': %s%n"
              + "give -Dflights the path of a file that can be read, with the columns %s,"
              + " or leave it out for the file of the example%n",
          path, reason(e), Flight.COLUMNS);
      return UNREADABLE;
    }
  }

  /** How many times faster than real time; null for a test clock. */
  private static @Nullable Long speed(String live) {
    if (live.isEmpty()) {
      return null;
    }
    if (!live.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          ("cannot go '%s' times faster than real time: give -Dlive a whole number such as 1000,"
                  + " or leave it out for a test clock")
              .formatted(live));
    }
    return Long.valueOf(live);
  }

  static int run(FlightFile file, @Nullable Long speed, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    List<Flight> flights = file.read(err::println);
    out.printf(
        Locale.ROOT,
        "Replaying %,d flights of %s %s%n",
        flights.size(),
        file.name(),
        speed == null
            ? "on a test clock"
            : String.format(Locale.ROOT, "on a live clock, %,d times faster", speed));
    Report report = new Report(out, new Cities());
    Results agents;
    Cascades cascades = new Cascades();
    try (Timetable timetable = Timetable.of(flights, speed);
        Plane plane = Replay.plane(timetable).listener(cascades).start()) {
      Progress progress = new Progress(out, Progress.onTerminal(), flights.size());
      long start = System.nanoTime();
      agents = new Replay(plane, timetable, progress).run(flights);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
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
