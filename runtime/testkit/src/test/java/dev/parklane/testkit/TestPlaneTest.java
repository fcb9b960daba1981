package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneListener;
import dev.parklane.runtime.Quiet;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a plane of a test is made with, reads by keys, and waits for. */
@PlaneTest
@Timeout(60)
class TestPlaneTest {
  private static final String URI = "/kettle/1";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final LaneKey<String> ACT = LaneKey.of("act", String.class);
  private static final LaneKey<Integer> BOILED = LaneKey.of("boiled", Integer.class);
  private static final MapLaneKey<String, Integer> CUPS =
      MapLaneKey.of("cups", String.class, Integer.class);

  private static final class Kettle extends Agent {
    private final ValueLane<Integer> boiled = new ValueLane<>(this, BOILED, 0);
    private final MapLane<String, Integer> cups = new MapLane<>(this, CUPS);
    private int attempts;

    Kettle() {
      new CommandLane<>(this, ACT)
          .onCommand(what -> {
            switch (what) {
              case "boil" -> after(MINUTE, () -> after(MINUTE, this::boils));
              case "keep warm" -> every(MINUTE, this::boils);
              case "call" ->
                  suspend(
                      Work.named("call").retry(Retry.always(Backoff.constant(MINUTE))),
                      this::call,
                      answer -> cups.put(answer, 1));
              default -> cups.put(what, 2);
            }
          });
    }

    private void boils() {
      boiled.update(n -> n + 1);
    }

    private String call() {
      if (++attempts < 3) {
        throw new IllegalStateException("engaged");
      }
      return "answer";
    }
  }

  @Test
  void builderOfAProgram_isTaken_withAllThatIsSetOnIt(TestPlane plane) {
    List<String> started = new ArrayList<>();
    plane
        .with(
            Plane.builder()
                .listener(
                    new PlaneListener() {
                      @Override
                      public void agentStarted(String uri, String route) {
                        started.add(uri);
                      }
                    })
                .route("/kettle/:n", Kettle::new))
        .options(o -> o.withFailurePolicy(FailurePolicy.resume()));
    plane.agent(URI).command(ACT, "tea");
    assertThat(plane.value(URI, CUPS)).isEqualTo(Map.of("tea", 2));
    assertThat(started).containsExactly(URI);
    assertThatThrownBy(() -> plane.with(Plane.builder())).hasMessageStartingWith("[PL-Q1.7]");
  }

  @Test
  void builder_comesFirst(TestPlane plane) {
    plane.route("/kettle/:n", Kettle::new);
    assertThatThrownBy(() -> plane.with(Plane.builder()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-Q1.9]");
  }

  @Test
  void value_isReadByItsKey(TestPlane plane) {
    plane.route("/kettle/:n", Kettle::new);
    int boiled = plane.value(URI, BOILED);
    assertThat(boiled).isZero();
    assertThat(plane.value(URI, CUPS)).isEmpty();
  }

  @Test
  void awaitQuiet_letsTimePass_upToTheLastThatIsDue(TestPlane plane) {
    plane.route("/kettle/:n", Kettle::new);
    plane.agent(URI).command(ACT, "boil");
    plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofDays(1));
    assertThat(plane.clock().nanos()).isZero();
    plane.awaitQuiet(Quiet.NOTHING_TO_COME, Duration.ofDays(1));
    assertThat(plane.clock().nanos()).isEqualTo(MINUTE.multipliedBy(2).toNanos());
    assertThat(plane.value(URI, BOILED)).isEqualTo(1);
  }

  @Test
  void awaitQuiet_letsAttemptsCome(TestPlane plane) {
    plane.route("/kettle/:n", Kettle::new);
    plane.agent(URI).command(ACT, "call");
    plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofDays(1));
    assertThat(plane.clock().nanos()).isEqualTo(MINUTE.multipliedBy(2).toNanos());
    assertThat(plane.value(URI, CUPS)).isEqualTo(Map.of("answer", 1));
  }

  @Test
  void awaitQuiet_namesWhatIsToCome_atTheLimit(TestPlane plane) {
    plane.route("/kettle/:n", Kettle::new);
    plane.agent(URI).command(ACT, "keep warm");
    assertThatThrownBy(
            () -> plane.awaitQuiet(Quiet.NOTHING_TO_COME, MINUTE.multipliedBy(2).plusSeconds(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected that the plane is quiet within PT2M1S: [PL-S4.8] ")
        .hasMessageEndingWith("it waits for a step at 1970-01-01T00:03:00Z of /kettle/1");
    assertThat(plane.clock().nanos()).isEqualTo(MINUTE.multipliedBy(2).plusSeconds(1).toNanos());
    assertThat(plane.value(URI, BOILED)).isEqualTo(2);
  }
}
