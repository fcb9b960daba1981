package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law E13: no flag is needed, and what a JVM lacks is refused by name. Each in a new JVM. */
class FlagLawsTest {
  private static final String OPENS = "java.base/java.lang=ALL-UNNAMED";

  private static final short JAVA_25 = 69; // the version of its class files

  @TempDir Path folder;

  @Test
  void program_inAJvmWithoutFlags_runs() throws Exception {
    assertRuns(ChildJvm.with().run(FirstProgram.class), "default");
  }

  @Test
  void program_whereScopesHaveTheShapeOfALaterJdk_runs() throws Exception {
    String later = PatchedJdk.OPENS_WITH_UNARY_OPERATOR.option(folder);
    assertRuns(ChildJvm.with(later).run(FirstProgram.class), "default");
    assertRuns(ChildJvm.with(later, "--add-opens=" + OPENS).run(FirstProgram.class), "lock-step");
  }

  /** Also where nothing is bound to the log: it is an exception. */
  @ParameterizedTest
  @EnumSource(names = {"OPENS_WITHOUT_SETTINGS", "OPENS_NOTHING"})
  void start_whereScopesHaveAnUnknownShape_isRefused_byNameAndWithTheRemedy(PatchedJdk other)
      throws Exception {
    ChildJvm.End end =
        ChildJvm.with(other.option(folder)).withoutLoggingProvider().run(FirstProgram.class);
    assertThat(end.code()).isEqualTo(1);
    assertThat(end.output()).isEmpty();
    assertThat(end.errors())
        .contains("java.lang.IllegalStateException: [PL-E13] planes cannot start on this JVM")
        .contains(Runtime.version().toString())
        .contains(
            "its java.util.concurrent.StructuredTaskScope, in which handlers run, has no shape")
        .contains("use a JDK 25, or a version of Parklane that is made for this JDK")
        .contains("at dev.parklane.runtime.PlaneBuilder.start");
  }

  /** E13, F5, O4: it used to be tried for ever, and close() waited for it. */
  @ParameterizedTest
  @ValueSource(strings = {"", OPENS})
  void agent_whoseScopeCannotBeOpened_ends_andNobodyWaitsForIt(String opens) throws Exception {
    ChildJvm.End end = jvmWithoutLaterScopes(opens).run(ScopelessProgram.class);
    String why = "/probe/one could not begin its work: java.lang.UnsupportedOperationException";
    assertThat(end.output().lines())
        .containsExactly(
            "answers 0",
            "NOT_STARTED " + why,
            "asker: [PL-L1] " + why,
            "0 agents",
            "answers 0",
            "closed");
    assertThat(end.errors().lines().filter(line -> line.contains("/probe/one ends:"))).hasSize(2);
  }

  private ChildJvm jvmWithoutLaterScopes(String opens) throws Exception {
    String later = PatchedJdk.OPENS_NOTHING_LATER.option(folder);
    return opens.isEmpty() ? ChildJvm.with(later) : ChildJvm.with(later, "--add-opens=" + opens);
  }

  /** X1, F6: the writes that need one fail, and the next one that finds it goes through. */
  @ParameterizedTest
  @ValueSource(strings = {"", OPENS})
  void mountedHandlers_whoseScopeCannotBeOpened_fail_andTheAgentGoesOn(String opens)
      throws Exception {
    ChildJvm.End end = jvmWithoutLaterScopes(opens).run(MountedScopelessProgram.class);
    assertThat(end.output().lines()).containsExactly("handles 3", "closed");
    assertThat(end.errors().lines().filter(line -> line.contains("[PL-F5] agent /probe/one")))
        .hasSize(2);
  }

  @Test
  void opens_inTheManifestOfAnExecutableJar_giveLockStepSchedulers() throws Exception {
    assertRuns(ChildJvm.with().runJar(executableJar(null)), "default");
    assertRuns(ChildJvm.with().runJar(executableJar("java.base/java.lang")), "lock-step");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--add-opens " + OPENS, "--add-opens=" + OPENS})
  void opens_inJdkJavaOptions_giveLockStepSchedulers(String option) throws Exception {
    assertRuns(ChildJvm.with().withJdkJavaOptions(option).run(FirstProgram.class), "lock-step");
  }

  /** A class file that was compiled with preview runs on one JDK only, and there with a flag. */
  @Test
  void classFiles_ofTheLibrary_areTiedToNoJdk() throws Exception {
    List<String> tied = new ArrayList<>();
    int seen = 0;
    for (Class<?> of : List.of(Plane.class, TestClock.class)) {
      Path built = Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(built)) {
        seen += lookThrough(built, tied);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(built)) {
          seen += lookThrough(jar.getPath("/"), tied);
        }
      }
    }
    assertThat(seen).isGreaterThan(100);
    assertThat(tied).isEmpty();
  }

  private static void assertRuns(ChildJvm.End end, String scheduler) {
    assertThat(end.output().lines()).containsExactly("42 " + scheduler, "closed");
    assertThat(end.code()).isZero();
  }

  /** How many class files there are; those that are tied to one JDK are added. */
  private static int lookThrough(Path root, List<String> tied) throws IOException {
    int seen = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        seen++;
        ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(file));
        if (head.getShort(4) != 0 || head.getShort(6) != JAVA_25) {
          tied.add(file.toString());
        }
      }
    }
    return seen;
  }

  private Path executableJar(@Nullable String opens) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, FirstProgram.class.getName());
    main.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(ChildJvm.with().classPath().split(File.pathSeparator))
            .map(part -> Path.of(part).toUri().toString())
            .collect(Collectors.joining(" ")));
    if (opens != null) {
      main.putValue("Add-Opens", opens);
    }
    Path jar = folder.resolve("first-" + (opens == null ? "closed" : "opened") + ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }
}
