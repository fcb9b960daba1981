package dev.parklane.stress.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.parklane.runtime.Plane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a million idle agents with three lanes each cost: the heap that they hold after each has
 * handled a message, their URIs and their entries in the plane included, and the threads that they
 * hold, which should be none.
 *
 * <p>Target: at most 450 MB, which is 450 bytes each. The agent is {@link Names} with the first
 * values of its lanes; the names that it would collect are its user's.
 */
public final class Footprint {
  static final int AGENTS = 1_000_000;

  private static final Pattern VIRTUAL = Pattern.compile("\"virtual\": true");

  private Footprint() {}

  /**
   * What was measured.
   *
   * @param agents how many agents were idle
   * @param bytesPerAgent the heap of each
   * @param virtualThreads how many there were in the whole process
   * @param platformThreads how many the plane had
   */
  public record Measured(
      int agents, double bytesPerAgent, int virtualThreads, int platformThreads) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d idle agents: %.1f MB of heap, %.1f bytes each; %d virtual threads, %d platform"
              + " threads of the plane",
          agents,
          agents * bytesPerAgent / 1_000_000,
          bytesPerAgent,
          virtualThreads,
          platformThreads);
    }
  }

  /** Makes so many agents, sends each a message, and measures when they are idle. */
  public static Measured measure(int agents) throws InterruptedException {
    try (Plane plane = Plane.builder().warmAgents(0).route("/names/:list", Names::new).start()) {
      make(plane, 1);
      long before = usedHeap();
      make(plane, agents);
      long after = usedHeap();
      return new Measured(
          agents, (double) (after - before) / agents, virtualThreads(), platformThreads());
    }
  }

  private static void make(Plane plane, int agents) throws InterruptedException {
    for (int i = 0; i < agents; i++) {
      if (plane.agent(uri(agents, i)).ask(Names.class, Names::length) != 0) {
        throw new IllegalStateException(uri(agents, i) + " has not handled its message");
      }
    }
    plane.awaitQuiet();
  }

  private static String uri(int agents, int number) {
    return "/names/" + (agents + number); // of one length for any number of agents
  }

  /** The heap that is in use when collecting garbage does not change it any more. */
  public static long usedHeap() {
    long last = Long.MAX_VALUE;
    while (true) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (Math.abs(last - used) < 10_000) {
        return used;
      }
      last = used;
    }
  }

  /** How many virtual threads the process has, by the JDK's own thread dump. */
  public static int virtualThreads() {
    try {
      Path directory = Files.createTempDirectory("threads");
      Path dump = directory.resolve("threads.json");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
        return (int) VIRTUAL.matcher(Files.readString(dump)).results().count();
      } finally {
        Files.deleteIfExists(dump);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int platformThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("parklane-"))
            .count();
  }
}
