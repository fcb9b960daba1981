package dev.parklane.examples.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.Plane;
import org.junit.jupiter.api.Test;

/** The first example with mounted handlers, which change nothing but the time that it takes. */
class MountedNamesTest {
  @Test
  void names_areCounted_asEver() throws Exception {
    try (Plane plane =
        Plane.builder()
            .options(options -> options.withDispatch(Dispatch.mounted(64)))
            .route("/names/:list", Names::new)
            .start()) {
      AgentRef guests = plane.agent("/names/guests");
      guests.command(Names.ADD_NAME, "Ada");
      guests.command(Names.ADD_NAME, "Grace");
      plane.awaitQuiet();
      assertThat(guests.get(Names.LENGTH)).isEqualTo(2);
    }
  }
}
