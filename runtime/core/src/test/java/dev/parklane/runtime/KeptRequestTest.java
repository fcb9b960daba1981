package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws B6, L4: who has got a request and ends leaves nobody waiting. */
@Timeout(60)
class KeptRequestTest {
  private final List<Request<String>> kept = new CopyOnWriteArrayList<>();
  private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
  private final TestClock clock = new TestClock();
  @AutoClose private Stage stage = stage(o -> o);

  private Stage stage(UnaryOperator<AgentOptions> options) {
    return Stage.of(
        Plane.builder().clock(clock).route("/probe/:name", () -> new Probe(this::keep), options));
  }

  private void keep(Probe probe) {
    probe.start = () -> endpoints.add(probe.bus().endpoint("e", String.class, kept::add));
  }

  private CompletableFuture<String> ask() throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    stage
        .plane
        .bus()
        .request(
            "e",
            "?",
            String.class,
            Duration.ofHours(1),
            answer::complete,
            answer::completeExceptionally);
    stage.plane.awaitQuiet();
    return answer;
  }

  @Test
  void agent_thatStops_failsTheRequestsThatItKeeps() throws Exception {
    stage.run(p -> {});
    CompletableFuture<String> answer = ask();
    stage.run(Probe::end);
    assertEnded(answer);
    assertThat(kept.getFirst().isAwaited()).isFalse();
  }

  @Test
  void agent_thatFails_failsTheRequestsThatItKeeps() throws Exception {
    stage.run(p -> {});
    CompletableFuture<String> answer = ask();
    assertThatThrownBy(() ->
            stage.run(p -> {
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    assertEnded(answer);
  }

  private static void assertEnded(CompletableFuture<String> answer) {
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(AgentFailedException.class)
        .hasMessage(
            "[PL-B6.8] /probe/x has ended before it answered request 1 to endpoint 'e'; answer it in onStop()"
                + " at the latest");
  }

  /** L4: it is not idle while somebody waits for it, and is when nobody does any more. */
  @Test
  void agent_thatKeepsARequest_isNotIdle() throws Exception {
    stage.close();
    stage = stage(o -> o.withIdleAfter(Duration.ofSeconds(1)));
    stage.run(p -> {});
    CompletableFuture<String> answer = ask();
    stage.run(p -> endpoints.getFirst().close());
    clock.advance(Duration.ofSeconds(10));
    assertThat(stage.plane.agents("/probe/:name")).containsExactly("/probe/x");
    stage.run(p -> kept.getFirst().answer("now"));
    assertThat(answer.get()).isEqualTo("now");
    clock.advance(Duration.ofSeconds(10));
    assertThat(stage.plane.agents("/probe/:name")).isEmpty();
  }

  /** B6: an answer that is given is an answer, also before it has left; unless it is taken back. */
  @Test
  void request_thatIsAnswered_isNotAwaited_fromThenOn() throws Exception {
    stage.close();
    stage = stage(o -> o.withFailurePolicy(FailurePolicy.resume()));
    stage.run(p -> {});
    CompletableFuture<String> answer = ask();
    Request<String> request = kept.getFirst();
    assertThatThrownBy(() ->
            stage.run(p -> {
              assertThat(request.isAwaited()).isTrue();
              request.fail(new IllegalArgumentException("never left"));
              assertThat(request.isAwaited()).isFalse();
              throw new IllegalStateException("on purpose");
            }))
        .hasRootCauseMessage("on purpose");
    assertThat(request.isAwaited()).isTrue();
    stage.run(p -> {
      request.answer("left");
      assertThat(request.isAwaited()).isFalse();
    });
    assertThat(request.isAwaited()).isFalse();
    assertThat(answer.get()).isEqualTo("left");
  }

  /** B6: what is answered in onStop is answered. */
  @Test
  void agent_thatAnswersAsItStops_hasAnswered() throws Exception {
    stage.run(p -> p.stop = () -> kept.getFirst().answer("at last"));
    CompletableFuture<String> answer = ask();
    stage.run(Probe::end);
    assertThat(answer.get()).isEqualTo("at last");
  }
}
