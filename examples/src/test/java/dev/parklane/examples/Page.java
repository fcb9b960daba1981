package dev.parklane.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the project's documentation: a file in Markdown. */
record Page(Path file, String text) {
  /** The folder of the whole project. */
  static final Path ROOT = root();

  private static final Set<String> MADE = Set.of("target", ".git"); // what holds none of our pages
  private static final Pattern COMMENT = Pattern.compile("<!-- (\\w+): (\\S+) -->");
  private static final String FENCE = "```";

  /**
   * A block between two fences.
   *
   * @param line where it begins in the page, from 1 on
   * @param language what stands behind the fence; empty for none
   * @param kind how the comment above says what the block shows, as in {@code snippet}; empty for
   *     no such comment
   * @param source what the comment names: a file, or an example
   * @param text the lines in between
   */
  record Block(Page page, int line, String language, String kind, String source, String text) {
    /** Where it stands, for a message. */
    String place() {
      return page.name() + ":" + line;
    }

    @Override
    public String toString() {
      return place();
    }
  }

  /** All pages under the root, but for copies that a build has made. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return MADE.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".md")) {
                pages.add(new Page(file, read(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static Page of(String name) {
    Path file = ROOT.resolve(name);
    return new Page(file, read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder)
        .orElseThrow(() -> new IllegalStateException("no folder above has a folder .mvn"));
  }

  /** As it is written from the root on, with slashes. */
  String name() {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** What stands between fences, in order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int first = i;
        StringBuilder inside = new StringBuilder();
        for (i++; !lines.get(i).equals(FENCE); i++) {
          inside.append(lines.get(i)).append('\n');
        }
        Matcher comment = COMMENT.matcher(first == 0 ? "" : lines.get(first - 1));
        boolean told = comment.matches();
        blocks.add(
            new Block(
                this,
                first + 1,
                lines.get(first).substring(FENCE.length()),
                told ? comment.group(1) : "",
                told ? comment.group(2) : "",
                inside.toString()));
      }
    }
    return blocks;
  }

  @Override
  public String toString() {
    return name();
  }

  /** The lines outside of fences. */
  List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith(FENCE)) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }
}
