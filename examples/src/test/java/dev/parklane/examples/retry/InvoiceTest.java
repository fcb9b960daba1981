package dev.parklane.examples.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The agent that the page on suspended work shows. */
class InvoiceTest {
  private final AtomicInteger outages = new AtomicInteger(1);
  private final CountDownLatch told = new CountDownLatch(1);

  private final class Invoice extends Agent {
    private final CommandLane<Integer> charge = new CommandLane<>(this, "charge", Integer.class);
    private final ValueLane<String> status = new ValueLane<>(this, "status", "open");

    Invoice() {
      charge.onCommand(this::charge);
      status.onEvent(now -> told.countDown());
    }

    private void charge(int sum) {
      suspend(
          Work.named("charge").retry(new Retry(3, Backoff.DEFAULT)).within(Duration.ofSeconds(30)),
          () -> callBank(sum),
          receipt -> status.set("paid, " + receipt),
          failure -> status.set("not paid: " + failure.getMessage()));
    }
  }

  private String callBank(int sum) throws IOException {
    if (outages.getAndDecrement() > 0) {
      throw new IOException("the bank does not answer");
    }
    return "receipt for " + sum;
  }

  @Test
  void charge_isTriedAgain_andItsReceiptComesToTheAgent() throws Exception {
    try (Plane plane = Plane.builder().route("/invoice/:number", Invoice::new).start()) {
      plane.agent("/invoice/1").command("charge", 20);
      told.await();
      String status = plane.agent("/invoice/1").ask(Invoice.class, i -> i.status.get());
      assertThat(status).isEqualTo("paid, receipt for 20");
    }
  }
}
