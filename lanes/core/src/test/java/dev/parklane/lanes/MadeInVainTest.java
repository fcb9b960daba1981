package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.MadeInVainStage.Maker;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.NoEndpointException;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law F7: what else a failed cascade made is dead, and never touches another. */
@Timeout(60)
class MadeInVainTest {
  @AutoClose private final MadeInVainStage stage = new MadeInVainStage();

  // --- what is to come -------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("scheduled")
  void scheduledStep_neverRuns_andCannotBeCancelled(Function<Maker, Scheduled> schedule) {
    Scheduled dead = stage.madeInVain(schedule);
    stage.pass(Duration.ofSeconds(10));
    stage.run(z -> assertThat(dead.cancel()).isFalse());
    assertThat(dead.cancel()).isFalse();
    stage.pass(Duration.ofSeconds(10));
    assertThat(stage.trace).isEmpty();
  }

  static Stream<Function<Maker, Scheduled>> scheduled() {
    return Stream.of(Maker::later, Maker::often, Maker::bySchedule, Maker::atOnce);
  }

  @Test
  void alertsAndTimers_areNotThere_norTheirCallbacks() {
    stage.madeInVain(z -> {
      z.own().callback("named", event -> stage.note("named"));
      z.own().defaultCallback(event -> stage.note("default"));
      z.own().alert("at once", 0, event -> stage.note("at once"));
      z.own().after("later", Duration.ofSeconds(1), event -> stage.note("later"));
      return z;
    });
    stage.pass(Duration.ofSeconds(10));
    stage.run(z -> {
      assertThat(z.own().names()).isEmpty();
      assertThat(z.own().cancel("later")).isFalse();
      assertThat(z.own().next("later")).isEmpty();
      assertThatThrownBy(() -> z.own().alert("named", 0, true, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has no handler");
    });
    assertThat(stage.trace).isEmpty();
  }

  @Test
  void suspendedWork_isInterrupted_andItsResultDropped() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Suspension dead = stage.madeInVain(z -> z.work(interrupted));
    interrupted.await();
    stage.run(z -> dead.cancel());
    dead.cancel();
    stage.quiet();
    assertThat(stage.trace).isEmpty();
  }

  // --- the bus ---------------------------------------------------------------------------------

  @Test
  void subscription_isClosed_andItsPlaceFree() {
    Subscription dead =
        stage.madeInVain(z -> z.face().subscribe("t", String.class, stage.noting(), 1));
    stage.plane.bus().publish("t", "in vain");
    stage.quiet();
    stage.run(z -> {
      assertThat(dead.isOpen()).isFalse();
      Subscription real = z.face().subscribe("t", String.class, stage.noting(), 2);
      dead.close();
      assertThat(real.isOpen()).isTrue();
    });
    dead.close();
    stage.plane.bus().publish("t", "heard");
    stage.quiet();
    assertThat(stage.trace).containsExactly("heard");
  }

  @Test
  void endpoint_isClosed_andItsNameFree() {
    Endpoint dead = stage.madeInVain(z -> z.face().endpoint("e", String.class, stage.answering()));
    assertThatThrownBy(() -> stage.plane.bus().send("e", "in vain"))
        .isInstanceOf(NoEndpointException.class);
    stage.run(z -> {
      assertThat(dead.isOpen()).isFalse();
      Endpoint real = z.face().endpoint("e", String.class, stage.answering());
      dead.close();
      assertThat(real.isOpen()).isTrue();
    });
    dead.close();
    stage.plane.bus().send("e", "heard");
    stage.quiet();
    assertThat(stage.trace).containsExactly("heard");
  }

  @Test
  void request_isNotSent_andAwaitsNothing() {
    stage.plane.bus().endpoint("e", String.class, stage.answering());
    PendingRequest dead = stage.madeInVain(z -> z.request("e"));
    stage.run(z -> assertThat(dead.cancel()).isFalse());
    assertThat(dead.cancel()).isFalse();
    stage.pass(Duration.ofHours(1));
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters).isEmpty();
  }

  /** What a failed cascade has answered is not answered, and may be. */
  @Test
  void answer_isTakenBack_andTheRequestStillAwaited() throws Exception {
    List<Request<String>> kept = new ArrayList<>();
    stage.run(z -> z.face().endpoint("e", String.class, kept::add));
    CompletableFuture<String> answer = new CompletableFuture<>();
    stage
        .plane
        .bus()
        .request("e", "?", String.class, Duration.ofHours(1), answer::complete, e -> {});
    stage.quiet();
    stage.madeInVain(z -> {
      kept.getFirst().answer("in vain");
      return z;
    });
    assertThat(kept.getFirst().isAwaited()).isTrue();
    stage.run(z -> kept.getFirst().answer("answered"));
    assertThat(answer.get()).isEqualTo("answered");
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void tap_seesNothing() {
    Subscription dead = stage.madeInVain(z -> stage.plane.bus().tap(m -> stage.note("seen")));
    assertThat(dead.isOpen()).isFalse();
    stage.plane.bus().publish("t", 1);
    assertThat(stage.trace).isEmpty();
  }

  // --- tools, and places for programs ----------------------------------------------------------

  @Test
  void tracing_tellsNothing() throws Exception {
    TraceRecorder recorder = TraceRecorder.ofAll();
    Tracing ofAll = stage.madeInVain(z -> stage.plane.trace(recorder));
    Tracing ofOne = stage.madeInVain(z -> z.source().trace(recorder));
    int asked = stage.source().ask(MadeInVainStage.Source.class, source -> source.value.get());
    assertThat(asked).isZero();
    assertThat(recorder.recorded().lines()).isEmpty();
    ofAll.close();
    ofOne.close();
  }

  @Test
  void client_isClosed_andItsLinksWithIt() {
    stage.madeInVain(z -> {
      Client made = z.client(stage.plane);
      new ValueLink<>(made, stage.source().lane("value", Integer.class)).open();
      return made;
    });
    stage.pass(Duration.ofHours(2));
    assertThat(stage.sources()).isEmpty(); // nobody links to it, so it was idle
    assertThat(stage.plane.agents()).isEqualTo(1); // the maker
  }
}
