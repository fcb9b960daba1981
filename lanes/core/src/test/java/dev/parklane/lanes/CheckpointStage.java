package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/**
 * An agent that does what a test says, for tests of checkpoints, on a plane with a clock of its
 * own.
 */
abstract class CheckpointStage {
  static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());

  final List<String> told = Collections.synchronizedList(new ArrayList<>());
  final TestClock clock = new TestClock();
  UnaryOperator<AgentOptions> options = RESUME;
  Consumer<Worker> constructor = worker -> {};
  Act onStart = worker -> {};
  Act onStop = worker -> {};
  Consumer<String> deadLetters = told::add;
  Plane plane = start();

  interface Act {
    void run(Worker worker) throws Exception;
  }

  final class Worker extends Agent {
    final ValueLane<Integer> value = new ValueLane<Integer>(this, "value", 0).codec(Codecs.INTEGER);
    final MapLane<String, Integer> map =
        new MapLane<String, Integer>(this, "map").codec(Codecs.STRING, Codecs.INTEGER);
    final ValueStore<Integer> store = new ValueStore<Integer>(this, "store", 0).asTransient();
    final CommandLane<Act> act = new CommandLane<>(this, "act", Act.class);

    Worker() {
      act.onCommand(step -> step.run(this));
      constructor.accept(this);
    }

    @Override
    protected void onStart() throws Exception {
      onStart.run(this);
    }

    @Override
    protected void onStop() throws Exception {
      onStop.run(this);
    }

    @Override
    protected void onFailure(Throwable cause) {
      told.add(value.get() + " at the end");
    }

    void keep() {
      checkpoint();
    }

    void keep(String name, Act step) throws Exception {
      checkpoint(name, () -> step.run(this));
    }

    void runLater(Act step) {
      after(Duration.ofSeconds(1), () -> step.run(this));
    }

    void command(String uri, Act step) {
      agent(uri).command("act", step);
    }

    void end() {
      stop();
    }
  }

  Plane start() {
    return Plane.builder()
        .clock(clock)
        .route("/worker/:name", Worker::new, initial -> options.apply(initial))
        .onDeadLetter(letter -> deadLetters.accept(letter.reason() + " " + letter.uri()))
        .start();
  }

  void restartPlane() {
    plane.close();
    plane = start();
  }

  @AfterEach
  void closePlane() {
    plane.close();
  }

  <R> R ask(String name, Question<R> question) {
    try {
      return plane.agent("/worker/" + name).ask(Worker.class, question::answer);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  interface Question<R> {
    R answer(Worker worker) throws Exception;
  }

  void run(Act act) {
    ask(
        "one",
        worker -> {
          act.run(worker);
          return true;
        });
  }

  void runAndFail(Act act) {
    assertThatThrownBy(() ->
            run(worker -> {
              act.run(worker);
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage("on purpose");
  }

  int intOf(Question<Integer> question) {
    return ask("one", question);
  }

  List<String> keys() {
    return ask("one", worker -> List.copyOf(worker.map.get().keySet()));
  }

  /** What was told by the time that the other worker has nothing more to do. */
  List<String> toldByOther() {
    return ask("other", other -> List.copyOf(told));
  }

  int value() {
    return ask("one", worker -> worker.value.get());
  }

  void isRefused(Act act, Class<? extends Throwable> type, String... words) {
    runAndFail(worker -> {
      worker.value.set(7);
      assertThatThrownBy(() -> act.run(worker)).isInstanceOf(type).hasMessageContainingAll(words);
    });
    assertThat(value()).isZero();
  }
}
