package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.bus.Bus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/**
 * Agents that do what a test says, among them one that is busy with a full mailbox, and their
 * plane.
 */
abstract class AtOnceStage {
  static final String FULL = "full";

  final Map<String, List<String>> got = new ConcurrentHashMap<>();
  final Map<String, Act> scripts = new ConcurrentHashMap<>();
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch open = new CountDownLatch(1);
  final CountDownLatch effect = new CountDownLatch(1);
  final CountDownLatch letter = new CountDownLatch(1);
  volatile Runnable atLetter = () -> {};
  final Plane plane =
      Plane.builder()
          .carriers(2)
          .route("/node/:name", Node::new)
          .route("/small/:name", Node::new, options -> options.withMailboxCapacity(2))
          .onDeadLetter(dead -> {
            letter.countDown();
            atLetter.run();
            await(effect);
          })
          .start();

  /** What an agent does when it is told something. */
  interface Act {
    void run(Node node) throws Exception;
  }

  final class Node extends Agent {
    final CommandLane<String> told = new CommandLane<>(this, "told", String.class);
    final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    Node() {
      told.onCommand(this::hear);
    }

    void hear(String what) throws Exception {
      String name = parameter("name");
      got.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(what);
      if (what.equals("effect")) {
        effect.countDown();
      }
      Act act = scripts.get(name + " " + what);
      if (act != null) {
        act.run(this);
      }
    }

    @Override
    protected void onStart() throws Exception {
      Act act = scripts.get(parameter("name") + " starts");
      if (act != null) {
        act.run(this);
      }
    }

    @Override
    protected void onStop() throws Exception {
      Act act = scripts.get(parameter("name") + " stops");
      if (act != null) {
        act.run(this);
      }
    }

    AgentRef node(String name) {
      return agent("/node/" + name);
    }

    void tell(String name, String what) {
      node(name).command("told", what);
    }

    void tellSmall(String name, String what) {
      agent("/small/" + name).command("told", what);
    }

    void tellFull() {
      tellSmall(FULL, "too much");
    }

    void castToSmall() {
      broadcast("/small/:name", "told", "cast");
    }

    Bus theBus() {
      return bus();
    }

    void end() {
      stop();
    }

    ValueLink<Integer> link(String name) {
      return new ValueLink<>(this, node(name).lane("value", Integer.class));
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void script(String name, String what, Act act) {
    scripts.put(name + " " + what, act);
  }

  /** One agent is busy and its mailbox full; the others named are there, and idle. */
  void fillAndStart(String... names) throws InterruptedException {
    script(
        FULL,
        "block",
        node -> {
          entered.countDown();
          await(open);
        });
    AgentRef full = plane.agent("/small/" + FULL);
    full.command("told", "block");
    entered.await();
    full.command("told", "fill");
    full.command("told", "fill");
    for (String name : names) {
      plane.agent("/node/" + name).ask(Node.class, node -> 0);
    }
  }

  List<String> heard(String name) {
    open.countDown();
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return got.get(name);
  }

  List<String> heardBehindLetter(String name) {
    await(letter);
    return heard(name);
  }

  void tell(String name, String what) {
    plane.agent("/node/" + name).command("told", what);
  }

  @AfterEach
  void close() {
    open.countDown();
    effect.countDown();
    plane.close();
  }

  void start(String name) throws InterruptedException {
    plane.agent("/node/" + name).ask(Node.class, node -> 0);
    plane.awaitQuiet();
  }
}
