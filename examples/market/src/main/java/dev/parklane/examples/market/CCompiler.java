package dev.parklane.examples.market;

import dev.parklane.runtime.event.EventLayout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The C compiler of this machine, if it has one. */
final class CCompiler {
  private static final String SOURCE = "strategy.c";

  private CCompiler() {}

  /** Whether there is one. */
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
  }

  /**
   * Compiles the strategy into a folder, with the header of the bars that it gets.
   *
   * @return the library; empty where there is no {@code cc}
   * @throws IOException with what the compiler says where it fails
   */
  static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
    if (!isThere()) {
      return Optional.empty();
    }
    Files.writeString(folder.resolve("bar.h"), EventLayout.of(Bar.class).cHeader());
    try (InputStream source = Objects.requireNonNull(CCompiler.class.getResourceAsStream(SOURCE))) {
      Files.copy(source, folder.resolve(SOURCE));
    }
    Path library = folder.resolve("libstrategy.so");
    Process compiler =
        new ProcessBuilder("cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), SOURCE)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compiler.waitFor() != 0) {
      throw new IOException("cc could not compile " + SOURCE + ": " + said);
    }
    return Optional.of(library);
  }
}
