package dev.parklane.testkit.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the testkit, from whichever folder of the project the tests run in. */
final class Readme {
  private Readme() {}

  static String text() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path page = at.resolve("runtime").resolve("testkit").resolve("README.md");
      if (Files.exists(page)) {
        return read(page);
      }
    }
    throw new IllegalStateException("no folder above this one has the page of the testkit");
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
