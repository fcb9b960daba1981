package dev.parklane.runtime.house;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which file of a module uses which other ones of it, as its class files say. */
final class Imports {
  private static final Pattern TYPE = Pattern.compile("dev/parklane/[A-Za-z0-9_/]+");

  private final SortedMap<String, SortedSet<String>> used; // by the file that uses them

  private Imports(SortedMap<String, SortedSet<String>> used) {
    this.used = used;
  }

  /** Of what stands at the place of a class: a folder, or a jar. */
  static Imports around(Class<?> one) throws Exception {
    Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return of(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return of(jar.getPath("/"));
    }
  }

  static Imports of(Path root) throws IOException {
    SortedMap<String, SortedSet<String>> used = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Imports::isClass).toList()) {
        read(ClassFile.of().parse(Files.readAllBytes(file)), used);
      }
    }
    used.values().forEach(files -> files.retainAll(used.keySet()));
    return new Imports(used);
  }

  private static boolean isClass(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".class") && !name.contains("-info");
  }

  private static void read(ClassModel read, SortedMap<String, SortedSet<String>> used) {
    String file = fileOf(read.thisClass().asInternalName());
    SortedSet<String> others = used.computeIfAbsent(file, f -> new TreeSet<>());
    for (PoolEntry entry : read.constantPool()) {
      Matcher type = TYPE.matcher(typesIn(entry));
      while (type.find()) {
        String other = fileOf(type.group());
        if (!other.equals(file)) {
          others.add(other);
        }
      }
    }
  }

  /** The text of an entry that names types: a class, a descriptor or a signature. */
  private static String typesIn(PoolEntry entry) {
    return switch (entry) {
      case ClassEntry type -> type.asInternalName();
      case Utf8Entry text when text.stringValue().matches("[(L\\[<].*") -> text.stringValue();
      default -> "";
    };
  }

  private static String fileOf(String type) {
    int nested = type.indexOf('$');
    return (nested < 0 ? type : type.substring(0, nested)).replace('/', '.');
  }

  Set<String> files() {
    return used.keySet();
  }

  /** The files that one uses. */
  Set<String> from(String file) {
    return used.getOrDefault(file, new TreeSet<>());
  }

  /** Groups of files each of which uses, by way of others of them, every other. */
  List<SortedSet<String>> circles() {
    return new Circles().find();
  }

  /** Tarjan's search for strongly connected components. */
  private final class Circles {
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final Set<String> onStack = new HashSet<>();
    private final List<SortedSet<String>> found = new ArrayList<>();

    List<SortedSet<String>> find() {
      for (String file : files()) {
        if (!index.containsKey(file)) {
          visit(file);
        }
      }
      return found;
    }

    private void visit(String file) {
      index.put(file, index.size());
      lowest.put(file, index.get(file));
      stack.push(file);
      onStack.add(file);
      for (String other : from(file)) {
        if (!index.containsKey(other)) {
          visit(other);
          lowest.merge(file, lowest.get(other), Math::min);
        } else if (onStack.contains(other)) {
          lowest.merge(file, index.get(other), Math::min);
        }
      }
      if (lowest.get(file).equals(index.get(file))) {
        take(file);
      }
    }

    private void take(String first) {
      SortedSet<String> circle = new TreeSet<>();
      String file;
      do {
        file = stack.pop();
        onStack.remove(file);
        circle.add(file);
      } while (!file.equals(first));
      if (circle.size() > 1) {
        found.add(circle);
      }
    }
  }
}
