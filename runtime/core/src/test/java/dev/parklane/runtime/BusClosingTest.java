package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.RequestTimeoutException;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law L5: closing planes whose bus is in use; and several planes. */
@Timeout(60)
class BusClosingTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final BlockingQueue<Request<Integer>> kept = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

  private Stage stage(TimeSource clock) {
    Stage stage =
        Stage.of(Plane.builder().clock(clock).route("/probe/:name", () -> new Probe(p -> {})));
    stage.plane.bus().endpoint("keep", Integer.class, kept::add);
    return stage;
  }

  private Handler<Probe> requesting(Stage stage, Duration timeout) {
    return x -> {
      Throwable failure = catchThrowable(() -> x.bus().request("keep", 1, Object.class, timeout));
      stage.note(failure.getClass().getSimpleName());
    };
  }

  private void requestFromAHandler(Stage stage, Duration timeout) throws Exception {
    stage.run(x -> x.a.on(v -> requesting(stage, timeout).handle(x)));
    stage.probe("x").command("a", 1);
    kept.take();
  }

  /** Nobody moves a test clock any more: the request of a handler ends early, as a sleep does. */
  @Test
  void close_endsTheRequestsOfHandlersOnATestClock() throws Exception {
    TestClock clock = new TestClock();
    Stage stage = stage(clock);
    requestFromAHandler(stage, LONG);
    stage.close();
    assertThat(stage.trace).containsExactly("PlaneClosedException");
    assertThat(clock.pending()).isZero();
  }

  /** On a live clock closing waits until they are answered, or time out. */
  @Test
  void close_waitsForTheRequestsOfHandlersOnALiveClock() throws Exception {
    try (LiveClock clock = new LiveClock()) {
      Stage stage = stage(clock);
      requestFromAHandler(stage, Duration.ofMillis(20));
      stage.close();
      assertThat(stage.trace).containsExactly("RequestTimeoutException");
    }
  }

  /** An answer from outside ends the wait of a plane that closes. */
  @Test
  void answer_whileThePlaneCloses_isTaken() throws Exception {
    try (LiveClock clock = new LiveClock()) {
      Stage stage = stage(clock);
      stage.run(x -> x.a.on(v -> stage.note(x.bus().request("keep", v, String.class, LONG))));
      stage.probe("x").command("a", 1);
      Request<Integer> request = kept.take();
      Thread closer = Thread.ofPlatform().start(stage::close);
      while (closer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      request.answer("yes");
      closer.join();
      assertThat(stage.trace).containsExactly("yes");
    }
  }

  /** An interrupt of who closes ends them on a live clock too. */
  @Test
  void closeThatIsInterrupted_endsTheRequestsOfHandlers() throws Exception {
    try (LiveClock clock = new LiveClock()) {
      Stage stage = stage(clock);
      requestFromAHandler(stage, LONG);
      Thread closer = Thread.ofPlatform().start(stage::close);
      while (closer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      closer.interrupt();
      closer.join();
      assertThat(stage.trace).hasSize(1);
    }
  }

  /** Who waits outside, in whatever way, is told. */
  @Test
  void close_endsTheRequestsFromOutside() throws Exception {
    TestClock clock = new TestClock();
    for (TimeSource time : List.of(clock, new LiveClock())) {
      Stage stage = stage(time);
      stage.plane.bus().request("keep", 1, String.class, LONG, outcomes::add, outcomes::add);
      Thread waiter =
          Thread.ofPlatform()
              .start(() ->
                  outcomes.add(
                      catchThrowable(
                          () -> stage.plane.bus().request("keep", 2, String.class, LONG))));
      kept.take();
      kept.take();
      stage.run(x -> x.bus().request("keep", 3, String.class, LONG, a -> {}, why -> {}));
      Request<Integer> ofAgent = kept.take();
      stage.close();
      waiter.join();
      assertThat(outcomes.take()).isInstanceOf(PlaneClosedException.class);
      assertThat(outcomes.take()).isInstanceOf(PlaneClosedException.class);
      assertThat(ofAgent.isAwaited()).isFalse();
      if (time instanceof LiveClock live) {
        live.close();
      }
    }
    assertThat(clock.pending()).isZero();
  }

  /** A closed plane takes nothing from outside; what its agents still send is delivered. */
  @Test
  void closing_refusesTheOutside_andDrainsWhatItsAgentsSend() throws Exception {
    Stage stage = stage(new TestClock());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stage.run("y", y -> y.bus().subscribe("t", Object.class, m -> stage.note("y " + m)));
    stage.plane.bus().subscribe("t", Object.class, m -> stage.note("shared " + m), -1);
    stage.run(x -> {
      x.stop = () -> x.bus().publish("t", "stop");
      x.a.on(v -> {
        begun.countDown();
        go.await();
        x.bus().publish("t", v);
      });
    });
    stage.probe("x").command("a", 1);
    begun.await();
    Thread closer = Thread.ofPlatform().start(stage::close);
    while (stage.plane.commons().life().isOpen()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> stage.plane.bus().publish("t", 9))
        .isInstanceOf(PlaneClosedException.class);
    assertThatThrownBy(() -> stage.plane.bus().send("keep", 9))
        .isInstanceOf(PlaneClosedException.class);
    assertThatThrownBy(() -> stage.plane.bus().request("keep", 9, String.class, LONG))
        .isInstanceOf(PlaneClosedException.class);
    go.countDown();
    closer.join();
    assertThat(stage.trace).contains("y 1", "shared 1", "shared stop");
    assertThatThrownBy(
            () -> stage.plane.bus().request("keep", 9, String.class, LONG, a -> {}, why -> {}))
        .isInstanceOf(PlaneClosedException.class);
  }

  /** O2: a plane is not closed or waited for by what holds one of its agents up. */
  @Test
  void close_fromASharedHandlerThatAnAgentRuns_isRefused() throws Exception {
    try (Stage stage = stage(new TestClock())) {
      Handler<Object> refused =
          m -> {
            for (Throwable failure :
                List.of(
                    catchThrowable(() -> stage.plane.awaitQuiet()),
                    catchThrowable(() -> stage.plane.close()))) {
              stage.note(failure.getClass().getSimpleName());
            }
          };
      stage.plane.bus().subscribe("t", Object.class, refused);
      stage.run(x -> x.bus().publish("t", 1));
      stage.plane.awaitQuiet();
      assertThat(stage.trace).containsExactly("IllegalStateException", "IllegalStateException");
    }
  }

  /** O1, O2: the bus of another plane. */
  @Test
  void handlerOfOnePlane_usesTheBusOfAnother() throws Exception {
    TestClock clock = new TestClock();
    try (Stage one = stage(clock);
        Stage two = stage(clock)) {
      two.run(
          "y",
          y -> {
            y.bus().subscribe("t", Object.class, m -> two.note("y " + m));
            y.bus()
                .endpoint("double", Integer.class, (Request<Integer> r) -> r.answer(2 * r.value()));
          });
      two.plane.bus().subscribe("t", Object.class, m -> two.note("shared " + m), 1);
      one.run(x -> x.bus().subscribe("t", Object.class, m -> one.note("x " + m)));
      one.run(x -> {
        two.plane.bus().publish("t", 1);
        two.plane.bus().send("none", 2);
        one.note("asked " + two.plane.bus().request("double", 3, Integer.class, LONG));
      });
      one.plane.awaitQuiet();
      two.plane.awaitQuiet();
      assertThat(one.trace).containsExactly("asked 6");
      assertThat(two.trace).containsExactlyInAnyOrder("shared 1", "y 1");
      assertThat(two.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NO_ENDPOINT);
      two.plane.close();
      one.run(x -> {
        two.plane.bus().publish("t", 4);
        two.plane.bus().send("double", 5);
        assertThat(catchThrowable(() -> two.plane.bus().request("double", 6, Integer.class, LONG)))
            .isInstanceOf(PlaneClosedException.class);
      });
      one.plane.awaitQuiet();
      assertThat(two.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              DeadLetter.Reason.NO_ENDPOINT,
              DeadLetter.Reason.PLANE_CLOSED,
              DeadLetter.Reason.PLANE_CLOSED);
    }
    assertThat(clock.pending()).isZero();
  }

  /** K7, O2: a request of one plane to another times out on the clock of the other. */
  @Test
  void requestToAnotherPlane_timesOutThere() throws Exception {
    TestClock clock = new TestClock();
    try (LiveClock live = new LiveClock();
        Stage one = stage(live);
        Stage two = stage(clock)) {
      one.run(x ->
          x.a.on(v -> {
            try {
              two.plane.bus().request("keep", v, String.class, Duration.ofSeconds(v));
            } catch (RequestTimeoutException e) {
              one.note("timed out");
            }
          }));
      one.probe("x").command("a", 5);
      kept.take();
      one.plane.awaitQuiet();
      clock.advance(Duration.ofSeconds(5));
      one.plane.awaitQuiet();
      assertThat(one.trace).containsExactly("timed out");
    }
  }
}
