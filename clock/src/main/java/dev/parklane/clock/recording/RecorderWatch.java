package dev.parklane.clock.recording;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Whether a flight recorder is at work in this process, or has been. Before, no event is even made:
 * to initialise the first class of events takes the JDK hundreds of milliseconds, which would make
 * the first thing that happens so late (law K12). That is paid by whoever starts the first
 * recording, and by nobody in a process without one. A JVM without the module {@code jdk.jfr} has
 * no recorder.
 */
public final class RecorderWatch {
  private static final Set<String> WATCHED = ConcurrentHashMap.newKeySet();

  private static volatile boolean atWork; // whoever starts the first recording, for good

  private RecorderWatch() {}

  /**
   * Whether events may be wanted. Any thread.
   *
   * @return false until the first recording of the process is started, and then true for good
   */
  public static boolean isAtWork() {
    return atWork;
  }

  /**
   * Has classes of events registered as soon as a recorder is at work, or now where it is. A second
   * call for a room does nothing. Any thread.
   *
   * @param room what the events are of
   * @param events their classes, which are not touched before
   */
  public static void register(String room, Supplier<List<Class<? extends Event>>> events) {
    register(room, events, () -> {});
  }

  /**
   * Has classes of events registered, and tells when that is done.
   *
   * @param room what the events are of
   * @param events their classes, which are not touched before
   * @param registered called once, by whoever starts the first recording; not without one
   */
  public static void register(
      String room, Supplier<List<Class<? extends Event>>> events, Runnable registered) {
    if (WATCHED.add(room) && ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
      Registration.await(events, registered);
    }
  }

  /** A class apart, as what it is made of may be absent. */
  private record Registration(Supplier<List<Class<? extends Event>>> events, Runnable registered)
      implements FlightRecorderListener {
    static void await(Supplier<List<Class<? extends Event>>> events, Runnable registered) {
      FlightRecorder.addListener(new Registration(events, registered));
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
      events.get().forEach(FlightRecorder::register);
      atWork = true;
      registered.run();
    }
  }
}
