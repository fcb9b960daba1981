package dev.parklane.runtime.recording;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;

/**
 * Looks whether recordings want cascades: as they start and stop, and every few milliseconds, as
 * their settings may change while they run. A class apart, as what it is made of may be absent.
 */
final class RecordingsWatch implements FlightRecorderListener {
  private static final Duration TICK = Duration.ofMillis(2);
  private static final Duration WHILE_NOBODY_WANTS = Duration.ofMillis(100);

  private RecordingsWatch() {}

  /** Begins to, for good. */
  static void begin() {
    look();
    FlightRecorder.addListener(new RecordingsWatch());
    Thread.ofPlatform().daemon().name("parklane-recordings").start(RecordingsWatch::lookAgain);
  }

  private static void lookAgain() {
    while (true) {
      CoarseTime.read();
      LockSupport.parkNanos((look() ? TICK : WHILE_NOBODY_WANTS).toNanos());
    }
  }

  private static boolean look() {
    boolean wanted =
        new CascadeEvent().isEnabled()
            || new SlowCascadeEvent().isEnabled()
            || new DeepCascadeEvent().isEnabled()
            || new FailedCascadeEvent().isEnabled()
            || new SlowHandlerEvent().isEnabled();
    CascadeWish.any(wanted);
    return wanted;
  }

  @Override
  public void recordingStateChanged(Recording recording) {
    CoarseTime.read();
    look();
  }
}
