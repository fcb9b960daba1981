package dev.parklane.examples.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Quiet;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Work;
import dev.parklane.runtime.WorkTimeoutException;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The agent that the page on suspended work shows. */
class InvoiceTest {
  private final AtomicInteger outages = new AtomicInteger(1);
  private volatile boolean lineIsDead;

  private final class Invoice extends Agent {
    private final CommandLane<Integer> charge = new CommandLane<>(this, "charge", Integer.class);
    private final ValueLane<String> status =
        new ValueLane<>(this, "status", "open").codec(Codecs.STRING);

    Invoice() {
      charge.onCommand(this::charge);
    }

    private void charge(int sum) {
      suspend(
          Work.named("charge").retry(new Retry(3, Backoff.DEFAULT)).within(Duration.ofSeconds(30)),
          () -> callBank(sum),
          receipt -> status.set("paid, " + receipt),
          this::failed);
    }

    private void failed(Throwable failure) {
      status.set(failure instanceof WorkTimeoutException ? "nobody knows" : "not paid");
    }
  }

  private String callBank(int sum) throws IOException, InterruptedException {
    if (lineIsDead) {
      new CountDownLatch(1).await();
    }
    if (outages.getAndDecrement() > 0) {
      throw new IOException("the bank does not answer");
    }
    return "receipt for " + sum;
  }

  @Test
  void charge_isTriedAgain_andItsReceiptComesToTheAgent() throws Exception {
    try (Plane plane = Plane.builder().route("/invoice/:number", Invoice::new).start()) {
      plane.agent("/invoice/1").command("charge", 20);
      plane.awaitQuiet(Quiet.WORK_DONE, Duration.ofSeconds(30));
      String status = plane.agent("/invoice/1").ask(Invoice.class, i -> i.status.get());
      assertThat(status).isEqualTo("paid, receipt for 20");
    }
  }

  @Test
  void close_waitsForTheCharge_andWhatNobodyHears_isWrittenDown() throws Exception {
    assertThat(statusAfterCloseWith(0, Duration.ofDays(1))).isEqualTo("paid, receipt for 20");
    assertThat(statusAfterCloseWith(9, Duration.ofDays(1))).isEqualTo("not paid");
    lineIsDead = true;
    assertThat(statusAfterCloseWith(0, Duration.ZERO)).isEqualTo("nobody knows");
  }

  private String statusAfterCloseWith(int failures, Duration grace) throws Exception {
    outages.set(failures);
    InMemoryStore store = new InMemoryStore();
    PlaneBuilder builder =
        Plane.builder()
            .drainGrace(grace)
            .route("/invoice/:number", Invoice::new, o -> o.withStore(store));
    try (Plane plane = builder.start()) {
      plane.agent("/invoice/1").command("charge", 20);
    }
    try (Plane plane = builder.start()) {
      return plane.agent("/invoice/1").ask(Invoice.class, i -> i.status.get());
    }
  }
}
