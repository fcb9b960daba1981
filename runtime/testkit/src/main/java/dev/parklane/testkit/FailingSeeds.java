package dev.parklane.testkit;

import dev.parklane.testkit.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seeds with which a test has failed, in a file beside the reports, so that the next run plays
 * them first. One that passes again is taken out. Any thread of one JVM.
 */
final class FailingSeeds {
  private static final Logger LOG = LoggerFactory.getLogger(FailingSeeds.class);

  private final Path file;

  /** Of a test by this name. */
  FailingSeeds(String test) {
    file =
        ReportFolder.path().resolve("seeds").resolve(test.replaceAll("[^\\w.$-]+", "-") + ".txt");
  }

  /** All of them, the oldest first. */
  synchronized List<Long> all() {
    List<Long> seeds = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        for (String line : Files.readAllLines(file)) {
          seeds.add(Long.parseLong(line.strip()));
        }
      } catch (IOException | NumberFormatException e) { // they are played in their turn, if at all
        LOG.warn("[PL-Q5.3] the failing seeds in {} cannot be read", file, e);
      }
    }
    return seeds;
  }

  /** The test was played with a seed. */
  synchronized void hasPlayed(long seed, boolean failed) {
    Set<Long> seeds = new LinkedHashSet<>(all());
    if (failed ? seeds.add(seed) : seeds.remove(seed)) {
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, seeds.stream().map(String::valueOf).toList());
      } catch (IOException e) { // the failure itself says its seed
        LOG.warn("[PL-Q5.4] the failing seeds of a test cannot be kept in {}", file, e);
      }
    }
  }
}
