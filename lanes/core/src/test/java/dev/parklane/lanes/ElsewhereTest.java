package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Delivery;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Follower;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Parcel;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Residents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws N2, O1, O4: agents that live elsewhere, seen from the plane of those who send to them. */
@Timeout(60)
class ElsewhereTest {
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

  /** Holds a number. */
  static final class Count extends Agent {
    final ValueLane<Integer> count = new ValueLane<>(this, "count", 0);
    final CommandLane<Integer> add = new CommandLane<>(this, "add", Integer.class);

    Count() {
      add.onCommand(n -> count.update(before -> before + n));
    }
  }

  /** Sends to others, and joins them. */
  static final class Sender extends Agent {
    final JoinValueLane<String, Integer> all = new JoinValueLane<>(this, "all");
    final ValueLane<String> told = new ValueLane<>(this, "told", "nothing");

    void send(int n) {
      agent("/count/a").command("add", n);
    }

    void ask(String lane, int n) {
      agent("/count/a").command(lane, n, what -> told.set(what.getClass().getSimpleName()));
    }

    void join(String name) {
      all.link(name, agent("/count/" + name).lane("count", Integer.class));
    }
  }

  private PlaneBuilder near(Delivery delivery) {
    return Plane.builder()
        .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
        .elsewhere("/count/:name", delivery)
        .route("/sender", Sender::new)
        .onDeadLetter(letters::add);
  }

  private static Plane far() {
    return Plane.builder().route("/count/:name", Count::new).start();
  }

  private static <R> R in(Plane plane, dev.parklane.runtime.Question<Sender, R> act)
      throws InterruptedException {
    return plane.agent("/sender").ask(Sender.class, act);
  }

  private static String told(Plane near) throws InterruptedException {
    return in(near, sender -> sender.told.get());
  }

  private static Map<String, Integer> joined(Plane near) throws InterruptedException {
    return in(near, sender -> Map.copyOf(sender.all.get()));
  }

  private static int count(Plane far) throws InterruptedException {
    far.awaitQuiet();
    return far.agent("/count/a").ask(Count.class, count -> count.count.get());
  }

  /** O1: what a cascade sends leaves when it has succeeded, and never where it fails. */
  @Test
  void cascadeThatFails_sendsNothingElsewhere() throws Exception {
    try (Plane far = far();
        Residents residents = new Residents(far);
        Plane near = near(residents).start()) {
      in(
          near,
          sender -> {
            sender.send(1);
            assertThat(far.agents()).isEqualTo(1); // the client: nothing has left yet
            return "";
          });
      near.awaitQuiet();
      assertThatThrownBy(() ->
              in(
                  near,
                  sender -> {
                    sender.send(10);
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      near.awaitQuiet();
      assertThat(count(far)).isEqualTo(1);
    }
  }

  /** O1: an agent's handler is told what became of a command. */
  @Test
  void agentThatAsks_isToldWhatBecameOfACommand() throws Exception {
    try (Plane far = far();
        Residents residents = new Residents(far);
        Plane near = near(residents).start()) {
      in(near, sender -> told(sender, "add"));
      far.awaitQuiet();
      near.awaitQuiet();
      assertThat(told(near)).isEqualTo("Handled");
      in(near, sender -> told(sender, "nothing"));
      far.awaitQuiet();
      near.awaitQuiet();
      assertThat(told(near)).isEqualTo("Failed");
    }
  }

  private static String told(Sender sender, String lane) {
    sender.ask(lane, 1);
    return "";
  }

  /** J2: a join over agents of another plane. */
  @Test
  void join_ofLanesElsewhere_hasTheirValues() throws Exception {
    try (Plane far = far();
        Residents residents = new Residents(far);
        Plane near = near(residents).start()) {
      in(
          near,
          sender -> {
            sender.join("a");
            sender.join("b");
            return "";
          });
      near.agent("/count/a").command("add", 3);
      near.agent("/count/b").command("add", 4);
      for (int i = 0; i < 3; i++) {
        far.awaitQuiet();
        near.awaitQuiet();
      }
      assertThat(joined(near)).isEqualTo(Map.of("a", 3, "b", 4));
    }
  }

  /** N2: a question does not travel, and says so where it is asked. */
  @Test
  void question_toAnAgentElsewhere_isRefusedAtOnce() throws Exception {
    try (Plane far = far();
        Residents residents = new Residents(far);
        Plane near = near(residents).start()) {
      assertThatThrownBy(() -> near.agent("/count/a").ask(Count.class, count -> 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("[PL-N2.2] /count/a lives elsewhere");
      assertThatThrownBy(
              () -> near.agent("/count/a").ask(Count.class, count -> 1, Duration.ofSeconds(1)))
          .hasMessageContaining("[PL-N2.2] /count/a lives elsewhere, and a question is code");
      assertThatThrownBy(() -> near.agent("/count/a").lanes())
          .hasMessage(
              "[PL-N2.7] /count/a lives elsewhere, and lanes() looks at them where they are; link to a"
                  + " lane by its name, or call it on the plane where the agent lives");
      assertThat(letters).isEmpty();
    }
  }

  /** N2: nor does a read, in words of its own. */
  @Test
  void readOfALaneElsewhere_isRefusedAtOnce_byWhatWasCalled() throws Exception {
    LaneKey<Integer> key = LaneKey.of("100%", Integer.class);
    MapLaneKey<String, Integer> keys = MapLaneKey.of("100%", String.class, Integer.class);
    try (Plane far = far();
        Residents residents = new Residents(far);
        Plane near = near(residents).start()) {
      AgentRef count = near.agent("/count/a");
      for (ThrowingCallable read :
          List.<ThrowingCallable>of(
              () -> count.get(key),
              () -> count.lane(key).get(),
              () -> count.lane("100%", Integer.class).get(),
              () -> count.lane(keys).get(),
              () -> count.lane(keys).get("k"),
              () -> count.mapLane("100%").get())) {
        assertThatThrownBy(read)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "[PL-N2.6] /count/a lives elsewhere, and get() reads its lane '100%' where it is; link"
                    + " to the lane and keep what the link tells, or get it on the plane where the"
                    + " agent lives");
      }
      assertThat(letters).isEmpty();
    }
  }

  /** O4: what a delivery cannot bring there is a dead letter, and told to who asks. */
  @Test
  void deliveryThatFails_makesDeadLetters_andEndsLinks() throws Exception {
    Delivery broken =
        new Delivery() {
          @Override
          public boolean deliver(Parcel parcel, boolean mayWait) {
            throw new IllegalStateException("no line to " + parcel.uri());
          }

          @Override
          public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
            throw new IllegalStateException("no line to " + uri);
          }
        };
    try (Plane near = near(broken).start()) {
      Acknowledgement what = near.agent("/count/a").commandAcknowledged("add", 1).get();
      assertThat(what).isInstanceOf(Acknowledgement.Failed.class);
      near.agent("/count/a").stop();
      AtomicReference<Throwable> cause = new AtomicReference<>();
      in(
          near,
          sender -> {
            new ValueLink<>(sender, near.agent("/count/a").lane("count", Integer.class))
                .onFailed(cause::set)
                .open();
            return "";
          });
      near.awaitQuiet();
      assertThat(letters)
          .extracting(DeadLetter::reason)
          .containsExactly(
              DeadLetter.Reason.ELSEWHERE,
              DeadLetter.Reason.ELSEWHERE,
              DeadLetter.Reason.ELSEWHERE);
      assertThat(letters.getFirst().detail()).contains("no line to /count/a");
      assertThat(cause.get()).hasMessageContaining("[PL-N2]").hasMessageContaining("no line");
    }
  }

  /** N2: agents that are both elsewhere and here are made by what comes by way of residents. */
  @Test
  void agentsElsewhereThatHaveARoute_areMadeHereForWhatComesBack() throws Exception {
    AtomicReference<Residents> back = new AtomicReference<>();
    List<Parcel> seen = new CopyOnWriteArrayList<>();
    Delivery detour =
        new Delivery() {
          @Override
          public boolean deliver(Parcel parcel, boolean mayWait) throws InterruptedException {
            seen.add(parcel);
            return back.get().deliver(parcel, mayWait);
          }

          @Override
          public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
            return back.get().follow(uri, lane, isSynced, follower);
          }
        };
    try (Plane plane = near(detour).route("/count/:name", Count::new).start();
        Residents residents = new Residents(plane)) {
      back.set(residents);
      assertThat(plane.agent("/count/a").commandAcknowledged("add", 5).get())
          .isEqualTo(new Acknowledgement.Handled());
      in(
          plane,
          sender -> {
            sender.join("a");
            return "";
          });
      plane.awaitQuiet();
      assertThat(joined(plane)).isEqualTo(Map.of("a", 5));
      assertThat(seen).hasSize(1);
    }
  }

  /** N2: two patterns for the same agents are refused. */
  @Test
  void patternThatIsThereAlready_isRefused() {
    Delivery none =
        new Delivery() {
          @Override
          public boolean deliver(Parcel parcel, boolean mayWait) {
            return false;
          }

          @Override
          public Following follow(String uri, String lane, boolean isSynced, Follower follower) {
            throw new IllegalStateException("nobody follows");
          }
        };
    assertThatThrownBy(() -> near(none).elsewhere("/count/:other", none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[PL-N2.4]")
        .hasMessageContaining("/count/:name");
  }
}
