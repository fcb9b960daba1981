package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
class VisibleAtOnceTest extends AtOnceStage {
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
