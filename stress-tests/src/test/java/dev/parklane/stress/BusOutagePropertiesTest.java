package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Closing;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Publications to an agent that fails, and that a restart puts off, among commands. */
@AddLifecycleHook(Watchdog.class)
class BusOutagePropertiesTest {
  private static final String URI = "/listener";
  private static final Duration BACKOFF = Duration.ofSeconds(1);

  /** What the program does next; it waits for nothing in between. */
  private enum Move {
    PUBLISH,
    COMMAND,
    FAIL,
    PASS
  }

  /** Notes what reaches it over either way. */
  private static final class Listener extends Agent {
    private final CommandLane<Integer> number = new CommandLane<>(this, "number");
    private final CommandLane<Integer> fail = new CommandLane<>(this, "fail");
    private final Queue<Integer> got;

    Listener(Queue<Integer> got) {
      this.got = got;
      number.onCommand(got::add);
      fail.onCommand(n -> {
        throw new IllegalStateException("on purpose");
      });
    }

    @Override
    protected void onStart() {
      bus().subscribe("numbers", Integer.class, got::add);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("B8 E1 F3: over failures and back-offs publications wait as commands do, in order, once")
  void publications_overFailuresAndBackoffs_areHandledOnceInOrder_orDeadLettersOfTheClose(
      @ForAll("moves") List<Move> moves,
      @ForAll boolean waits,
      @ForAll Closing closing,
      @ForAll boolean lockStep)
      throws InterruptedException {
    TestClock clock = new TestClock();
    Queue<Integer> got = new ConcurrentLinkedQueue<>();
    Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();
    int sent = 0;
    try (Plane plane =
        Plane.builder()
            .clock(clock)
            .lockStep(lockStep)
            .onDeadLetter(letters::add)
            .route(
                URI,
                () -> new Listener(got),
                o ->
                    o.withFailurePolicy(
                        FailurePolicy.restart(
                            Integer.MAX_VALUE, BACKOFF, new Backoff(BACKOFF, 1, BACKOFF))))
            .start()) {
      plane.agent(URI).ask(Listener.class, Agent::uri);
      for (Move move : moves) {
        switch (move) {
          case PUBLISH -> plane.bus().publish("numbers", sent++);
          case COMMAND -> plane.agent(URI).command("number", sent++);
          case FAIL -> plane.agent(URI).command("fail", 0);
          case PASS -> clock.advance(BACKOFF);
        }
      }
      while (waits && got.size() + letters.size() < sent) {
        plane.awaitQuiet();
        clock.advance(BACKOFF);
      }
      plane.close(closing);
    }
    List<Integer> accounted = new ArrayList<>(got);
    for (DeadLetter letter : letters) {
      assertThat(letter.reason()).isIn(DeadLetter.Reason.PLANE_CLOSED, DeadLetter.Reason.ENDED);
      if (!letter.message().equals("fail")) {
        accounted.add((Integer) letter.value());
      }
    }
    assertThat(new ArrayList<>(got)).isSorted();
    assertThat(accounted)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, sent).boxed().toList());
    if (waits || closing == Closing.DRAIN) {
      assertThat(got).hasSize(sent);
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Arbitraries.frequency(
            Tuple.of(4, Move.PUBLISH),
            Tuple.of(3, Move.COMMAND),
            Tuple.of(2, Move.FAIL),
            Tuple.of(2, Move.PASS))
        .list()
        .ofMaxSize(25);
  }
}
