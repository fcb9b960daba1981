package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import org.junit.jupiter.api.Test;

class ShopMainTest {
  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @Test
  void program_closedAmidOrders_bringsAllToTheirEnds() {
    int code = ShopMain.run(out, err);

    assertThat(err.lines()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.lines())
        .containsSubsequence(
            "  02:00  the plane is closed; open are {4=paying, 5=paying}",
            "  02:00  the provider charges 240.00 for /payment/4",
            "  03:00  the plane is there again",
            "  03:02  order 4 is paid",
            "  11:00  dee gets a letter: /order/5: it was not paid in time",
            "  11:00  the provider refunds /payment/5",
            "  11:02  order 5 is cancelled: it was not paid in time",
            "  checked: stock, customers, charges and totals agree with the orders");
  }

  @Test
  void program_twice_printsTheSame() {
    Captured again = new Captured();

    ShopMain.run(out, err);
    ShopMain.run(again, err);

    assertThat(again.text()).isEqualTo(out.text());
  }
}
