package dev.parklane.testkit.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where reports are put: the folder that the system property {@code parklane.reports} names, or
 * {@code parklane} in that of the build, or in the one for temporary files.
 */
public final class ReportFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ReportFolder.class);

  private ReportFolder() {}

  /** {@return the folder, which may not be there yet} */
  public static Path path() {
    String chosen = System.getProperty("parklane.reports", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen);
    }
    for (String build : new String[] {"target", "build"}) {
      if (Files.isDirectory(Path.of(build))) {
        return Path.of(build, "parklane");
      }
    }
    return Path.of(System.getProperty("java.io.tmpdir"), "parklane");
  }

  /**
   * Writes the files of a report, over those of the same failure.
   *
   * @param identity of the failure, which names the files
   * @param page the report, as HTML
   * @param trace all of it
   * @return where they are, in words; why they are not where they could not be written
   */
  public static String write(FailureIdentity identity, String page, String trace) {
    String name =
        identity.frame().replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^.*\\.(?=[^.]+\\.)", "")
            + "-"
            + HexFormat.of().toHexDigits(identity.hashCode());
    try {
      Path folder = Files.createDirectories(path());
      Path html = folder.resolve(name + ".html");
      Path text = folder.resolve(name + ".txt");
      Files.writeString(html, page);
      Files.writeString(text, trace);
      return "as a page: " + html + "\nwhole trace: " + text;
    } catch (IOException e) { // a full disk does not hide the failure itself
      LOG.warn("[PL-Q5] the report of a failure could not be written", e);
      return "its files could not be written: " + e;
    }
  }
}
