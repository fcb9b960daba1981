package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@PlaneTest
class CustomerTest {
  private static final String ADA = Customer.uri("ada");

  private final List<String> letters = new ArrayList<>(); // the thread of the simulation

  private void route(TestPlane plane) {
    PostOffice post =
        (customer, letter) -> {
          letters.add(letter);
          return "letter " + letters.size();
        };
    plane.route(Customer.ROUTE, () -> new Customer(post));
  }

  private static boolean trust(TestPlane plane, String order, int cents) {
    return plane.ask(ADA, Customer.class, customer -> customer.trust(order, cents));
  }

  @Test
  void trust_openOrdersTogether_doNotPassTheLimit(TestPlane plane) {
    route(plane);
    assertThat(trust(plane, "/order/1", 300_00)).isTrue();
    assertThat(trust(plane, "/order/1", 300_00)).isTrue();
    assertThat(trust(plane, "/order/2", 200_01)).isFalse();
    assertThat(trust(plane, "/order/3", 200_00)).isTrue();
  }

  @Test
  void hasPaid_hundredPoints_doubleTheLimitOnce(TestPlane plane) throws Exception {
    route(plane);
    trust(plane, "/order/1", 100_00);
    plane.ask(ADA, Customer.class, customer -> customer.hasPaid("/order/1", 100_00));
    plane.ask(ADA, Customer.class, customer -> customer.hasPaid("/order/2", 100_00));

    assertThat(plane.agent(ADA).get(Customer.POINTS)).isEqualTo(200);
    assertThat(plane.agent(ADA).get(Customer.LIMIT)).isEqualTo(1_000_00);
  }

  @Test
  void hasPaid_twiceForOneOrder_countsAndIsToldOnce(TestPlane plane) throws Exception {
    route(plane);
    plane.ask(ADA, Customer.class, customer -> customer.hasPaid("/order/1", 40_00));
    plane.ask(ADA, Customer.class, customer -> customer.hasPaid("/order/1", 40_00));
    plane.settle();

    assertThat(plane.agent(ADA).get(Customer.POINTS)).isEqualTo(40);
    assertThat(letters).containsExactly("/order/1: paid, and on its way");
    assertThat(plane.agent(ADA).get(Customer.SENT)).isEqualTo(1);
  }
}
