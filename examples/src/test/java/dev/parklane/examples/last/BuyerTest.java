package dev.parklane.examples.last;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.PlaneExtension;
import dev.parklane.testkit.Schedules;
import dev.parklane.testkit.TestPlane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BuyerTest {
  @RegisterExtension
  static final PlaneExtension PLANES = PlaneExtension.of(() -> LastLamp.shop(MendedBuyer::new));

  @Test
  void buyer_lampIsThere_isHappy(TestPlane plane) {
    plane.agent("/buyer/ada").command("buy", "/shelf");
    plane.settle();
    assertThat(plane.value("/buyer/ada", "happy")).isEqualTo(true);
    assertThat(plane.value("/shelf", "lamps")).isEqualTo(0);
  }

  @Schedules(100)
  void lastLamp_twoBuyers_isSoldOnce(TestPlane plane) {
    plane.agent("/buyer/ada").command("buy", "/shelf");
    plane.agent("/buyer/bob").command("buy", "/shelf");
    plane.settle();
    assertThat(plane.value("/shelf", "lamps")).isEqualTo(0);
  }
}
