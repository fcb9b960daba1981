import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Says on one line what Maven is about to do, as {@code mvn -q} says nothing itself: the goals
 * asked for, the JDK, and whether Maven has yet to fetch what it needs for them.
 */
void main(String[] args) {
  String goals =
      Arrays.stream(args[0].replaceAll("^goals:|[\\[\\]\\s]", "").split(","))
          .map(goal -> goal.isEmpty() ? "the default goals" : goal)
          .collect(Collectors.joining(", "));
  // The tests of every module need it, and nothing on the way to this line does.
  boolean filled = Files.isDirectory(Path.of(args[1], "org/assertj/assertj-core"));
  System.out.printf(
      "Parklane: %s with JDK %s%s%n",
      goals,
      Runtime.version().feature(),
      filled ? "" : "; Maven fetches what it needs first, once");
}
