import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the last release is, in jars of what it exported. */
static final Path RELEASED = Path.of("target", "released");

/** Where it was built: kept, as a tag stays what it is. */
static final Path BUILDS = Path.of("target", "released-builds");

/** The jar of a library, by artifact and version: none of tests, sources or Javadoc. */
static final Pattern LIBRARY =
    Pattern.compile("(parklane-[a-z]+)-(\\d.*?)(?<!-tests|-sources|-javadoc)\\.jar");

/**
 * Gets ready what the check of binary compatibility compares: jars that hold the exported packages
 * of each library and nothing else.
 *
 * <p>{@code exports IN OUT OLD} does that for one jar; where the release has no {@code OLD}, that
 * is an empty one, with which everything is compatible. {@code last} does it for the jars of the
 * last release: those below {@code given:FOLDER} where one is given, else those that the last tag
 * {@code v*} builds. Where there is neither it says so, and leaves nothing to compare with.
 */
void main(String[] args) throws Exception {
  if (args[0].equals("exports")) {
    exports(Path.of(args[1]), Path.of(args[2]));
    emptyUnlessThere(Path.of(args[3]));
    return;
  }
  Map<String, String> outer = new HashMap<>();
  for (String arg : List.of(args).subList(1, args.length)) {
    String[] parts = arg.split(":", 2);
    outer.put(parts[0], parts[1]);
  }
  forget();
  String given = outer.getOrDefault("given", "");
  if (!given.isEmpty()) {
    take(Path.of(given), "-Dreleased=" + given);
    return;
  }
  String tag = lastTag();
  if (tag.isEmpty()) {
    System.out.println(
        "Parklane: no tag v* yet, so that there is no release to be compatible with");
    return;
  }
  take(built(tag, outer), tag);
}

/** No release has jars of an earlier look. */
void forget() throws IOException {
  if (Files.isDirectory(RELEASED)) {
    try (Stream<Path> jars = Files.list(RELEASED)) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
  }
}

void take(Path folder, String what) throws IOException {
  if (!Files.isDirectory(folder)) {
    throw new IllegalArgumentException(
        what + ": there is no folder " + folder.toAbsolutePath() + "; give one with jars in it");
  }
  List<Path> files;
  try (Stream<Path> all = Files.walk(folder)) {
    files = all.toList();
  }
  List<String> taken = new ArrayList<>();
  for (Path file : files) {
    Matcher library = LIBRARY.matcher(file.getFileName().toString());
    if (library.matches() && isLibrary(file)) {
      exports(file, RELEASED.resolve(library.group(1) + ".jar"));
      taken.add(library.group(1) + " " + library.group(2));
    }
  }
  if (taken.isEmpty()) {
    throw new IllegalArgumentException(
        what + ": no jar of a library below " + folder.toAbsolutePath() + "; build it there first");
  }
  System.out.println("Parklane: compared with " + what + ": " + String.join(", ", taken));
}

/** Not so an example, which is a module that exports nothing. */
boolean isLibrary(Path jar) throws IOException {
  try (JarFile file = new JarFile(jar.toFile())) {
    return file.getEntry("module-info.class") != null && !exported(file).isEmpty();
  }
}

/** The classes of the packages that a module exports to everybody, in a jar of their own. */
void exports(Path from, Path to) throws IOException {
  Files.createDirectories(to.getParent());
  try (JarFile jar = new JarFile(from.toFile());
      JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
    Set<String> exported = exported(jar);
    for (JarEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      int end = name.lastIndexOf('/');
      if (name.endsWith(".class") && exported.contains(name.substring(0, Math.max(0, end)))) {
        out.putNextEntry(new JarEntry(name));
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }
}

void emptyUnlessThere(Path jar) throws IOException {
  if (!Files.exists(jar)) {
    Files.createDirectories(jar.getParent());
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
  }
}

/** As folders. */
Set<String> exported(JarFile jar) throws IOException {
  JarEntry descriptor = jar.getJarEntry("module-info.class");
  if (descriptor == null) {
    throw new IllegalArgumentException(
        jar.getName() + " has no module-info.class, which says what it exports; package it again");
  }
  try (InputStream in = jar.getInputStream(descriptor)) {
    return ModuleDescriptor.read(in).exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(Exports::source)
        .map(name -> name.replace('.', '/'))
        .collect(Collectors.toSet());
  }
}

String lastTag() throws Exception {
  Process git =
      new ProcessBuilder("git", "describe", "--tags", "--abbrev=0", "--match", "v*")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
  String tag = new String(git.getInputStream().readAllBytes()).strip();
  return git.waitFor() == 0 ? tag : "";
}

/** The folder in which a tag is built; once, whoever asks again. */
Path built(String tag, Map<String, String> outer) throws Exception {
  Path build = BUILDS.resolve(tag);
  Path done = BUILDS.resolve(tag + ".done");
  if (Files.exists(done)) {
    return build;
  }
  Files.createDirectories(BUILDS);
  if (!Files.exists(build)) {
    run(List.of("git", "worktree", "prune"), Path.of(""), outer);
    run(List.of("git", "worktree", "add", "--detach", build.toString(), tag), Path.of(""), outer);
  }
  List<String> maven = new ArrayList<>();
  maven.add(Path.of(outer.get("maven"), "bin", "mvn").toString());
  maven.addAll(List.of("-q", "-B", "-Dmaven.repo.local=" + outer.get("repository")));
  if (outer.get("offline").equals("true")) {
    maven.add("-o");
  }
  maven.addAll(List.of("-Dmaven.test.skip=true", "-Dheavy.skip=true", "package"));
  run(maven, build, outer);
  Files.createFile(done);
  return build;
}

void run(List<String> command, Path folder, Map<String, String> outer) throws Exception {
  ProcessBuilder builder =
      new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile()).inheritIO();
  builder.environment().put("JAVA_HOME", outer.get("java"));
  builder.environment().remove("MAVEN_PROJECTBASEDIR");
  int exit = builder.start().waitFor();
  if (exit != 0) {
    throw new IllegalStateException(
        String.join(" ", command) + " in " + folder.toAbsolutePath() + " ended with " + exit);
  }
}
