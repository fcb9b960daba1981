package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Plane;
import org.junit.jupiter.api.Test;

/** A plain plane takes no flag. */
class TillTest {
  @Test
  void sales_areAddedUp() throws Exception {
    try (Plane plane = Plane.builder().clock(new TestClock()).route("/till", Till::new).start()) {
      plane.agent("/till").command("sell", 3);
      plane.agent("/till").command("sell", 4);
      assertEquals(7, plane.agent("/till").ask(Till.class, Till::taken));
    }
  }
}
