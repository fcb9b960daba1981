package dev.parklane.examples.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agent that the page on failure shows. */
class ShipmentTest {
  private final List<String> done = new ArrayList<>(); // in turns of one agent, one after the other
  private int outages;

  private final class Shipment extends Agent {
    private final CommandLane<String> ship = new CommandLane<>(this, "ship", String.class);
    private final ValueLane<String> status =
        new ValueLane<>(this, "status", "new").codec(Codecs.STRING);

    Shipment() {
      ship.onCommand(this::ship);
    }

    private void ship(String to) throws Exception {
      checkpoint("label", () -> printLabel(to)); // once, however often this is handled
      callCarrier(to); // may fail
      status.set("on its way");
    }

    private void printLabel(String to) {
      done.add("label for " + to);
    }

    private void callCarrier(String to) throws IOException {
      done.add("call for " + to);
      if (outages-- > 0) {
        throw new IOException("the carrier does not answer");
      }
    }
  }

  @Test
  void shipment_isCalledForAgain_andLabelledOnce() throws Exception {
    TestClock clock = new TestClock();
    outages = 2;
    FailurePolicy policy =
        FailurePolicy.retry(3, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1)))
            .then(FailurePolicy.restart(5, Duration.ofMinutes(10)).keepingEvent(1));
    try (Plane plane =
        Plane.builder()
            .clock(clock)
            .route(
                "/shipment/:number",
                Shipment::new,
                o -> o.withStore(new InMemoryStore()).withFailurePolicy(policy))
            .start()) {
      plane.agent("/shipment/1").command("ship", "Oslo");
      plane.awaitQuiet();
      clock.advance(Duration.ofSeconds(3));
      plane.awaitQuiet();
      assertThat(done)
          .containsExactly("label for Oslo", "call for Oslo", "call for Oslo", "call for Oslo");
      String status = plane.agent("/shipment/1").ask(Shipment.class, s -> s.status.get());
      assertThat(status).isEqualTo("on its way");
    }
  }

  /** F3, F10: the fresh instance of a restart skips the step too. */
  @Test
  void shipment_thatIsKeptOverARestart_isLabelledOnce() throws Exception {
    outages = 1;
    FailurePolicy policy =
        FailurePolicy.restart(5, Duration.ofMinutes(10), Backoff.NONE).keepingEvent(1);
    try (Plane plane =
        Plane.builder()
            .route(
                "/shipment/:number",
                Shipment::new,
                o -> o.withStore(new InMemoryStore()).withFailurePolicy(policy))
            .start()) {
      plane.agent("/shipment/1").commandAcknowledged("ship", "Oslo").join();
      assertThat(done).containsExactly("label for Oslo", "call for Oslo", "call for Oslo");
    }
  }
}
