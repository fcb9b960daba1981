import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds and runs projects that know nothing of this build but the coordinates of what it makes, as
 * somebody would who has just found Parklane: with the JDK that runs this, and no flag. It fails
 * where one of them does not do what the README says.
 *
 * <p>They see the local repository of this build, entry by entry, and in it, in place of whatever
 * Parklane was installed there, what this build has packaged.
 */
final class Strangers {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path ROOT = HERE.getParent().getParent();
  private static final Path TARGET = HERE.resolve("target");
  private static final long MOST_MINUTES = 5; // for one of them, downloads included

  private static final String SURE_LINE =
      "<argLine>--add-opens java.base/java.lang=ALL-UNNAMED</argLine>";

  private static final String UNROUTED =
      "Exception in thread \"main\" java.lang.IllegalStateException: [PL-O4.5] a plane without routes"
          + " has no agents; add route(...)";

  private static final String PRINTED =
      """
      sold for 3, in all 3
      sold for 4, in all 7
      sold for 5, in all 12
      """;

  private final String maven;
  private final boolean offline;

  private Strangers(String maven, boolean offline) {
    this.maven = maven;
    this.offline = offline;
  }

  /**
   * @param args the home of Maven, the local repository of this build, whether there is no network,
   *     and the version of Parklane
   */
  public static void main(String[] args) throws Exception {
    delete(TARGET);
    repository(Path.of(args[1]), args[3]);
    new Strangers(args[0], args[2].equals("offline:true")).run();
  }

  /** Both at once, as most of it is waiting for one Maven after the other to start. */
  private void run() throws Exception {
    try (ExecutorService projects = Executors.newFixedThreadPool(2)) {
      Future<?> classPath = projects.submit(() -> onTheClassPath());
      Future<?> modulePath = projects.submit(() -> onTheModulePath());
      classPath.get();
      modulePath.get();
    }
  }

  private Void onTheClassPath() throws Exception {
    Build plain =
        mvn(
            "classpath",
            "-DargLine=",
            "-Dtest=TillTest",
            "test",
            "exec:exec",
            "exec:exec@unrouted");
    plain
        .succeeds()
        .prints("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .printsInOrder(PRINTED)
        .prints(UNROUTED);

    Build closed = mvn("classpath", "-DargLine=", "-Dtest=SimulatedTillTest", "test");
    closed.fails().prints("Tests run: 1, Failures: 0, Errors: 1").prints(SURE_LINE);

    Build logging = mvn("classpath", "-Plogging", "test", "exec:exec");
    logging
        .succeeds()
        .prints("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
        .printsInOrder(PRINTED);
    return null;
  }

  private Void onTheModulePath() throws Exception {
    Build module =
        mvn(
            "modulepath",
            "-Dsurefire.useModulePath=true",
            "-DargLine=",
            "-Dtest=TillTest",
            "test",
            "exec:exec");
    module
        .succeeds()
        .prints("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .printsInOrder(PRINTED);

    Build simulated = mvn("modulepath", "-Plogging", "test");
    simulated.succeeds().prints("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    return null;
  }

  /** What one project has come to. */
  private record Build(List<String> command, int exit, String output) {
    Build succeeds() {
      return require(exit == 0, "it ended with " + exit);
    }

    Build fails() {
      return require(exit != 0, "it succeeded");
    }

    Build prints(String text) {
      return require(output.contains(text), "it has not printed: " + text);
    }

    Build printsInOrder(String lines) {
      String own =
          String.join("\n", output.lines().filter(lines.lines().toList()::contains).toList());
      return require((own + "\n").endsWith(lines), "it has not printed in this order:\n" + lines);
    }

    private Build require(boolean holds, String what) {
      if (!holds) {
        System.err.println(output);
        throw new AssertionError(String.join(" ", command) + ": " + what);
      }
      return this;
    }
  }

  private Build mvn(String project, String... more) throws Exception {
    Path work = TARGET.resolve(project);
    if (!Files.exists(work)) {
      copy(HERE.resolve(project), work);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(maven, "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + TARGET.resolve("repository")));
    if (offline) {
      command.add("-o");
    }
    command.addAll(List.of(more));
    Path log = TARGET.resolve(project + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Path jdk = Path.of(System.getProperty("java.home"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder
        .environment()
        .merge(
            "PATH", jdk.resolve("bin").toString(), (path, bin) -> bin + File.pathSeparator + path);
    builder
        .environment()
        .keySet()
        .removeAll(List.of("MAVEN_ARGS", "JDK_JAVA_OPTIONS", "MAVEN_PROJECTBASEDIR"));
    // Of Maven itself, which is gone before C2 has paid; what a stranger runs has no flag.
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + ": no end after minutes; so far:\n" + Files.readString(log));
    }
    return new Build(command, process.exitValue(), Files.readString(log));
  }

  /** A repository with the entries of another one, and Parklane as it is built here. */
  private static void repository(Path from, String version) throws IOException {
    Path to = Files.createDirectories(TARGET.resolve("repository"));
    link(from, to, "dev");
    link(from.resolve("dev"), Files.createDirectories(to.resolve("dev")), "parklane");
    add(to, "parklane", ROOT, version, false);
    add(to, "parklane-bom", ROOT.resolve("runtime/bom"), version, false);
    add(to, "parklane-clock", ROOT.resolve("clock"), version, true);
    add(to, "parklane-runtime", ROOT.resolve("runtime/core"), version, true);
    add(to, "parklane-lanes", ROOT.resolve("lanes/core"), version, true);
    add(to, "parklane-testkit", ROOT.resolve("runtime/testkit"), version, true);
  }

  private static void link(Path from, Path to, String butFor) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(butFor)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
        }
      }
    }
  }

  private static void add(Path to, String artifact, Path module, String version, boolean jar)
      throws IOException {
    Path folder =
        Files.createDirectories(to.resolve("dev/parklane").resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
    if (jar) {
      Files.copy(module.resolve("target").resolve(name + ".jar"), folder.resolve(name + ".jar"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Follows no link: what the links of the repository lead to is not ours. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
