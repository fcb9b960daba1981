package dev.parklane.examples.flights;

/**
 * A line of a file that holds no flight, and why.
 *
 * @param line its number; the first line of a file is 1
 */
record BadLine(String file, int line, String reason) {
  /** As in {@code flights.csv:17: the line is blank; skipped}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + reason + "; skipped";
  }
}
