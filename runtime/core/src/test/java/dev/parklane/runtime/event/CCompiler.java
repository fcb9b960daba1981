package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The machine's C compiler; where there is none, a test that asks for it is skipped. */
final class CCompiler {
  static final String MISSING = "cc is missing: what calls C functions is not tested";

  private final Path folder;

  private CCompiler(Path folder) {
    this.folder = folder;
  }

  static CCompiler in(Path folder) {
    assumeTrue(isThere(), MISSING);
    return new CCompiler(folder);
  }

  /** For a class of tests to be skipped as a whole. */
  static boolean isThere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "cc")));
  }

  /** A shared library of this source, with the headers of these layouts. */
  Path library(String name, String source, EventLayout<?>... layouts) throws Exception {
    return compile("lib" + name + ".so", source, List.of("-shared", "-fPIC"), layouts);
  }

  @SuppressWarnings("restricted") // it is the test's own library
  static SymbolLookup open(Path library, Arena arena) {
    return SymbolLookup.libraryLookup(library, arena);
  }

  /** What a program of this source prints. */
  String run(String source, EventLayout<?>... layouts) throws Exception {
    return output(compile("program", source, List.of(), layouts).toString());
  }

  private Path compile(String name, String source, List<String> options, EventLayout<?>... layouts)
      throws Exception {
    StringBuilder text = new StringBuilder();
    for (EventLayout<?> layout : layouts) {
      String header = layout.type().getSimpleName() + ".h";
      Files.writeString(folder.resolve(header), layout.cHeader());
      text.append("#include \"").append(header).append("\"\n");
    }
    Path file = folder.resolve(name + ".c");
    Path made = folder.resolve(name);
    Files.writeString(file, text.append(source));
    List<String> command =
        new ArrayList<>(
            List.of("cc", "-std=c11", "-Wall", "-Werror", "-O1", "-o", made.toString()));
    command.addAll(options);
    command.add(file.toString());
    output(command.toArray(String[]::new));
    return made;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
