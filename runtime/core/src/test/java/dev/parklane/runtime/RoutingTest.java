package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which factory makes the agent of a URI. */
@Timeout(60)
class RoutingTest {
  @Test
  void firstRouteThatMatches_wins() {
    List<String> made = Collections.synchronizedList(new ArrayList<>());
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .route("/probe/special", () -> new Probe(p -> made.add("special")))
                .route("/probe/:name", () -> new Probe(p -> made.add(p.parameter("name"))))
                .route("/:kind/:name", () -> new Probe(p -> made.add(p.parameter("kind")))))) {
      stage.ask("special", p -> 0);
      stage.ask("other", p -> 0);
      stage.plane.agent("/else/where").command("a", 1);
    }
    assertThat(made).containsExactly("special", "other", "else");
  }

  @Test
  void badPattern_isRefusedWhenRegistered() {
    assertThatThrownBy(() -> Plane.builder().route("/a/:", () -> new Probe(p -> {})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("route '/a/:' is refused");
  }

  @Test
  void routeThatCouldNeverBeReached_isRefusedWhenRegistered() {
    PlaneBuilder builder = Plane.builder().route("/a/:x", () -> new Probe(p -> {}));
    assertThatThrownBy(() -> builder.route("/a/:y", () -> new Probe(p -> {})))
        .hasMessage(
            "[PL-O4.4] route '/a/:y' is refused: '/a/:x' comes first and matches all its URIs;"
                + " declare the narrower one first, or drop one");
    assertThatThrownBy(() -> builder.route("/a/b", () -> new Probe(p -> {})))
        .hasMessageStartingWith("[PL-O4.4] route '/a/b' is refused: '/a/:x' comes first");
  }

  @Test
  void parameterThatTheRouteDoesNotHave_isAnErrorThatNamesThoseItHas() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.run(p -> p.parameter("code")))
          .hasRootCauseMessage(
              "[PL-O4.6] route '/probe/:name' of /probe/x has no parameter 'code'; it has [name]");
    }
  }

  @Test
  void malformedUri_isRefusedAtOnce() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.plane.agent("probe/x"))
          .hasMessageStartingWith("[PL-O4.8] agent URI 'probe/x' is malformed");
    }
  }
}
