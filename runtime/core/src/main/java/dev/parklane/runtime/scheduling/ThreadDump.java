package dev.parklane.runtime.scheduling;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which thread of the JVM waits for which monitor, and who owns it, as a dump of all threads says.
 * Threads are known by their identifiers, monitors by class and identity.
 *
 * <p>The JVM writes it to a file in the folder of temporary files, which is read and deleted. It
 * needs the module {@code jdk.management}.
 */
public final class ThreadDump {
  private final Map<Long, String> awaited = new HashMap<>();
  private final Map<String, Long> owners = new HashMap<>();

  private ThreadDump() {}

  /** {@return a dump of no threads} */
  public static ThreadDump empty() {
    return new ThreadDump();
  }

  /**
   * Dumps all threads of this JVM. It takes some tens of milliseconds, and more where threads are
   * many.
   *
   * @return what waits for what at about one moment
   * @throws IOException where the file cannot be written or read
   * @throws UnsupportedOperationException where this JVM cannot
   */
  public static ThreadDump take() throws IOException {
    Path folder = Files.createTempDirectory("parklane-threads");
    Path file = folder.resolve("threads.json");
    try {
      dump(file);
      try (BufferedReader text = Files.newBufferedReader(file)) {
        return read(new JsonReader(text));
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void dump(Path file) throws IOException {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (bean == null) {
        throw new UnsupportedOperationException("this JVM has no HotSpotDiagnosticMXBean");
      }
      bean.dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    } catch (LinkageError e) {
      throw new UnsupportedOperationException("the module jdk.management is not there", e);
    }
  }

  /** What a dump in JSON says. */
  static ThreadDump read(JsonReader json) throws IOException {
    ThreadDump dump = new ThreadDump();
    json.forEachObjectIn("threads", dump::add);
    return dump;
  }

  private void add(Map<?, ?> thread) {
    long id = Long.parseLong(String.valueOf(thread.get("tid")));
    if (thread.get("blockedOn") instanceof String lock) {
      awaited.put(id, lock);
    }
    if (thread.get("monitorsOwned") instanceof Iterable<?> frames) {
      for (Object frame : frames) {
        if (frame instanceof Map<?, ?> owned && owned.get("locks") instanceof Iterable<?> locks) {
          locks.forEach(lock -> owners.put(String.valueOf(lock), id));
        }
      }
    }
  }

  /**
   * {@return what monitor a thread waits to enter; null where it does not}
   *
   * @param thread its {@link Thread#threadId}
   */
  public @Nullable String awaitedBy(long thread) {
    return awaited.get(thread);
  }

  /**
   * {@return which thread has entered a monitor; null where none has}
   *
   * @param monitor as {@link #awaitedBy} names it
   */
  public @Nullable Long owner(String monitor) {
    return owners.get(monitor);
  }
}
