import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the heavy modules, in a Maven of its own that comes after the light ones: {@code mvn
 * verify} has them verified, and {@code mvn compile exec:exec}, which resolves whatever a module of
 * its reactor needs, does not fetch for them. It fails where that build does.
 *
 * <p>Two modules are built at a time: the tests of one seldom keep two processors busy.
 *
 * <p>The light modules are in its reactor too, so that nothing has to be installed, but are neither
 * tested nor packed again: {@code light.done}. It is given what this build was given: where the
 * repository is, profiles, properties, settings and how much to say.
 */
final class Heavy {
  /** Of {@code MavenExecutionRequest}; the one between says nothing, as it is the default. */
  private static final Map<String, String> LEVELS = Map.of("0", "-X", "3", "-q");

  private static final Map<String, String> ON_FAILURE =
      Map.of("FAIL_AT_END", "-fae", "FAIL_NEVER", "-fn");

  /** Profiles of long proofs, each of which wants the machine for itself. */
  private static final Set<String> ALONE = Set.of("soak", "mutants", "jcstress");

  /** Before it a property ends: the value of one has none of these in it, or it is cut there. */
  private static final Pattern BETWEEN_PROPERTIES = Pattern.compile(", (?=[A-Za-z][\\w.-]*=)");

  private final Map<String, String> outer = new HashMap<>();

  private Heavy(String[] args) {
    for (String arg : args) {
      String[] parts = arg.split(":", 2);
      outer.put(parts[0], parts[1]);
    }
  }

  /** Takes what Maven knows of the build around this, each as {@code name:value}. */
  public static void main(String[] args) throws Exception {
    Heavy heavy = new Heavy(args);
    ProcessBuilder maven = new ProcessBuilder(heavy.command()).inheritIO();
    maven.directory(new File(heavy.of("root")));
    maven.environment().put("JAVA_HOME", heavy.of("java"));
    System.exit(maven.start().waitFor());
  }

  private String of(String name) {
    String value = outer.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no argument '" + name + ":...', but only " + outer + "; give it in heavy/pom.xml");
    }
    return value;
  }

  private List<String> command() {
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(Path.of(of("maven"), "bin", windows ? "mvn.cmd" : "mvn").toString());
    Stream.of(LEVELS.get(of("level")), ON_FAILURE.get(of("on-failure")))
        .filter(option -> option != null)
        .forEach(command::add);
    addIf(command, listed("profiles").noneMatch(ALONE::contains), "-T", "2");
    addIf(command, of("offline").equals("true"), "-o");
    addIf(command, of("interactive").equals("false"), "-B");
    addIf(command, Files.exists(Path.of(of("settings"))), "-s", of("settings"));
    addIf(command, Files.exists(Path.of(of("global-settings"))), "-gs", of("global-settings"));
    command.addAll(properties());
    command.add("-Dmaven.repo.local=" + of("repository"));
    command.addAll(List.of("-Dlight.done=true", "-Dhello.skip=true", "-Dformat.phase=none"));
    command.addAll(List.of("-P", profiles(), "verify"));
    return command;
  }

  private static void addIf(List<String> command, boolean condition, String... more) {
    if (condition) {
      command.addAll(List.of(more));
    }
  }

  private List<String> properties() {
    String all = of("properties").replaceFirst("^\\{", "").replaceFirst("}$", "");
    return BETWEEN_PROPERTIES
        .splitAsStream(all)
        .filter(property -> !property.isEmpty())
        .map(property -> "-D" + property)
        .toList();
  }

  private String profiles() {
    return Stream.of(
            Stream.of("heavy"),
            listed("profiles"),
            listed("without-profiles").map(profile -> "!" + profile))
        .flatMap(profiles -> profiles)
        .collect(Collectors.joining(","));
  }

  private Stream<String> listed(String name) {
    String all = of(name).replaceAll("[\\[\\]\\s]", "");
    return Arrays.stream(all.split(",")).filter(one -> !one.isEmpty());
  }
}
