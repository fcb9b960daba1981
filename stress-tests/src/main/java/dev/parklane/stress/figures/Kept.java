package dev.parklane.stress.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The run whose figures the pages of the project show: its JSON is kept with the sources, and the
 * tables and the picture are made of it.
 */
final class Kept {
  /** Where they are kept, below the folder of this module. */
  static final String FOLDER = "src/main/resources/dev/parklane/stress/figures";

  static final String JSON = "figures.json";

  private Kept() {}

  /**
   * Keeps the last run: copies it, and writes its tables into the pages.
   *
   * @param module the folder of this module
   */
  static void keep(Path module) throws IOException {
    Path made = module.resolve(Page.FOLDER);
    Path kept = Files.createDirectories(module.resolve(FOLDER));
    if (!Files.exists(made.resolve(JSON))) {
      throw new IllegalStateException(
          "there is no run to keep: "
              + made.resolve(JSON)
              + " is missing; run mvn -q -Pbench compile exec:exec first");
    }
    Files.copy(made.resolve(JSON), kept.resolve(JSON), StandardCopyOption.REPLACE_EXISTING);
    write(module);
  }

  /** Writes the tables of the kept run into the pages, and its picture. */
  static void write(Path module) throws IOException {
    Page page = read(module);
    Path kept = module.resolve(FOLDER);
    Files.writeString(kept.resolve(JSON), PageJson.of(page)); // rows may have changed since
    Files.writeString(kept.resolve(Markdown.PLOT), Plot.of(page.cells()));
    replace(module.resolve("README.md"), Readme.WHOLE, whole(page));
    replace(module.resolve("../README.md"), Readme.BRIEF, Markdown.brief(page));
  }

  /** The run that is kept. */
  static Page read(Path module) throws IOException {
    return PageJson.read(Files.readString(module.resolve(FOLDER).resolve(JSON)));
  }

  /** The page as that of this module shows it. */
  static String whole(Page page) {
    return Markdown.of(page, FOLDER + "/" + Markdown.PLOT);
  }

  private static void replace(Path readme, String name, String figures) throws IOException {
    Files.writeString(readme, Readme.with(Files.readString(readme), name, figures));
  }
}
