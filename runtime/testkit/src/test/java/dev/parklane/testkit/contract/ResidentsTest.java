package dev.parklane.testkit.contract;

import dev.parklane.runtime.Delivery;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Residents;
import org.junit.jupiter.api.Timeout;

/** Laws E1, O1, O3, O4, J1, J7, L2, L5: the agents of another plane of this process. */
@Timeout(120)
class ResidentsTest implements DeliveryContract {
  @Override
  public Delivery deliveryTo(Plane far) throws InterruptedException {
    return new Residents(far);
  }
}
