package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.AlarmClock;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.testkit.TestPlane;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What users can call is meant for them: no method of an exported type is public for the sole
 * reason that a type which they do not see asks for it. Nobody has thought of a handler that calls
 * such a method, and so what it does is not taken back (law F2).
 */
class PublicFaceTest {
  /** One exported class of each module. */
  private static final List<Class<?>> MODULES =
      List.of(AlarmClock.class, Agent.class, ValueLane.class, TestPlane.class);

  private static final Set<String> EXPORTED = new TreeSet<>();
  private static final List<Class<?>> TYPES = new ArrayList<>();

  @BeforeAll
  static void find() throws IOException, URISyntaxException, ClassNotFoundException {
    List<String> names = new ArrayList<>();
    for (Class<?> one : MODULES) {
      Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        find(place, names);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
          find(jar.getPath("/"), names);
        }
      }
    }
    for (String name : names) {
      Class<?> type = Class.forName(name, false, PublicFaceTest.class.getClassLoader());
      if (isSeen(type)) {
        TYPES.add(type);
      }
    }
  }

  private static void find(Path root, List<String> names) throws IOException {
    try (InputStream bytes = Files.newInputStream(root.resolve("module-info.class"))) {
      ModuleDescriptor.read(bytes).exports().stream()
          .filter(export -> !export.isQualified())
          .forEach(export -> EXPORTED.add(export.source()));
    }
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> EXPORTED.contains(name.substring(0, name.lastIndexOf('.'))))
          .sorted()
          .forEach(names::add);
    }
  }

  @Test
  void everyPublicMethod_isDeclaredByATypeThatUsersSee() {
    List<String> accidents = new ArrayList<>();
    for (Class<?> type : TYPES) {
      for (Method method : type.getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())
            && !method.isSynthetic()
            && origins(type, method).stream().noneMatch(PublicFaceTest::isSeen)) {
          accidents.add(type.getName() + "." + method.getName());
        }
      }
    }
    assertThat(TYPES).hasSizeGreaterThan(100).contains(Agent.class, ValueLane.SetHandler.class);
    assertThat(accidents).isEmpty();
  }

  /** It would find one: of a type that implements what is seen by its own package only. */
  @Test
  void method_thatOnlyAnUnseenTypeAsksFor_isFound() throws Exception {
    Method end = Seen.class.getMethod("end");
    Method close = Seen.class.getMethod("close");
    assertThat(origins(Seen.class, end)).containsExactly(Unseen.class);
    assertThat(origins(Seen.class, close)).contains(AutoCloseable.class);
    assertThat(isSeen(Unseen.class)).isFalse();
  }

  interface Unseen {
    void end();

    void close();
  }

  /** Has one method by accident and one on purpose. */
  public static final class Seen implements Unseen, AutoCloseable {
    @Override
    public void end() {}

    @Override
    public void close() {}
  }

  /** The types that declare a method and have no supertype that does. */
  private static Set<Class<?>> origins(Class<?> type, Method method) {
    Set<Class<?>> origins = new LinkedHashSet<>();
    for (Class<?> one : supertypes(type)) {
      boolean isAsked =
          supertypes(one).stream().anyMatch(above -> above != one && declares(above, method));
      if (declares(one, method) && !isAsked) {
        origins.add(one);
      }
    }
    return origins;
  }

  private static boolean declares(Class<?> type, Method method) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> !Modifier.isPrivate(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .anyMatch(m ->
            m.getName().equals(method.getName())
                && m.getParameterCount() == method.getParameterCount());
  }

  /** It, its superclasses, and the interfaces of all of them. */
  private static Set<Class<?>> supertypes(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    all.add(type);
    if (type.getSuperclass() != null) {
      all.addAll(supertypes(type.getSuperclass()));
    }
    for (Class<?> one : type.getInterfaces()) {
      all.addAll(supertypes(one));
    }
    return all;
  }

  /** Whether users can name it: it, and all that it stands in, is public, and is exported. */
  private static boolean isSeen(Class<?> type) {
    if (!type.getName().startsWith("dev.parklane.")) {
      return true; // of the JDK, or of a library
    }
    boolean isForUsers =
        Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
    Class<?> outer = type.getEnclosingClass();
    return isForUsers && (outer == null ? EXPORTED.contains(type.getPackageName()) : isSeen(outer));
  }
}
