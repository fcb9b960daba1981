package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Pace;
import java.time.Instant;

/**
 * What one run has measured.
 *
 * @param machine on what
 * @param date when it ended
 * @param minutes how long it took
 * @param pace how thorough it was
 * @param note what else is to be known of it; empty where nothing is
 * @param cells each figure
 */
record Page(Machine machine, Instant date, double minutes, Pace pace, String note, Cells cells) {
  /** Where the page of a run is written to, below the folder of this module. */
  static final String FOLDER = "target/figures";
}
