package dev.parklane.runtime.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A language of guests: the engine whose code all its contexts share, one for the process, and what
 * they may do with the objects of Java.
 *
 * <p>An engine for each language, since all contexts of one must agree on the access to Java, and
 * numbers do not mean the same in all languages.
 *
 * @param access public members of what a guest is given, and no way to classes
 */
record GuestLanguage(String name, Engine engine, HostAccess access) {
  private static final Map<String, GuestLanguage> OPENED = new ConcurrentHashMap<>();

  /**
   * Finds a language, and opens its engine where it is the first time.
   *
   * @throws IllegalArgumentException where it is not there
   */
  static GuestLanguage of(String name) {
    return OPENED.computeIfAbsent(name, GuestLanguage::open);
  }

  private static GuestLanguage open(String name) {
    return new GuestLanguage(name, engine(name), granted());
  }

  private static Engine engine(String name) {
    Engine engine;
    try {
      engine =
          Engine.newBuilder()
              .option("engine.WarnInterpreterOnly", "false") // a choice, and not an oversight
              .build();
    } catch (IllegalStateException | LinkageError e) { // polyglot without any language
      throw absent(name, e);
    }
    if (!engine.getLanguages().containsKey(name)) {
      engine.close();
      throw absent(name, null);
    }
    return engine;
  }

  private static IllegalArgumentException absent(String name, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "[PL-H1.4] there is no guest language '"
            + name
            + "'; add org.graalvm.polyglot:"
            + name
            + "-community (type pom) to the program, or correct the name",
        cause);
  }

  private static HostAccess granted() {
    return HostAccess.newBuilder()
        .allowPublicAccess(true)
        .allowAccessInheritance(true)
        .allowArrayAccess(true)
        .allowListAccess(true)
        .allowMapAccess(true)
        .allowBufferAccess(true)
        .allowIterableAccess(true)
        .allowIteratorAccess(true)
        .allowBigIntegerNumberAccess(true)
        .denyAccess(Class.class)
        .denyAccess(ClassLoader.class)
        .denyAccess(Thread.class)
        .targetTypeMapping(Value.class, Object.class, value -> true, PlainValue::of)
        .build();
  }
}
