package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PlaneTest
class StockTest {
  private static final String LAMPS = Stock.uri("lamp");

  private static boolean reserve(TestPlane plane, String order, int pieces) {
    return plane.ask(LAMPS, Stock.class, stock -> stock.reserve(order, pieces));
  }

  private static int free(TestPlane plane) throws InterruptedException {
    return plane.agent(LAMPS).get(Stock.FREE);
  }

  private static TestPlane threeLamps(TestPlane plane) {
    return plane.route(Stock.ROUTE, () -> new Stock(Map.of("lamp", 3)));
  }

  @Test
  void reserve_twiceByOneOrder_isOnce(TestPlane plane) throws Exception {
    threeLamps(plane);
    assertThat(reserve(plane, "/order/1", 2)).isTrue();
    assertThat(reserve(plane, "/order/1", 2)).isTrue();
    assertThat(free(plane)).isEqualTo(1);
  }

  @Test
  void reserve_moreThanAreFree_isRefused(TestPlane plane) throws Exception {
    threeLamps(plane);
    assertThat(reserve(plane, "/order/1", 2)).isTrue();
    assertThat(reserve(plane, "/order/2", 2)).isFalse();
    assertThat(free(plane)).isEqualTo(1);
  }

  @Test
  void giveBack_whatWasReserved_isFreeAgain(TestPlane plane) throws Exception {
    threeLamps(plane);
    reserve(plane, "/order/1", 2);
    int first = plane.ask(LAMPS, Stock.class, stock -> stock.giveBack("/order/1"));
    int second = plane.ask(LAMPS, Stock.class, stock -> stock.giveBack("/order/1"));
    assertThat(first).isEqualTo(2);
    assertThat(second).isZero();
    assertThat(free(plane)).isEqualTo(3);
  }

  @Test
  void ship_whatWasReserved_leavesOnce(TestPlane plane) throws Exception {
    threeLamps(plane);
    reserve(plane, "/order/1", 2);
    plane.ask(LAMPS, Stock.class, stock -> stock.ship("/order/1"));
    plane.ask(LAMPS, Stock.class, stock -> stock.ship("/order/1"));
    assertThat(plane.agent(LAMPS).get(Stock.PIECES)).isEqualTo(1);
    assertThat(free(plane)).isEqualTo(1);
  }
}
