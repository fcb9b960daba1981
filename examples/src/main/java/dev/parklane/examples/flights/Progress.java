package dev.parklane.examples.flights;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * How far a replay has come: a bar that grows on a terminal, a line for every quarter where there
 * is none. Any thread may advance it.
 */
final class Progress {
  private static final int WIDTH = 40;
  private static final int LINES = 4;

  private final PrintStream out;
  private final boolean terminal;
  private final int total;
  private int done; // guarded by this

  /**
   * Shows nothing yet.
   *
   * @param terminal whether a line can be written over
   */
  Progress(PrintStream out, boolean terminal, int total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  /** Whether the standard output of this process is a terminal that can write over a line. */
  static boolean onTerminal() {
    Console console = System.console(); // there is one on a pipe too
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  /** So many flights more are done. */
  synchronized void advance(int flights) {
    int before = done;
    done += flights;
    if (terminal && (done == total || 100L * before / total < 100L * done / total)) {
      int filled = (int) ((long) WIDTH * done / total);
      out.print("\r  [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + text());
      if (done == total) {
        out.println();
      }
      out.flush();
    } else if (!terminal && (long) LINES * before / total < (long) LINES * done / total) {
      out.println("  " + text());
    }
  }

  private String text() {
    return String.format(Locale.ROOT, "%3d%%  %,d flights", 100L * done / total, done);
  }
}
