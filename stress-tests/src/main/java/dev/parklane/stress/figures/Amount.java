package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import java.util.Locale;

/** Figures as they are read: three digits or so, in a unit that suits them. */
final class Amount {
  private static final double THOUSAND = 1_000;
  private static final int TENS = 10; // from here on without decimals

  /** A unit and how many of the measured one it has. */
  private record Scale(String unit, double size) {}

  private Amount() {}

  /** A figure with its error, where that is known. */
  static String of(Cell cell) {
    Scale scale = scale(cell.score(), cell.unit());
    String score = number(cell.score() / scale.size());
    String error =
        cell.error() < 0
            ? ""
            : " ± " + number(cell.error() / scale.size(), decimals(cell.score() / scale.size()));
    return score + error + scale.unit();
  }

  /** A figure in a unit. */
  static String of(double score, String unit) {
    Scale scale = scale(score, unit);
    return number(score / scale.size()) + scale.unit();
  }

  private static Scale scale(double score, String unit) {
    return switch (unit) {
      case "ns" -> nanos(score);
      case "bytes" ->
          score < 10 * THOUSAND ? new Scale(" bytes", 1) : new Scale(" MB", THOUSAND * THOUSAND);
      case "/s" -> new Scale("", 1);
      default -> new Scale(" " + unit, 1);
    };
  }

  private static Scale nanos(double score) {
    if (score < 10 * THOUSAND) {
      return new Scale(" ns", 1);
    }
    double size = THOUSAND;
    for (String unit : new String[] {" us", " ms"}) {
      if (score < THOUSAND * size) {
        return new Scale(unit, size);
      }
      size *= THOUSAND;
    }
    return new Scale(" s", size);
  }

  /** A number of about three digits. */
  static String number(double value) {
    return value >= THOUSAND * THOUSAND
        ? number(Math.round(value / THOUSAND) * THOUSAND, 0)
        : number(value, decimals(value));
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static int decimals(double value) {
    return value >= TENS ? 0 : value >= 1 ? 1 : 2;
  }
}
