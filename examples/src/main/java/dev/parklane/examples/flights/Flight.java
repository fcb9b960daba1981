package dev.parklane.examples.flights;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * One flight that has left.
 *
 * @param departure when it was scheduled to leave, local time of its origin
 * @param origin the code of the airport that it left from
 * @param destination the code of the airport that it went to
 * @param delayMinutes how much later than scheduled it left; negative where it was early
 */
record Flight(
    LocalDateTime departure,
    String origin,
    String destination,
    int distanceMiles,
    int delayMinutes) {
  /** The columns of a line, which are also the first line of a file. */
  static final String COLUMNS = "departure,origin,destination,distance_miles,delay_minutes";

  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
  private static final int LATE_MINUTES = 15; // what the statistics of the airlines call late

  /** Whether it left more than 15 minutes late. */
  boolean isLate() {
    return delayMinutes > LATE_MINUTES;
  }

  /** The hour of its scheduled departure, from 0 to 23. */
  int hour() {
    return departure.getHour();
  }

  /**
   * The flight on a line of a file.
   *
   * @throws IllegalArgumentException with what is wrong with the line
   */
  static Flight parse(String line) {
    if (line.isBlank()) {
      throw new IllegalArgumentException("the line is blank");
    }
    String[] columns = line.split(",", -1);
    if (columns.length != 5) {
      throw new IllegalArgumentException(
          columns.length + " columns in place of the 5 of " + COLUMNS);
    }
    return new Flight(
        time(columns[0]),
        code("origin", columns[1]),
        code("destination", columns[2]),
        number("distance_miles", columns[3]),
        number("delay_minutes", columns[4]));
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "departure '" + text + "' is no date and time such as 2001-01-31T18:05", e);
    }
  }

  private static String code(String column, String text) {
    if (!CODE.matcher(text).matches()) {
      throw new IllegalArgumentException(column + " '" + text + "' is no airport code such as ATL");
    }
    return text;
  }

  private static int number(String column, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + " '" + text + "' is no whole number", e);
    }
  }
}
