package dev.parklane.examples.shop;

import dev.parklane.examples.shop.PaymentState.Stage;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Suspension;
import dev.parklane.runtime.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a payment, at {@value #ROUTE}: charges a card, and refunds what it may have charged.
 *
 * <p>Each call of the provider carries the URI of the payment, by which the provider knows one that
 * it has heard before. So a call whose answer never came is made again.
 */
class Payment extends Agent {
  static final String ROUTE = "/payment/:order";

  static final LaneKey<Charge> CHARGE = LaneKey.of("charge", Charge.class);
  static final LaneKey<PaymentState> STATE = LaneKey.of("state", PaymentState.class);

  private static final Retry AGAIN =
      new Retry(Integer.MAX_VALUE, new Backoff(Duration.ofSeconds(30), 2, Duration.ofMinutes(5)));
  private static final Work CALL_TO_CHARGE = Work.named("call to charge").retry(AGAIN);
  private static final Work CALL_TO_REFUND = Work.named("call to refund").retry(AGAIN);

  private final CommandLane<Charge> charge = new CommandLane<>(this, CHARGE);
  final ValueLane<PaymentState> state = new ValueLane<>(this, STATE, PaymentState.NEW);

  private final CardProvider provider;
  private @Nullable Suspension call; // while it is charging

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
    if (state.get().stage() == Stage.NEW) { // it may be told again
      goTo(state.get().charging(what));
    }
  }

  private void goTo(PaymentState next) {
    state.set(next);
    goOn();
  }

  private void goOn() {
    Charge what = state.get().charge();
    switch (state.get().stage()) {
      case CHARGING ->
          call = suspend(CALL_TO_CHARGE, () -> provider.charge(uri(), what), this::charged);
      case REFUNDING ->
          suspend(CALL_TO_REFUND, () -> provider.refund(uri()), receipt -> refunded());
      case NEW, CHARGED, REFUSED, REFUNDED -> {}
    }
  }

  private void charged(boolean paid) {
    goTo(state.get().at(paid ? Stage.CHARGED : Stage.REFUSED));
  }

  private void refunded() {
    goTo(state.get().at(Stage.REFUNDED));
  }

  /** To be asked: whoever asks may go on without the money from then on. */
  PaymentState cancel() {
    switch (state.get().stage()) {
      case NEW -> refunded();
      case CHARGING, CHARGED -> {
        hangUp();
        goTo(state.get().at(Stage.REFUNDING)); // what was under way may have reached the provider
      }
      case REFUSED, REFUNDING, REFUNDED -> {}
    }
    return state.get();
  }

  void hangUp() {
    if (call != null) {
      call.cancel();
    }
  }
}
