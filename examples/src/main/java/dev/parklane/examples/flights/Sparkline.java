package dev.parklane.examples.flights;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * The hours of a day as a row of 24 bars, each as high as the mean delay of that hour: a step for
 * every five minutes. An hour without flights is empty.
 */
final class Sparkline {
  /** How many characters wide it is. */
  static final int WIDTH = 24;

  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final String ASCII = "_.-:=+*#"; // where the terminal cannot show the bars
  private static final int MINUTES = 5; // of a step

  private final String bars;

  /** In bars that this charset has. */
  Sparkline(Charset charset) {
    bars = charset.canEncode() && charset.newEncoder().canEncode(BARS) ? BARS : ASCII;
  }

  /** A day. */
  String of(Map<Integer, Delays> delaysByHour) {
    StringBuilder line = new StringBuilder();
    for (int hour = 0; hour < WIDTH; hour++) {
      Delays delays = delaysByHour.get(hour);
      line.append(delays == null ? ' ' : bar(delays.mean()));
    }
    return line.toString();
  }

  /** What the lowest and the highest bar stand for. */
  String legend() {
    int highest = bars.length() - 1;
    return "%c under %d, %c from %d"
        .formatted(bars.charAt(0), MINUTES, bars.charAt(highest), highest * MINUTES);
  }

  private char bar(double minutes) {
    return bars.charAt(Math.clamp((int) (minutes / MINUTES), 0, bars.length() - 1));
  }
}
