package dev.parklane.runtime.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The plan of the rooms. A line {@code room: A B} is a room with files of the package {@code
 * runtime}; {@code room} alone is a package below that, with all its files; {@code back: A > B} is
 * an arrow that runs back; {@code circle: A B} is a circle of files.
 */
final class Plan {
  private static final String ROOT = "dev.parklane.runtime.";

  private final List<String> rooms = new ArrayList<>(); // from the top
  private final Map<String, String> roomOf = new HashMap<>(); // of files of the root package
  private final SortedSet<String> backwards = new TreeSet<>();
  private final List<Set<String>> circles = new ArrayList<>();

  static Plan read(String text) {
    Plan plan = new Plan();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(plan::add);
    return plan;
  }

  private void add(String line) {
    String[] parts = line.split(":", 2);
    String what = parts[0].strip();
    List<String> names =
        parts.length == 1 ? List.of() : Arrays.asList(parts[1].strip().split(" +"));
    switch (what) {
      case "back" -> backwards.add(parts[1].strip());
      case "circle" -> circles.add(new TreeSet<>(names));
      default -> {
        if (!rooms.contains(what)) {
          rooms.add(what);
        }
        names.forEach(name -> roomOf.put(name, what));
      }
    }
  }

  /** The name of a file, with its package where that is not the root package. */
  static String shortName(String file) {
    return file.startsWith(ROOT) ? file.substring(ROOT.length()) : file;
  }

  private String room(String file) {
    String name = shortName(file);
    int dot = name.indexOf('.');
    return dot < 0 ? roomOf.getOrDefault(name, "") : name.substring(0, dot);
  }

  /** Files without a room. */
  List<String> unknown(Collection<String> files) {
    return files.stream().filter(file -> !rooms.contains(room(file))).toList();
  }

  /** Rooms, and files of the plan, that are not there. */
  List<String> empty(Collection<String> files) {
    List<String> empty = new ArrayList<>(rooms);
    files.forEach(file -> empty.remove(room(file)));
    roomOf.keySet().stream().filter(name -> !files.contains(ROOT + name)).forEach(empty::add);
    return empty;
  }

  /** Whether one file stands in a room above that of the other. */
  boolean isAbove(String one, String other) {
    return rooms.indexOf(room(one)) < rooms.indexOf(room(other));
  }

  SortedSet<String> backwards() {
    return backwards;
  }

  List<Set<String>> circles() {
    return circles;
  }
}
