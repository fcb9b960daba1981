package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM of its own, as a user starts one: what a process has only once can be seen from its begin.
 */
final class ChildJvm {
  private static final long BOUND_SECONDS = 120; // one that has not ended by then never does

  private final List<String> options = new ArrayList<>();
  private String moreOptions = "";
  private String classPath = System.getProperty("java.class.path");

  /** How it ended, and what it wrote. */
  record End(int code, String output, String errors) {}

  /** With these options and no others. */
  static ChildJvm with(String... options) {
    ChildJvm jvm = new ChildJvm();
    jvm.options.addAll(List.of(options));
    return jvm;
  }

  /** Without what binds SLF4J to a log. */
  ChildJvm withoutLoggingProvider() {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(part -> !part.contains("slf4j-simple"))
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** With more options, which its environment gives it. */
  ChildJvm withJdkJavaOptions(String more) {
    moreOptions = more;
    return this;
  }

  String classPath() {
    return classPath;
  }

  /** Runs a class of the tests. */
  End run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return java(command);
  }

  /** Runs an executable jar. */
  End runJar(Path jar) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", jar.toString()));
    return java(command);
  }

  private End java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path output = Files.createTempFile("parklane", ".out");
    Path errors = Files.createTempFile("parklane", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    if (!moreOptions.isEmpty()) {
      builder.environment().put("JDK_JAVA_OPTIONS", moreOptions);
    }
    Process process = builder.start();
    try {
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        return fail("%s does not end; it wrote %s", command, head(errors));
      }
      return new End(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String head(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.limit(40).collect(Collectors.joining("\n"));
    }
  }
}
