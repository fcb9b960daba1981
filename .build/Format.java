import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format on every Java file below the working directory: {@code check} lists those
 * that it would change and fails, {@code apply} rewrites them.
 */
void main(String[] args) throws IOException {
  boolean check = args[0].equals("check");
  List<String> command = new ArrayList<>();
  command.add("--skip-reflowing-long-strings"); // takes two runs to settle
  command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
  try (Stream<Path> files = Files.walk(Path.of(""))) {
    files.filter(this::isSource).map(Path::toString).sorted().forEach(command::add);
  }
  ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
  int exit = formatter.run(System.out, System.err, command.toArray(String[]::new));
  if (check && exit != 0) {
    System.err.println("The files above are not in format: mvn -Pformat validate rewrites them.");
  }
  System.exit(exit);
}

/** Leaves out what the build made, and dot folders other than this one. */
boolean isSource(Path file) {
  for (Path part : file) {
    String name = part.toString();
    if (name.equals("target") || name.startsWith(".") && !name.equals(".build")) {
      return false;
    }
  }
  return file.toString().endsWith(".java");
}
