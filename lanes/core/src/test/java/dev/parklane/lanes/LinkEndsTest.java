package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.LinkStage.Watcher;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.NoRouteException;
import dev.parklane.runtime.Retry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws J1, F2, L4: how links fail, end and are made anew. */
@Timeout(60)
class LinkEndsTest {
  private static LaneRef<Integer> lane(Watcher watcher, String name) {
    return watcher.source("a").lane(name, Integer.class);
  }

  /** J1: the delays between attempts grow as the back-off says, and then it is over. */
  @Test
  void linkThatFailsAgainAndAgain_waitsLongerEachTime_andThenEnds() {
    try (LinkStage stage = new LinkStage()) {
      Retry retry = new Retry(3, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3)));
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "nothing"))
                  .onFailed(e -> stage.note("failed at " + stage.clock.now().getEpochSecond()))
                  .retry(retry)
                  .open());
      for (int second = 0; second < 20; second++) {
        stage.pass(Duration.ofSeconds(1));
      }
      assertThat(stage.trace)
          .containsExactly("failed at 0", "failed at 1", "failed at 3", "failed at 6");
      stage.watcher(w -> assertThat(link[0].isOpen()).isFalse());
    }
  }

  /** F3, J1: what the lane holds is a fact; a handler that fails on it does not undo that. */
  @Test
  void handlerThatFails_leavesTheStateOfTheLinkAsTheLaneHasIt() {
    try (LinkStage stage = new LinkStage(o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "value"))
                  .onSet((v, previous) -> {
                    stage.note(previous + ">" + v);
                    if (v == 2) {
                      throw new IllegalStateException("on purpose");
                    }
                  })
                  .open());
      for (int v = 1; v <= 3; v++) {
        int set = v;
        stage.source(s -> s.value.set(set));
        stage.note("state " + link[0].get());
      }
      assertThat(stage.trace).containsExactly("0>1", "state 1", "1>2", "state 2", "2>3", "state 3");
    }
  }

  /** L4: an agent that others link to is not idle, and is when they have gone. */
  @Test
  void agentWithLinksToIt_isNotIdle_untilTheyAreClosed() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/leaving/a";
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] = new ValueLink<>(w, stage.plane.agent(uri).lane("value", Integer.class)).open());
      stage.pass(Duration.ofSeconds(10));
      stage.pass(Duration.ofSeconds(10));
      assertThat(stage.home(uri).agents("/leaving/:name")).containsExactly(uri);
      stage.watcher(w -> link[0].close());
      stage.pass(Duration.ofSeconds(10));
      assertThat(stage.home(uri).agents("/leaving/:name")).isEmpty();
    }
  }

  /** J1: what an attempt that was given up has sent does not reach the next one. */
  @Test
  void linkThatIsOpenedAnew_isNotToldWhatTheLastAttemptHasPending() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        ValueLink<Integer> link =
            stage.noting(new ValueLink<>(w, lane(w, "value"))).earlyEvents().open();
        new CommandLane<Integer>(w, "anew")
            .onCommand(v -> {
              slow.countDown();
              go.await();
              link.close();
              link.open();
            });
      });
      stage.plane.agent("/watcher/x").command("anew", 0);
      slow.await();
      int set =
          stage
              .home("/source/a")
              .agent("/source/a")
              .ask(LinkStage.Source.class, LinkEndsTest::setFive);
      go.countDown();
      stage.quiet();
      assertThat(stage.trace).containsExactly("linked", "synced 0", "linked", "synced " + set);
    }
  }

  /** J1, F3: a link is told why its lane's agent has failed, is made anew, and begins anew. */
  @Test
  void linkThatRetries_isMadeAnewAfterItsDelay_withoutAPreviousValue() {
    try (LinkStage stage = new LinkStage()) {
      Retry retry = new Retry(2, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(9)));
      stage.watcher(w ->
          stage
              .noting(new ValueLink<>(w, lane(w, "value")))
              .linkOnly()
              .earlyEvents()
              .retry(retry)
              .open());
      stage.source(s -> s.value.set(1));
      assertThatThrownBy(() ->
              stage.source(s -> {
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.quiet();
      stage.pass(Duration.ofMillis(999));
      stage.note("---");
      stage.pass(Duration.ofMillis(1));
      stage.source(s -> s.value.set(2));
      assertThat(stage.trace)
          .containsExactly(
              "linked",
              "event 1",
              "set null>1",
              "failed IllegalStateException",
              "---",
              "linked",
              "event 2",
              "set null>2");
    }
  }

  /** O4, J1: no route is an error at once; no lane, a store or another form is told. */
  @Test
  void linkToWhatIsNotThere_fails() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w -> {
        assertThatThrownBy(
                () -> new ValueLink<>(w, w.source("a/b/c").lane("value", Integer.class)).open())
            .isInstanceOf(NoRouteException.class);
        stage.noting(new ValueLink<>(w, lane(w, "nothing"))).open();
        stage.noting(new ValueLink<>(w, lane(w, "secret"))).open();
        stage.noting(new EventLink<>(w, lane(w, "value"))).open();
      });
      assertThat(stage.trace)
          .containsExactly(
              "failed AgentFailedException",
              "failed AgentFailedException",
              "failed AgentFailedException");
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              DeadLetter.Reason.NO_LANE, DeadLetter.Reason.NO_LINK, DeadLetter.Reason.NO_LINK);
    }
  }

  /** F2: a cascade that fails has opened and closed no link. */
  @Test
  void failedCascade_takesItsOpeningAndClosingBack() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] links = new ValueLink<?>[2];
      stage.watcher(w -> links[0] = stage.noting(new ValueLink<>(w, lane(w, "value"))).open());
      assertThatThrownBy(() ->
              stage.watcher(w -> {
                links[0].close();
                links[1] = new ValueLink<>(w, lane(w, "value"));
                links[1].onSynced(v -> stage.note("must not be")).open();
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.source(s -> s.value.set(1));
      stage.watcher(w -> stage.note(links[0].isOpen() + " " + links[1].isOpen()));
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "event 1", "set 0>1", "true false");
    }
  }

  /** J1: a link that is closed is told nothing any more, and ends with its agent. */
  @Test
  void linkThatIsClosed_isToldNothing_andMayBeOpenedAgain() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> link[0] = stage.noting(new ValueLink<>(w, lane(w, "value"))).open());
      stage.watcher(w -> link[0].close());
      stage.source(s -> s.value.set(1));
      stage.watcher(w -> link[0].open());
      stage.source(s -> s.value.set(2));
      stage.watcher(Watcher::end);
      stage.source(s -> s.value.set(3));
      assertThat(stage.trace)
          .containsExactly("linked", "synced 0", "linked", "synced 1", "event 2", "set 1>2");
    }
  }

  /** J1, F1: a link whose handler cannot take the state has failed, and may try again. */
  @Test
  void linkWhoseHandlerFailsOnTheState_fails_andRetries() {
    try (LinkStage stage = new LinkStage()) {
      stage.watcher(w ->
          new ValueLink<>(w, lane(w, "value"))
              .onSynced(v -> {
                stage.note("synced " + v);
                if (v == 0) {
                  throw new IllegalStateException("on purpose");
                }
              })
              .onEvent(v -> stage.note("event " + v))
              .onFailed(cause -> stage.note("failed " + cause.getMessage()))
              .retry(new Retry(1, Backoff.constant(Duration.ofSeconds(1))))
              .open());
      stage.source(s -> s.value.set(1));
      stage.pass(Duration.ofSeconds(1));
      stage.source(s -> s.value.set(2));
      assertThat(stage.trace)
          .containsExactly("synced 0", "failed on purpose", "synced 1", "event 2");
    }
  }

  /** F2: handlers that a failed cascade has registered on a link are not there. */
  @Test
  void handlers_registeredInACascadeThatFails_areTakenBack() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w -> link[0] = new ValueLink<>(w, lane(w, "value")));
      assertThatThrownBy(() ->
              stage.watcher(w -> {
                stageNoting(stage, link[0]);
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      stage.watcher(w -> {
        stageNoting(stage, link[0]);
        link[0].open();
      });
      assertThat(stage.trace).containsExactly("synced 0");
    }
  }

  /** J1: a link can be opened anew from the handler of its end. */
  @Test
  void link_mayBeOpenedAnewByTheHandlerOfItsEnd() {
    try (LinkStage stage = new LinkStage()) {
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              new ValueLink<>(w, lane(w, "value"))
                  .onSynced(v -> stage.note("synced " + v))
                  .onUnlinked(() -> link[0].open())
                  .open());
      stage.source(s -> s.value.set(1));
      stage.source(LinkStage.Source::end);
      stage.source(s -> s.value.set(2));
      stage.watcher(w -> assertThat(link[0].get()).isEqualTo(2));
      assertThat(stage.trace).containsExactly("synced 0", "synced 0");
    }
  }

  /** C2, F4: a link whose asking for the state fails is told so. */
  @Test
  void sync_thatFails_failsTheLink() {
    try (LinkStage stage = new LinkStage()) {
      String uri = "/resuming/a";
      ValueLink<?>[] link = new ValueLink<?>[1];
      stage.watcher(w ->
          link[0] =
              stage
                  .noting(new ValueLink<>(w, stage.plane.agent(uri).lane("demand", Integer.class)))
                  .linkOnly()
                  .open());
      stage.run(LinkStage.Source.class, uri, s -> s.computed = LinkStage.Source.FAILS);
      stage.watcher(w -> link[0].sync());
      assertThat(stage.trace).containsExactly("linked", "failed AgentFailedException");
    }
  }

  /** L5: a plane that drains does not wait for links that are made anew for ever. */
  @Test
  void closing_endsTheRetriesOfLinks() {
    LinkStage stage = new LinkStage();
    stage.watcher(w ->
        new ValueLink<>(w, lane(w, "nothing"))
            .onFailed(e -> stage.note("failed"))
            .retry(new Retry(Integer.MAX_VALUE, Backoff.constant(Duration.ofSeconds(1))))
            .open());
    stage.pass(Duration.ofSeconds(1));
    stage.close();
    assertThat(stage.trace).containsExactly("failed", "failed");
  }

  private static int setFive(LinkStage.Source source) {
    source.value.set(5);
    return source.value.get();
  }

  private static void stageNoting(LinkStage stage, ValueLink<?> link) {
    link.onSynced(v -> stage.note("synced " + v));
  }
}
