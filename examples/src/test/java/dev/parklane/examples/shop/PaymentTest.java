package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.shop.Outside.Answer;
import dev.parklane.examples.shop.Outside.Call;
import dev.parklane.examples.shop.PaymentState.Stage;
import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

@PlaneTest
class PaymentTest {
  private static final String PAYMENT = Payment.uri("1");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Queue<Call> calls = new ArrayDeque<>(); // good ones behind them

  private Outside charging(TestPlane plane, Answer... answers) {
    List.of(answers).forEach(answer -> calls.add(new Call(answer, SECOND)));
    Outside outside =
        new Outside(
            plane.clock(),
            who -> Optional.ofNullable(calls.poll()).orElse(new Call(Answer.YES, SECOND)),
            plane.simulation()::note);
    plane.route(Payment.ROUTE, () -> new Payment(outside));
    plane.agent(PAYMENT).command(Payment.CHARGE, new Charge("card", 40_00));
    plane.settle();
    return outside;
  }

  private static void pass(TestPlane plane, Duration time) {
    plane.advance(time);
    plane.settle();
  }

  private static Stage stage(TestPlane plane) throws InterruptedException {
    return plane.agent(PAYMENT).get(Payment.STATE).stage();
  }

  @Test
  void charge_providerIsDown_isMadeAgainLater(TestPlane plane) throws Exception {
    Outside outside = charging(plane, Answer.NONE);
    pass(plane, SECOND);
    assertThat(stage(plane)).isEqualTo(Stage.CHARGING);
    assertThat(outside.held(PAYMENT)).isZero();

    pass(plane, Duration.ofSeconds(30));
    pass(plane, SECOND);

    assertThat(stage(plane)).isEqualTo(Stage.CHARGED);
    assertThat(outside.held(PAYMENT)).isEqualTo(40_00);
  }

  @Test
  void charge_cardHasNoMoney_isRefusedForGood(TestPlane plane) {
    Outside outside = charging(plane, Answer.NO);
    pass(plane, SECOND);

    PaymentState after = plane.ask(PAYMENT, Payment.class, Payment::cancel);

    assertThat(after.stage()).isEqualTo(Stage.REFUSED);
    assertThat(outside.held(PAYMENT)).isZero();
  }

  @Test
  void cancel_callUnderWay_givesBackWhatItMayHaveCharged(TestPlane plane) throws Exception {
    Outside outside = charging(plane, Answer.YES);
    assertThat(outside.held(PAYMENT)).isEqualTo(40_00); // and its answer is still to come

    plane.ask(PAYMENT, Payment.class, Payment::cancel);
    plane.settle();
    pass(plane, SECOND);

    assertThat(stage(plane)).isEqualTo(Stage.REFUNDED);
    assertThat(outside.held(PAYMENT)).isZero();
  }

  @Test
  void cancel_beforeTheCharge_takesNone(TestPlane plane) throws Exception {
    Outside outside = new Outside(plane.clock(), who -> Call.GOOD, plane.simulation()::note);
    plane.route(Payment.ROUTE, () -> new Payment(outside));
    plane.ask(PAYMENT, Payment.class, Payment::cancel);
    plane.agent(PAYMENT).command(Payment.CHARGE, new Charge("card", 40_00));
    plane.settle();

    assertThat(stage(plane)).isEqualTo(Stage.REFUNDED);
    assertThat(outside.held(PAYMENT)).isZero();
  }
}
