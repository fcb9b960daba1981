package dev.parklane.stress.mutants;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles mutants: each is one source file with its fault in, compiled against the classes of the
 * library, to be put in front of them.
 */
final class MutantCompiler {
  private final Library library;
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  MutantCompiler(Library library) {
    this.library = library;
  }

  /**
   * Compiles a mutant into a folder.
   *
   * @throws StaleMutantException if it does not fit the source any more, or does not compile
   */
  void compile(Mutant mutant, Path classes) throws IOException {
    Path file =
        Files.createDirectories(classes).resolveSibling(library.source(mutant).getFileName());
    Files.writeString(file, library.mutate(mutant));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(file);
      if (!compiler.getTask(messages, files, null, options(classes), null, sources).call()) {
        throw new StaleMutantException(mutant, "it does not compile\n" + messages);
      }
    }
  }

  private static List<String> options(Path classes) {
    return List.of(
        "--release",
        String.valueOf(Runtime.version().feature()),
        "-proc:none",
        "-nowarn",
        "-Xlint:none",
        "-implicit:none",
        "-classpath",
        System.getProperty("java.class.path"),
        "-d",
        classes.toString());
  }
}
