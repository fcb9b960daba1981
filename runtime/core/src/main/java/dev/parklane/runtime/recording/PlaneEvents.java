package dev.parklane.runtime.recording;

import dev.parklane.clock.recording.RecorderWatch;
import java.util.List;

/** All that planes write into a flight recording, once there is one. Any thread. */
public final class PlaneEvents {
  private static volatile boolean atWork; // a recorder, for good

  private PlaneEvents() {}

  /**
   * {@return whether a recorder is at work, so that an event of Parklane may be wanted; nothing is
   * touched where not}
   */
  public static boolean mayBeWanted() {
    return atWork;
  }

  /** Has them registered before the first is written, by whoever starts a recording (law K12). */
  public static void register() {
    RecorderWatch.register(
        "runtime",
        () ->
            List.of(
                CascadeEvent.class,
                SlowCascadeEvent.class,
                DeepCascadeEvent.class,
                FailedCascadeEvent.class,
                HandlerEvent.class,
                SlowHandlerEvent.class,
                GuardTripEvent.class,
                FailureEvent.class,
                LockOverWriteEvent.class,
                MonopolisingHandlerEvent.class),
        () -> {
          RecordingsWatch.begin();
          atWork = true;
        });
  }
}
