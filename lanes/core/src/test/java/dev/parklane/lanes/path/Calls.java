package dev.parklane.lanes.path;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts calls from one class of Parklane into another: what a {@link CountingLoader} writes into
 * each of their methods comes here. A nested class is a class, and who calls through the JDK calls.
 * Any thread.
 */
public final class Calls {
  private static final StackWalker FRAMES =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final ThreadLocal<Boolean> UNCOUNTED = new ThreadLocal<>();
  private static final ConcurrentHashMap<String, LongAdder> BY_ARROW = new ConcurrentHashMap<>();

  private Calls() {}

  /** A method begins. */
  public static void enter() {
    if (UNCOUNTED.get() == null) {
      String arrow = FRAMES.walk(Calls::arrow);
      if (!arrow.isEmpty()) {
        BY_ARROW.computeIfAbsent(arrow, a -> new LongAdder()).increment();
      }
    }
  }

  /** Who has called what; empty where that was its own class, or the JDK by itself. */
  private static String arrow(Stream<StackWalker.StackFrame> frames) {
    List<StackWalker.StackFrame> own =
        frames
            .skip(1)
            .filter(frame -> frame.getDeclaringClass().getClassLoader() instanceof CountingLoader)
            .limit(2)
            .toList();
    if (own.size() < 2 || own.get(0).getDeclaringClass() == own.get(1).getDeclaringClass()) {
      return "";
    }
    return name(own.get(1)) + " > " + name(own.get(0));
  }

  private static String name(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }

  /** Does something for which the calling thread is not counted. */
  public static void uncounted(Act act) throws Exception {
    UNCOUNTED.set(true);
    try {
      act.run();
    } finally {
      UNCOUNTED.remove();
    }
  }

  /** What a program does. */
  public interface Act {
    void run() throws Exception;
  }

  /** How often each method was called since the last time, by caller and method. */
  public static Map<String, Long> taken() {
    Map<String, Long> all = new TreeMap<>();
    BY_ARROW.forEach((arrow, count) -> {
      long calls = count.sumThenReset();
      if (calls > 0) {
        all.put(arrow, calls);
      }
    });
    return all;
  }
}
