package dev.parklane.examples.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.PlaneTest;
import dev.parklane.testkit.TestPlane;
import dev.parklane.testkit.TraceAssert;
import org.junit.jupiter.api.Test;

@PlaneTest
class NamesTest {
  @Test
  void addName_isCounted(TestPlane plane) {
    plane.route("/names/:list", Names::new);
    plane.agent("/names/guests").command("addName", "Ada");
    assertThat(plane.value("/names/guests", "length")).isEqualTo(1);
    TraceAssert.assertThat(plane.trace())
        .handlersInOrder("/names/guests addName.onCommand", "/names/guests accumulate.onEvent");
  }
}
