package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener of a plane is told: cascades, agents, links, dead letters, with their times. */
@Timeout(60)
class PlaneListenerTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<CascadeReport> cascades = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Long> waits = new CompletableFuture<>(); // since when
  private final CountDownLatch gate = new CountDownLatch(1);

  private final PlaneListener listener =
      new PlaneListener() {
        @Override
        public void cascadeEnded(CascadeReport cascade) {
          cascades.add(cascade);
        }

        @Override
        public void agentStarted(String uri, String route) {
          told.add("started " + uri + " of " + route);
        }

        @Override
        public void agentEnded(String uri, String route, @Nullable Throwable failure) {
          told.add("ended " + uri + " " + (failure == null ? "stopped" : failure.getMessage()));
        }

        @Override
        public void linkOpened(String uri, String to, String lane) {
          told.add("opened " + uri + " > " + to + " " + lane);
        }

        @Override
        public void linkEnded(String uri, String to, String lane, @Nullable Throwable failure) {
          told.add("closed " + uri + " > " + to + " " + lane + (failure == null ? "" : " failed"));
        }

        @Override
        public void deadLetter(DeadLetter letter) {
          told.add("dead " + letter.message());
        }
      };

  /** Counts, and fails where it is told to. */
  private final class Count extends Agent {
    final ValueLane<Integer> count = new ValueLane<>(this, "count", 0);
    final CommandLane<Integer> add = new CommandLane<>(this, "add", Integer.class);
    final CommandLane<String> wait = new CommandLane<>(this, "wait", String.class);

    Count() {
      add.onCommand(this::add);
      wait.onCommand(what -> {
        waits.complete(System.nanoTime());
        gate.await();
      });
      count.onSet((now, before) -> {
        if (now < 0) {
          throw new IllegalStateException("below zero");
        }
      });
    }

    private void add(int n) {
      count.set(count.get() + n);
    }
  }

  /** Links to it. */
  private static final class Watch extends Agent {
    private @Nullable ValueLink<Integer> link;

    void open() {
      link = new ValueLink<>(this, agent("/count/a").lane("count", Integer.class)).open();
    }

    void close() {
      if (link != null) {
        link.close();
      }
    }
  }

  private Plane plane(FailurePolicy policy) {
    return Plane.builder()
        .options(options -> options.withFailurePolicy(policy))
        .route("/count/:name", Count::new)
        .route("/watch", Watch::new)
        .listener(listener)
        .onDeadLetter(letter -> {})
        .start();
  }

  private CascadeReport last(String rootEvent) {
    return cascades.stream()
        .filter(cascade -> cascade.rootEvent().equals(rootEvent))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void cascade_isToldWithItsTimes_handlersAndWhatWaits() throws Exception {
    Duration waitedAtLeast;
    Duration tookAtLeast;
    try (Plane plane = plane(FailurePolicy.resume())) {
      plane.agent("/count/a").command("wait", "");
      plane.agent("/count/a").command("add", 1);
      long sent = System.nanoTime();
      plane.agent("/count/a").command("add", 2);
      long began = waits.get();
      long released = System.nanoTime();
      waitedAtLeast = Duration.ofNanos(released - sent);
      tookAtLeast = Duration.ofNanos(released - began);
      gate.countDown();
      assertThat(plane.agent("/count/a").commandAcknowledged("add", 3).get())
          .isEqualTo(new Acknowledgement.Handled());
      plane.awaitQuiet();
    }
    CascadeReport waited = last("wait.onCommand");
    assertThat(waited.took()).isPositive().isGreaterThanOrEqualTo(tookAtLeast);
    assertThat(waited.pending()).isBetween(2, 3);
    assertThat(waited.succeeded()).isTrue();
    CascadeReport first =
        cascades.stream().filter(c -> c.rootEvent().equals("add.onCommand")).findFirst().get();
    assertThat(first.waited()).isPositive().isGreaterThanOrEqualTo(waitedAtLeast);
    CascadeReport added = last("add.onCommand");
    assertThat(added.uri()).isEqualTo("/count/a");
    assertThat(added.route()).isEqualTo("/count/:name");
    assertThat(added.handlers()).isEqualTo(2);
    assertThat(added.greatestDepth()).isEqualTo(1);
    assertThat(added.pending()).isZero();
    assertThat(added.failedIn()).isNull();
  }

  @Test
  void failure_isToldWithTheHandler_andTheEndOfTheAgent() throws Exception {
    try (Plane plane = plane(FailurePolicy.stop())) {
      plane.agent("/count/a").command("add", -1);
      plane.agent("/count/a").command("nothing", 1);
      plane.awaitQuiet();
      assertThat(told)
          .containsExactly(
              "started /count/a of /count/:name",
              "ended /count/a below zero",
              "started /count/a of /count/:name",
              "dead nothing");
    }
    assertThat(told).last().isEqualTo("ended /count/a stopped");
    CascadeReport failed = last("add.onCommand");
    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.failedIn()).isEqualTo("count.onSet");
    assertThat(failed.failure()).hasMessage("below zero");
  }

  /** F7: a link that a failed cascade has made was never there. */
  @Test
  void links_areToldWhenTheirCascadeHasSucceeded_andWhenTheyEnd() throws Exception {
    try (Plane plane = plane(FailurePolicy.resume())) {
      run(plane, Watch::open);
      assertThat(told).contains("opened /watch > /count/a count");
      run(plane, Watch::close);
      assertThat(told).last().isEqualTo("closed /watch > /count/a count");
      run(plane, Watch::open);
      plane.agent("/count/a").stop();
      plane.awaitQuiet();
      assertThat(told.subList(told.size() - 2, told.size()))
          .containsExactlyInAnyOrder("ended /count/a stopped", "closed /watch > /count/a count");
    }
  }

  private static void run(Plane plane, Act act) throws InterruptedException {
    plane
        .agent("/watch")
        .ask(
            Watch.class,
            watch -> {
              act.run(watch);
              return "";
            });
    plane.awaitQuiet();
  }

  private interface Act {
    void run(Watch watch);
  }

  /** F9: what a listener throws changes nothing, and the others are told. */
  @Test
  void listenerThatThrows_changesNothing() throws Exception {
    PlaneListener broken =
        new PlaneListener() {
          @Override
          public void cascadeEnded(CascadeReport cascade) {
            throw new IllegalStateException("on purpose");
          }
        };
    try (Plane plane =
        Plane.builder()
            .route("/count/:name", Count::new)
            .listener(broken)
            .listener(listener)
            .start()) {
      assertThat(plane.agent("/count/a").commandAcknowledged("add", 1).get())
          .isEqualTo(new Acknowledgement.Handled());
    }
    assertThat(last("add.onCommand").succeeded()).isTrue();
  }

  @Test
  void mailbox_tellsHowMuchWaits() throws Exception {
    try (Plane plane = plane(FailurePolicy.resume())) {
      assertThat(plane.agent("/count/a").pending()).isZero();
      plane.agent("/count/a").command("wait", "");
      plane.agent("/count/a").command("add", 1);
      plane.agent("/count/a").command("add", 1);
      while (plane.agent("/count/a").pending() != 2) {
        Thread.onSpinWait(); // until the first is taken; the timeout ends a test that goes wrong
      }
      gate.countDown();
      plane.awaitQuiet();
      assertThat(plane.agent("/count/a").pending()).isZero();
    }
  }
}
