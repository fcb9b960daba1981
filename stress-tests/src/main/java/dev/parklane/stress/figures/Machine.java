package dev.parklane.stress.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;

/**
 * What was measured on.
 *
 * @param processor what it calls itself
 * @param processors how many the JVM may use
 * @param heapMegabytes the greatest heap of a JVM
 * @param system the operating system
 * @param jdk the virtual machine
 * @param jmh the version of JMH
 */
record Machine(
    String processor, int processors, long heapMegabytes, String system, String jdk, String jmh) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo"); // of Linux
  private static final String UNKNOWN = "unknown processor";

  /** The one that this runs on. */
  static Machine here() {
    return new Machine(
        processorHere(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vendor.version")
            + ", "
            + System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.vm.version"),
        Version.getPlainVersion());
  }

  private static String processorHere() {
    if (!Files.isReadable(PROCESSORS)) {
      return UNKNOWN;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
