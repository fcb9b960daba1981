package dev.parklane.lanes.action;

import static dev.parklane.lanes.action.ActionStage.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.action.ActionStage.Desk;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What actions ask and tell others, on the bus too, and what they do with the agent's clock. */
@Timeout(60)
class WideActionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final LaneKey<Integer> COUNT = LaneKey.of("count", Integer.class);
  private static final LaneKey<String> ORDER = LaneKey.of("order", String.class);

  @AutoClose
  private final ActionStage stage =
      new ActionStage(
          desk -> desk.order.onCommand(order -> desk.note(desk.uri() + " was ordered " + order)));

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      stage.pass(SECOND);
    }
  }

  /** O2, O1. */
  @Test
  void ask_givesTheAnswer_ofAComposedQuestionToo() {
    HandlerAction<Desk, Integer> question = ON.set(Desk::count, 4).followedBy(ON.get(Desk::count));
    int answer = stage.run(ON.ask("/desk/b", Desk.class, question::run).map(n -> n + 1));
    assertThat(answer).isEqualTo(5);
    assertThat(stage.run(ON.ask("/desk/b", Desk.class, Desk::uri, SECOND))).isEqualTo("/desk/b");
    assertThat(stage.run(ON.get("/desk/b", COUNT))).isEqualTo(4);
    stage.run(ON.set("/desk/b", COUNT, 9).followedBy(ON.command("/desk/b", ORDER, "tea")));
    stage.quiet();
    assertThat(stage.run(ON.get("/desk/b", COUNT))).isEqualTo(9);
    assertThat(stage.trace).containsExactly("/desk/b was ordered tea");
    assertThatThrownBy(() -> stage.run(ON.ask("/desk/a", Desk.class, Desk::uri)))
        .hasStackTraceContaining("AskCycleException");
  }

  /** F4: what became of a command is a root event. */
  @Test
  void command_tellsWhatBecameOfIt() {
    stage.run(
        ON.command(
                "/desk/b",
                "order",
                "tea",
                answer -> stage.noting(answer.getClass().getSimpleName()))
            .followedBy(stage.noting("sent")));
    stage.quiet();
    assertThat(stage.trace).hasSize(3).startsWith("sent", "/desk/b was ordered tea");
  }

  /** B2 to B4: the same action is the same subscription. */
  @Test
  void subscribe_handlesWhatIsPublished_untilItIsClosed() {
    HandlerAction<Desk, Subscription> subscribe =
        ON.subscribe("news.*", String.class, news -> stage.noting("heard " + news));
    Subscription first = stage.run(subscribe);
    assertThat(stage.run(subscribe)).isSameAs(first);
    stage.run(ON.subscribe("news.*", String.class, news -> stage.noting("first " + news), 5));
    stage.run(ON.publish("news.a", "x").followedBy(stage.noting("goes on")));
    stage.run(ON.effect(first::close).followedBy(ON.publish("news.a", "y")));
    assertThat(stage.trace).containsExactly("first x", "heard x", "goes on", "first y");
  }

  /** B6. */
  @Test
  void endpoint_isSentTo_andAnswers() {
    stage.run(
        ON.endpoint(
            "double",
            Integer.class,
            request ->
                request.isAwaited()
                    ? ON.answer(request, 2 * request.value())
                    : stage.noting("got " + request.value())));
    stage.run(ON.send("double", 7));
    stage.quiet();
    assertThat(ask("/desk/b", ON.request("double", 4, Integer.class, SECOND))).isEqualTo(8);
    HandlerAction<Desk, PendingRequest> later =
        ON.request(
            "double",
            5,
            Integer.class,
            SECOND,
            answer -> stage.noting("answered " + answer),
            failure -> stage.noting("failed"));
    ask("/desk/b", later.followedBy(stage.noting("goes on")));
    stage.quiet();
    ask(
        "/desk/b",
        ON.request(
            "absent",
            5,
            Integer.class,
            SECOND,
            answer -> stage.noting("answered"),
            failure -> stage.noting(failure.getClass().getSimpleName())));
    stage.quiet();
    assertThat(stage.trace)
        .containsExactly("got 7", "goes on", "answered 10", "NoEndpointException");
  }

  private <T> T ask(String uri, HandlerAction<Desk, T> action) {
    try {
      return stage.plane.agent(uri).ask(Desk.class, action::run);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** K2, K3, K5. */
  @Test
  void alertsAndTimers_areSet_replaced_andCancelled() {
    stage.run(
        ON.alert("a", Instant.ofEpochSecond(1), e -> stage.noting("replaced"))
            .followedBy(ON.alert("a", Instant.ofEpochSecond(2), e -> stage.noting(e.name() + " 2")))
            .followedBy(ON.alert("b", SECOND, e -> stage.noting("b 1")))
            .followedBy(ON.timer("t", TimerSpec.every(SECOND), e -> stage.noting("tick"))));
    pass(2);
    assertThat(stage.run(ON.cancel("t"))).isTrue();
    assertThat(stage.run(ON.cancel("t"))).isFalse();
    pass(2);
    assertThat(stage.trace).containsExactly("b 1", "tick", "a 2", "tick");
  }

  /** S3: handlers from an iterator without an end. */
  @Test
  void schedule_drawsItsActions_fromAnEndlessIterator() {
    Schedule endless =
        Schedule.of(() ->
            Stream.iterate(1, n -> n + 1)
                .map(n -> new Schedule.Delayed(SECOND, stage.noting("tick " + n)))
                .iterator());
    Scheduled handle = stage.run(ON.schedule(endless));
    pass(3);
    assertThat(handle.cancel()).isTrue();
    pass(3);
    assertThat(stage.trace).containsExactly("tick 1", "tick 2", "tick 3");
  }

  /** E3: an iterator is asked when the action before it has been run, in each run anew. */
  @Test
  void sequentially_drawsItsActions_oneByOne() {
    Iterable<ComposedHandler<Desk>> counting =
        () ->
            new Iterator<>() {
              private int drawn;

              @Override
              public boolean hasNext() {
                return drawn < 3;
              }

              @Override
              public ComposedHandler<Desk> next() {
                stage.note("draws " + ++drawn);
                return stage.noting("runs " + drawn);
              }
            };
    ComposedHandler<Desk> all = ON.sequentially(counting);
    assertThat(stage.trace).isEmpty();
    stage.run(all);
    assertThat(stage.trace)
        .containsExactly("draws 1", "runs 1", "draws 2", "runs 2", "draws 3", "runs 3");
    stage.run(all);
    assertThat(stage.trace).hasSize(12);
    Iterable<ComposedHandler<Desk>> million =
        () -> IntStream.range(0, 1_000_000).mapToObj(n -> ON.nothing()).iterator();
    stage.run(ON.sequentially(million));
    Iterable<ComposedHandler<Desk>> broken = () -> Stream.generate(this::none).iterator();
    assertThatThrownBy(() -> stage.run(ON.sequentially(broken)))
        .hasStackTraceContaining("the iterator of sequentially(...) in Desk /desk/a gave null");
  }

  private ComposedHandler<Desk> none() {
    return ActionStage.absent();
  }

  /** S1, S3: work away from the agent, at its time. */
  @Test
  void suspendAfterAndEvery_runTheirWork_atItsTime() {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Scheduled> every = new AtomicReference<>();
    stage.run(
        ON.suspendAfter(SECOND, () -> 7, n -> ON.set(Desk::count, n))
            .followedBy(
                ON.suspendEvery(
                    SECOND.multipliedBy(2), runs::incrementAndGet, n -> ON.set(d -> d.twin, n)))
            .map(handle -> {
              every.set(handle);
              return handle;
            }));
    assertThat(stage.run(ON.get(Desk::count))).isZero();
    pass(1);
    await(Desk::count, 7);
    assertThat(runs).hasValue(0);
    pass(1);
    await(d -> d.twin, 1);
    pass(2);
    await(d -> d.twin, 2);
    assertThat(every.get().cancel()).isTrue();
    pass(4);
    assertThat(runs).hasValue(2);
  }

  /** Waits for a condition that suspended work brings about, and that nothing else tells of. */
  private void await(
      java.util.function.Function<Desk, dev.parklane.lanes.ValueLane<Integer>> lane, int wanted) {
    while (stage.run(ON.get(lane)) != wanted) {
      Thread.onSpinWait();
    }
  }
}
