package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import org.junit.jupiter.api.Test;

/** A simulated plane takes the one line of Surefire. */
@PlaneTest
class SimulatedTillTest {
  @Test
  void sale_isCounted(TestPlane plane) {
    plane.route("/till", Till::new);
    plane.agent("/till").command("sell", 3);
    assertEquals(3, plane.value("/till", "total"));
  }
}
