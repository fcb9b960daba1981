package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link PlaneListener} has to do that counts: a test class of yours implements this, and
 * says how to make one and what it has counted.
 *
 * @param <P> your kind of listener
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface PlaneListenerContract<P extends PlaneListener> {
  /** {@return a new one, which has counted nothing yet} */
  P listener();

  /**
   * {@return how many cascades it has counted}
   *
   * @param listener that {@link #listener} has made
   */
  long cascades(P listener);

  /**
   * {@return how many failed cascades it has counted}
   *
   * @param listener that {@link #listener} has made
   */
  long failures(P listener);

  /**
   * {@return how many dead letters it has counted}
   *
   * @param listener that {@link #listener} has made
   */
  long deadLetters(P listener);

  /**
   * {@return how long one call may take, on the average of many; 100 microseconds unless it is
   * overridden} The agent that calls waits for it.
   */
  default Duration longestCall() {
    return Duration.ofNanos(100_000);
  }

  /** Passes on what it is told, and sees what a listener must not do. */
  final class Watch implements PlaneListener {
    private final PlaneListener listener;
    private final AtomicLong cascades = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong letters = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private volatile @Nullable Throwable thrown;

    Watch(PlaneListener listener) {
      this.listener = listener;
    }

    private void pass(Runnable call) {
      long begun = System.nanoTime();
      try {
        call.run();
      } catch (RuntimeException | Error e) {
        thrown = e;
      }
      nanos.addAndGet(System.nanoTime() - begun);
    }

    @Override
    public void cascadeEnded(CascadeReport cascade) {
      cascades.incrementAndGet();
      if (!cascade.succeeded()) {
        failures.incrementAndGet();
      }
      pass(() -> listener.cascadeEnded(cascade));
    }

    @Override
    public void agentStarted(String uri, String route) {
      pass(() -> listener.agentStarted(uri, route));
    }

    @Override
    public void agentEnded(String uri, String route, @Nullable Throwable failure) {
      pass(() -> listener.agentEnded(uri, route, failure));
    }

    @Override
    public void linkOpened(String uri, String to, String lane) {
      pass(() -> listener.linkOpened(uri, to, lane));
    }

    @Override
    public void linkEnded(String uri, String to, String lane, @Nullable Throwable failure) {
      pass(() -> listener.linkEnded(uri, to, lane, failure));
    }

    @Override
    public void deadLetter(dev.parklane.runtime.DeadLetter letter) {
      letters.incrementAndGet();
      pass(() -> listener.deadLetter(letter));
    }
  }

  /** What the agents of the check are. */
  final class Tallying extends Agent {
    Tallying() {
      new TallyLane(this, new CountDownLatch(0));
    }
  }

  /**
   * What it has counted is what there was, while many agents work at once; it throws nothing, and
   * holds nobody up.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void listener_countsWhatThereIs_andHoldsNobodyUp_F9() throws Exception {
    P listener = listener();
    Watch watch = new Watch(listener);
    int agents = 8;
    int each = 200;
    try (Plane plane =
        Plane.builder()
            .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
            .route("/tally/:name", Tallying::new)
            .listener(watch)
            .onDeadLetter(letter -> {})
            .start()) {
      for (int n = 1; n <= each; n++) {
        for (int agent = 0; agent < agents; agent++) {
          AgentRef tally = plane.agent("/tally/" + agent);
          tally.command(n % 50 == 0 ? "no such lane" : TallyLane.NAME, n);
          if (n % 40 == 0) {
            tally.command(TallyLane.NAME, TallyLane.FAIL);
          }
        }
      }
      for (int agent = 0; agent < agents; agent++) {
        Acknowledgement last =
            plane
                .agent("/tally/" + agent)
                .commandAcknowledged(TallyLane.NAME, "last")
                .get(30, TimeUnit.SECONDS);
        assertEquals(new Acknowledgement.Handled(), last);
      }
    }
    assertEquals(null, watch.thrown, "what the listener has thrown");
    assertEquals(
        List.of(watch.cascades.get(), watch.failures.get(), watch.letters.get()),
        List.of(cascades(listener), failures(listener), deadLetters(listener)),
        "cascades, failures and dead letters");
    long calls = watch.cascades.get() + watch.letters.get();
    assertTrue(calls > agents * each, () -> "the plane has told of " + calls + " only");
    Duration mean = Duration.ofNanos(watch.nanos.get() / calls);
    assertTrue(
        mean.compareTo(longestCall()) <= 0,
        () -> "a call takes " + mean + " on the average; agents wait for it");
  }
}
