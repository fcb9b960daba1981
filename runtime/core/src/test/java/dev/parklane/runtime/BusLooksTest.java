package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.BusCounts;
import dev.parklane.runtime.bus.EndpointDescription;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.bus.SubscriptionDescription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bus tells of itself, and numbers of requests that their senders choose (B2, B6). */
@Timeout(60)
class BusLooksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final class Listener extends Agent {
    @Override
    protected void onStart() {
      bus().subscribe("data.*", String.class, text -> {}, 5);
      bus().endpoint("sum", Integer.class, (Request<Integer> request) -> request.answer(1));
    }
  }

  @AutoClose
  private final Plane plane =
      Plane.builder().clock(new TestClock()).route("/listener", Listener::new).start();

  private final Bus bus = plane.bus();

  @Test
  void subscriptionsAndEndpoints_areListed_inTheOrderOfDelivery_B2() throws Exception {
    Subscription low = bus.subscribe("data.bars", Integer.class, number -> {}, -1);
    bus.subscribe("*", Object.class, any -> {});
    plane.agent("/listener").ask(Listener.class, listener -> 0);
    bus.endpoint("rest", int.class, (Request<Integer> request) -> {});
    SubscriptionDescription agents =
        new SubscriptionDescription("data.*", String.class, 5, "/listener");
    SubscriptionDescription all = new SubscriptionDescription("*", Object.class, 0, null);
    SubscriptionDescription bars =
        new SubscriptionDescription("data.bars", Integer.class, -1, null);
    assertThat(bus.subscriptions()).containsExactly(agents, all, bars);
    assertThat(bus.subscriptions("data.quotes")).containsExactly(agents, all);
    assertThat(bus.subscriptions("other")).containsExactly(all);
    assertThat(bus.endpoints())
        .containsExactly(
            new EndpointDescription("rest", Integer.class, null),
            new EndpointDescription("sum", Integer.class, "/listener"));
    low.close();
    plane.agent("/listener").stop();
    plane.awaitQuiet();
    assertThat(bus.subscriptions()).containsExactly(all);
    assertThat(bus.endpoints()).extracting(EndpointDescription::name).containsExactly("rest");
    assertThatThrownBy(() -> bus.subscriptions("data.*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data.*");
  }

  @Test
  void counts_areOfAllThatTheBusHasTaken() throws Exception {
    plane.agent("/listener").ask(Listener.class, listener -> 0);
    bus.publish("data.bars", "a");
    bus.publish("nobody", "b");
    bus.send("sum", 1);
    assertThat(bus.request("sum", 1, Integer.class, SECOND)).isEqualTo(1);
    plane.awaitQuiet();
    // what was only sent was answered as well, to nobody
    assertThat(bus.counts()).isEqualTo(new BusCounts(2, 1, 1, 2));
  }

  @Test
  void numberOfARequest_isTheSenders_andNoOthersAtThatTime_B6() throws Exception {
    BlockingQueue<Request<Integer>> asked = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    bus.endpoint("slow", Integer.class, (Request<Integer> request) -> asked.add(request));
    PendingRequest chosen = ask(2, answers);
    PendingRequest first = ask(0, answers);
    PendingRequest second = ask(0, answers);
    assertThat(chosen.correlationId()).isEqualTo(2);
    assertThat(List.of(first.correlationId(), second.correlationId())).containsExactly(1L, 3L);
    assertThat(bus.isAwaited(2)).isTrue();
    assertThatThrownBy(() -> ask(2, answers))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-B6.9]");
    assertThatThrownBy(() -> bus.request("slow", 0, Integer.class, SECOND, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-B6.9]");
    Request<Integer> request = asked.take();
    assertThat(request.correlationId()).isEqualTo(2);
    request.answer(20);
    assertThat(answers.poll(30, TimeUnit.SECONDS)).isEqualTo(20);
    assertThat(bus.isAwaited(2)).isFalse();
    assertThat(ask(2, answers).correlationId()).isEqualTo(2);
  }

  private PendingRequest ask(long number, BlockingQueue<Integer> answers) {
    return bus.request(
        "slow", 0, Integer.class, SECOND, number, answers::add, failure -> answers.add(-1));
  }
}
