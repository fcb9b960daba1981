package dev.parklane.stress.bench;

import dev.parklane.examples.flights.Flights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events a second the main example says that it makes, by the line that it prints: the
 * first time in a JVM, as who runs it sees it, and again and again in one JVM. It replays 20,000
 * flights on a test clock, while a listener of its plane counts their cascades.
 */
public final class ReplayedFlights {
  private static final Pattern SPEED =
      Pattern.compile("events in ([\\d.]+) seconds: ([\\d,]+) events per second");
  private static final int WARM = 5;

  private ReplayedFlights() {}

  /** Measures the first replay, and prints; and the median of later ones where asked to. */
  public static void main(String[] arguments) throws InterruptedException {
    boolean isCold = arguments[1].equals("cold");
    double[] first = replay();
    if (isCold) {
      print("ReplayedFlights.cold", first[1], Cell.UNKNOWN, "/s");
      print("ReplayedFlights.coldTime", first[0], Cell.UNKNOWN, "s");
      return;
    }
    int again = Pace.of(arguments) == Pace.FULL ? WARM : 1;
    for (int i = 0; i < again; i++) {
      replay();
    }
    double[] perSecond = new double[again];
    for (int i = 0; i < again; i++) {
      perSecond[i] = replay()[1];
    }
    print("ReplayedFlights.warm", Rounds.median(perSecond), Rounds.spread(perSecond), "/s");
  }

  private static void print(String what, double score, double error, String unit) {
    Cell.print(what, score, error, unit, "scheduler", Planes.schedulerHere());
  }

  /** The seconds that it took, and the events in one of them. */
  private static double[] replay() throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int code = Flights.run(out, System.err);
    String text = printed.toString(StandardCharsets.UTF_8);
    Matcher speed = SPEED.matcher(text);
    if (code != 0 || !speed.find()) {
      throw new IllegalStateException(
          "the example ended with " + code + " and does not tell its speed in: " + text);
    }
    return new double[] {
      Double.parseDouble(speed.group(1)), Double.parseDouble(speed.group(2).replace(",", ""))
    };
  }
}
