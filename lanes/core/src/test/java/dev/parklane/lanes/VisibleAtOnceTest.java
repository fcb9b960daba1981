package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Law O5: nobody handles anything that a cascade or a publication sends before all of it is in its
 * mailboxes, so that an effect does not overtake its cause.
 *
 * <p>What leaves here has a message to a full mailbox in its middle. The observer of that dead
 * letter waits for the effect of what stands before it: were that visible by then, the effect would
 * overtake what stands behind it, each time.
 */
@Timeout(60)
class VisibleAtOnceTest {
  private static final String FULL = "full";

  private final Map<String, List<String>> got = new ConcurrentHashMap<>();
  private final Map<String, Act> scripts = new ConcurrentHashMap<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch effect = new CountDownLatch(1);
  private final CountDownLatch letter = new CountDownLatch(1);
  private volatile Runnable atLetter = () -> {};
  private final Plane plane =
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
  private interface Act {
    void run(Node node) throws Exception;
  }

  private final class Node extends Agent {
    private final CommandLane<String> told = new CommandLane<>(this, "told", String.class);
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

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

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void script(String name, String what, Act act) {
    scripts.put(name + " " + what, act);
  }

  /** One agent is busy and its mailbox full; the others named are there, and idle. */
  private void fillAndStart(String... names) throws InterruptedException {
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

  private List<String> heard(String name) {
    open.countDown();
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return got.get(name);
  }

  private List<String> heardBehindLetter(String name) {
    await(letter);
    return heard(name);
  }

  private void tell(String name, String what) {
    plane.agent("/node/" + name).command("told", what);
  }

  @AfterEach
  void close() {
    open.countDown();
    effect.countDown();
    plane.close();
  }

  @Test
  void commands_ofOneCascade_comeBeforeTheirEffects() throws Exception {
    script("a", "go", a -> a.tell("b", "effect"));
    script(
        "c",
        "begin",
        c -> {
          c.tell("a", "go");
          c.tellFull();
          c.tell("b", "cause");
        });
    fillAndStart("a", "b", "c");
    tell("c", "begin");
    assertThat(heardBehindLetter("b")).containsExactly("cause", "effect");
  }

  @Test
  void commands_toOneAgent_comeBeforeTheirEffects() throws Exception {
    script("a", "first", a -> a.tell("b", "go"));
    script("b", "go", b -> b.tell("a", "effect"));
    script(
        "c",
        "begin",
        c -> {
          c.tell("a", "first");
          c.tellFull();
          c.tell("a", "second");
        });
    fillAndStart("a", "b", "c");
    tell("c", "begin");
    assertThat(heardBehindLetter("a")).containsExactly("first", "second", "effect");
  }

  @Test
  void publication_ofAProgram_isWithAllBeforeItsEffects() throws Exception {
    subscribers();
    fillAndStart("a", "b");
    plane.bus().publish("topic", "news");
    assertThat(heard("b")).containsExactly("news", "effect");
  }

  @Test
  void publication_ofACascade_isWithAllBeforeItsEffects() throws Exception {
    subscribers();
    script("c", "begin", c -> c.theBus().publish("topic", "news"));
    fillAndStart("a", "b", "c");
    tell("c", "begin");
    assertThat(heard("b")).containsExactly("news", "effect");
  }

  /** The handler between them belongs to no agent, and waits for the effect. */
  private void subscribers() {
    script("a", "starts", a -> a.theBus().subscribe("topic", String.class, a::hear, 2));
    script("a", "news", a -> a.tell("b", "effect"));
    plane.bus().subscribe("topic", String.class, plane.bus().handler(message -> await(effect)), 1);
    script("b", "starts", b -> b.theBus().subscribe("topic", String.class, b::hear, 0));
  }

  @Test
  void handlerOfNoAgent_isCalledWhenAllAgentsHaveThePublication() throws Exception {
    plane
        .bus()
        .subscribe(
            "topic",
            String.class,
            plane
                .bus()
                .handler(message -> {
                  tell("b", "effect");
                  await(effect);
                }),
            1);
    script("b", "starts", b -> b.theBus().subscribe("topic", String.class, b::hear, 0));
    fillAndStart("b");
    plane.bus().publish("topic", "news");
    assertThat(heard("b")).containsExactly("news", "effect");
  }

  @Test
  void broadcast_ofAProgram_isWithAllBeforeItsEffects() throws Exception {
    casting();
    plane.broadcast("/small/:name", "told", "cast");
    assertThat(heardBehindLetter("zero")).containsExactly("cast", "effect");
  }

  @Test
  void broadcast_ofACascade_isWithAllBeforeItsEffects() throws Exception {
    casting();
    script("c", "begin", Node::castToSmall);
    tell("c", "begin");
    assertThat(heardBehindLetter("zero")).containsExactly("cast", "effect");
  }

  private void casting() throws InterruptedException {
    script("any", "cast", any -> any.tellSmall("zero", "effect"));
    plane.agent("/small/any").ask(Node.class, node -> 0);
    plane.agent("/small/zero").ask(Node.class, node -> 0);
    fillAndStart();
  }

  @Test
  void answer_comesBeforeTheEffectsOfWhatWasSentBeforeIt() throws Exception {
    script("a", "go", a -> a.tell("k", "effect"));
    script(
        "x",
        "starts",
        x ->
            x.theBus()
                .endpoint(
                    "question",
                    String.class,
                    (Request<String> request) -> {
                      x.tell("a", "go");
                      x.tellFull();
                      request.answer("answer");
                    }));
    script(
        "k",
        "ask",
        k ->
            k.theBus()
                .request(
                    "question",
                    "?",
                    String.class,
                    Duration.ofDays(1),
                    k::hear,
                    failure -> k.hear("failed")));
    fillAndStart("a", "x", "k");
    tell("k", "ask");
    assertThat(heardBehindLetter("k")).containsExactly("ask", "answer", "effect");
  }

  @Test
  void acknowledgement_comesBeforeTheEffectsOfTheCascade() throws Exception {
    script("a", "go", a -> a.tell("k", "effect"));
    script(
        "x",
        "act",
        x -> {
          x.tell("a", "go");
          x.tellFull();
        });
    script("k", "ask", k -> k.node("x").command("told", "act", told -> k.hear("acknowledged")));
    fillAndStart("a", "x", "k");
    tell("k", "ask");
    assertThat(heardBehindLetter("k")).containsExactly("ask", "acknowledged", "effect");
  }

  @Test
  void change_ofALane_isToldBeforeTheEffectsOfTheCascade() throws Exception {
    script("a", "go", a -> a.tell("k", "effect"));
    script("k", "starts", k -> k.link("x").onEvent(v -> k.hear("value " + v)).open());
    script(
        "x",
        "act",
        x -> {
          x.tell("a", "go");
          x.tellFull();
          x.value.set(1);
        });
    start("k");
    fillAndStart("a", "x");
    tell("x", "act");
    assertThat(heardBehindLetter("k")).containsExactly("value 1", "effect");
  }

  /** The newer value takes the place of one that is pending; the observer goes on meanwhile. */
  @Test
  void changeThatReplacesAnother_isNotSeenBeforeAllIsInItsPlace() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    script("k", "starts", k -> k.link("x").onEvent(v -> k.hear("value " + v)).open());
    script(
        "k",
        "block",
        k -> {
          busy.countDown();
          await(goesOn);
        });
    script("k", "value 2", k -> k.tell("a", "effect"));
    script("x", "one", x -> x.value.set(1));
    script(
        "x",
        "two",
        x -> {
          x.value.set(2);
          x.tellFull();
          x.tell("a", "cause");
        });
    start("k");
    fillAndStart("a", "x");
    atLetter = goesOn::countDown;
    tell("k", "block");
    await(busy);
    tell("x", "one");
    tell("x", "two");
    assertThat(heardBehindLetter("a")).containsExactly("cause", "effect");
    assertThat(heardBehindLetter("k")).containsExactly("block", "value 2");
  }

  @Test
  void end_ofALink_isToldBeforeTheEffectsOfOnStop() throws Exception {
    script("a", "go", a -> a.tell("k", "effect"));
    script("k", "starts", k -> k.link("x").onUnlinked(() -> k.hear("unlinked")).open());
    script(
        "x",
        "stops",
        x -> {
          x.tell("a", "go");
          x.tellFull();
        });
    script("x", "end", Node::end);
    start("k");
    fillAndStart("a", "x");
    tell("x", "end");
    assertThat(heardBehindLetter("k")).containsExactly("unlinked", "effect");
  }

  private void start(String name) throws InterruptedException {
    plane.agent("/node/" + name).ask(Node.class, node -> 0);
    plane.awaitQuiet();
  }

  /** O3: nothing is posted, and no room held, while a program waits for room. */
  @Test
  void publication_thatWaitsForRoom_isWithNobodyMeanwhile() throws Exception {
    script("a", "starts", a -> a.theBus().subscribe("topic", String.class, a::hear, 2));
    script(FULL, "starts", f -> f.theBus().subscribe("topic", String.class, f::hear, 1));
    fillAndStart("a");
    Thread publisher = Thread.ofVirtual().start(() -> plane.bus().publish("topic", "news"));
    while (publisher.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    tell("a", "meanwhile");
    plane.agent("/node/a").ask(Node.class, node -> 0);
    assertThat(got.get("a")).containsExactly("meanwhile");
    open.countDown();
    publisher.join();
    assertThat(heard("a")).containsExactly("meanwhile", "news");
    assertThat(heard(FULL)).containsExactly("block", "fill", "fill", "news");
  }
}
