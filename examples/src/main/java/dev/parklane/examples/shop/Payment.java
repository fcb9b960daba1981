package dev.parklane.examples.shop;

import dev.parklane.examples.shop.PaymentState.Stage;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneKey;
import java.time.Duration;

/**
 * The agent of a payment, at {@value #ROUTE}: charges a card, and refunds what it has charged.
 *
 * <p>It never has more than one call of the provider under way. Each carries the URI of the
 * payment, by which the provider knows one that it has heard before. So a call whose answer never
 * came is made again.
 */
class Payment extends Agent {
  static final String ROUTE = "/payment/:order";
  static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30), 2, Duration.ofMinutes(5));

  static final LaneKey<Charge> CHARGE = LaneKey.of("charge", Charge.class);
  static final LaneKey<PaymentState> STATE = LaneKey.of("state", PaymentState.class);

  private final CommandLane<Charge> charge = new CommandLane<>(this, CHARGE);
  final ValueLane<PaymentState> state = new ValueLane<>(this, STATE, PaymentState.NEW);

  private final CardProvider provider;

  Payment(CardProvider provider) {
    this.provider = provider;
    charge.onCommand(this::charge);
  }

  static String uri(String order) {
    return "/payment/" + order;
  }

  @Override
  protected void onStart() {
    goOn();
  }

  private void charge(Charge what) {
    if (state.get().stage() == Stage.NEW) {
      state.set(state.get().charging(what));
      goOn();
    }
  }

  /** To be asked: whoever asks may go on without the money from then on. */
  PaymentState cancel() {
    switch (state.get().stage()) {
      case NEW -> state.set(state.get().at(Stage.REFUNDED));
      case CHARGING -> state.set(state.get().at(Stage.REFUNDING)); // how the call ends leads there
      case CHARGED -> {
        state.set(state.get().at(Stage.REFUNDING));
        goOn();
      }
      case REFUSED, REFUNDING, REFUNDED -> {}
    }
    return state.get();
  }

  private void goOn() {
    Charge what = state.get().charge();
    switch (state.get().stage()) {
      case CHARGING ->
          suspend(() -> provider.charge(uri(), what), receipt -> charged(), this::failed);
      case REFUNDING ->
          suspend(
              () -> provider.refund(uri()),
              receipt -> state.set(state.get().at(Stage.REFUNDED)),
              this::failed);
      case NEW, CHARGED, REFUSED, REFUNDED -> {}
    }
  }

  private void charged() {
    if (state.get().stage() == Stage.CHARGING) {
      state.set(state.get().at(Stage.CHARGED));
    } else {
      goOn(); // cancelled meanwhile: back with it
    }
  }

  private void failed(Throwable cause) {
    if (cause instanceof CardRefusedException) {
      state.set(state.get().at(Stage.REFUSED));
    } else {
      after(BACKOFF.delay(state.get().failures()), this::goOn);
      state.set(state.get().failed());
    }
  }
}
