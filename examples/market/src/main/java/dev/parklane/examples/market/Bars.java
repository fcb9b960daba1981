package dev.parklane.examples.market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bars of one minute: made from a seed, or read from a file. */
final class Bars {
  /** How long a bar is. */
  static final Duration LENGTH = Duration.ofMinutes(1);

  /** The columns of a file, which are also its first line. */
  static final String COLUMNS = "minute,open,high,low,close,volume";

  private static final double TICK = 0.01;

  private Bars() {}

  /** A random walk in ticks that is the same for the same seed, on every machine. */
  static List<Bar> random(long seed, int count) {
    Random random = new Random(seed);
    List<Bar> bars = new ArrayList<>();
    long price = 10_000; // in ticks
    for (int minute = 1; minute <= count; minute++) {
      long open = price;
      long high = open;
      long low = open;
      for (int trade = 0; trade < 10; trade++) {
        price += random.nextInt(-3, 4);
        high = Math.max(high, price);
        low = Math.min(low, price);
      }
      bars.add(
          new Bar(
              minute * LENGTH.toNanos(),
              open * TICK,
              high * TICK,
              low * TICK,
              price * TICK,
              100 * random.nextInt(1, 50)));
    }
    return bars;
  }

  /**
   * Those of a file with a bar on each line.
   *
   * @throws IllegalArgumentException with what is wrong with a line
   */
  static List<Bar> read(Path file) throws IOException {
    List<Bar> bars = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0 || !lines.get(i).equals(COLUMNS)) {
        try {
          bars.add(bar(lines.get(i), bars.isEmpty() ? 0 : bars.getLast().end()));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("%s:%d: %s".formatted(file, i + 1, e.getMessage()), e);
        }
      }
    }
    return bars;
  }

  private static Bar bar(String line, long after) {
    String[] columns = line.split(",", -1);
    if (columns.length != 6) {
      throw new IllegalArgumentException(
          columns.length + " columns in place of the 6 of " + COLUMNS);
    }
    long end = Math.multiplyExact(Long.parseLong(columns[0]), LENGTH.toNanos());
    if (end <= after) {
      throw new IllegalArgumentException(
          "minute " + columns[0] + " is not after the one before; minutes count from 1 up");
    }
    return new Bar(
        end,
        Double.parseDouble(columns[1]),
        Double.parseDouble(columns[2]),
        Double.parseDouble(columns[3]),
        Double.parseDouble(columns[4]),
        Double.parseDouble(columns[5]));
  }
}
