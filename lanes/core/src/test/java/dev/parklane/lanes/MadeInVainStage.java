package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentClock;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** An agent with a store whose policy is to resume, and whose cascades make things and fail. */
final class MadeInVainStage implements AutoCloseable {
  static final List<String> NOTES = new CopyOnWriteArrayList<>();

  final List<String> trace = NOTES;
  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  final TestClock clock = new TestClock();
  final Plane plane;

  /** What the maker is made to do in its turn. */
  interface Act {
    void run(Maker maker) throws Exception;
  }

  /** Makes what it is told to. */
  static final class Maker extends Agent {
    AgentRef source() {
      return agent("/source/a");
    }

    AgentClock own() {
      return clock();
    }

    Bus face() {
      return bus();
    }

    void end() {
      stop();
    }

    Scheduled later() {
      return after(Duration.ofSeconds(1), () -> NOTES.add("later"));
    }

    Scheduled often() {
      return every(Duration.ofSeconds(1), () -> NOTES.add("often"));
    }

    Scheduled bySchedule() {
      return schedule(
          Schedule.after(Duration.ZERO, () -> NOTES.add("first"))
              .then(Duration.ofSeconds(1), () -> NOTES.add("second")));
    }

    Scheduled atOnce() {
      return at(Instant.EPOCH, () -> NOTES.add("at once"));
    }

    /** Of work that has begun: what has not is not called at all. */
    Suspension work(CountDownLatch interrupted) {
      CountDownLatch begun = new CountDownLatch(1);
      Suspension made =
          suspend(
              () -> {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
                return 1;
              },
              result -> NOTES.add("result"));
      try {
        begun.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return made;
    }

    PendingRequest request(String endpoint) {
      return bus()
          .request(
              endpoint,
              "?",
              String.class,
              Duration.ofSeconds(1),
              answer -> NOTES.add("answered"),
              failure -> NOTES.add("failed " + failure));
    }

    Client client(Plane plane) {
      try {
        return plane.client();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What others link to. */
  static final class Source extends Agent {
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    final MapLane<Integer, Integer> map = new MapLane<>(this, "map");
    final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
  }

  MadeInVainStage() {
    NOTES.clear();
    plane =
        Plane.builder()
            .clock(clock)
            .onDeadLetter(deadLetters::add)
            .route(
                "/maker",
                Maker::new,
                o -> o.withStore(new InMemoryStore()).withFailurePolicy(FailurePolicy.resume()))
            .route("/source/:name", Source::new, o -> o.withIdleAfter(Duration.ofHours(1)))
            .start();
  }

  void note(String what) {
    trace.add(what);
  }

  Handler<String> noting() {
    return this::note;
  }

  Handler<Request<String>> answering() {
    return request -> note(request.value());
  }

  AgentRef source() {
    return plane.agent("/source/a");
  }

  void run(Act act) {
    madeBy(maker -> {
      act.run(maker);
      return true;
    });
  }

  private <R> R madeBy(Question<Maker, R> question) {
    try {
      return plane.agent("/maker").ask(Maker.class, question);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a cascade has made that then has failed. */
  <R> R madeInVain(Function<? super Maker, ? extends R> make) {
    List<R> made = new ArrayList<>();
    assertThatThrownBy(() ->
            run(maker -> {
              made.add(make.apply(maker));
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage("on purpose");
    return made.getFirst();
  }

  /** The sources that are there: those that somebody has sent to, or links to. */
  List<String> sources() {
    return plane.agents("/source/:name");
  }

  void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void pass(Duration time) {
    clock.advance(time);
    quiet();
  }

  @Override
  public void close() {
    plane.close();
  }
}
