package dev.parklane.stress.requests;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.List;

/** The receiver of {@link Errand}s. */
final class Desk extends Agent {
  static final String URI = "/desk";
  static final String ENDPOINT = "desk";

  private final List<Errand> received;

  Desk(List<Errand> received) {
    this.received = received;
  }

  /** What it throws of itself. */
  static final class Boom extends Exception {
    private static final long serialVersionUID = 1;

    Boom() {
      super("boom", null, false, false);
    }
  }

  @Override
  protected void onStart() {
    bus().endpoint(ENDPOINT, Errand.class, this::handle);
  }

  private void handle(Request<Errand> request) throws Boom {
    Errand errand = request.value();
    received.add(errand);
    switch (errand.reply()) {
      case AT_ONCE -> request.answer(errand.number());
      case TWICE -> {
        request.answer(errand.number());
        request.answer(-1);
      }
      case SOON -> after(Duration.ofSeconds(1), () -> request.answer(errand.number()));
      case LATE -> after(Errand.PATIENCE.plusSeconds(1), () -> request.answer(errand.number()));
      case NEVER -> {}
      case REFUSED -> request.fail(new Boom());
      case ROLLED_BACK -> {
        request.answer(errand.number());
        throw new Boom();
      }
    }
  }
}
