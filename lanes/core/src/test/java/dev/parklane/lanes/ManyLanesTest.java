package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.Plane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws L1, F2: an agent with many lanes finds each by its name. */
@Timeout(60)
class ManyLanesTest {
  private static final class Many extends Agent {
    private Map<String, Lane> model = new LinkedHashMap<>();

    private void declare(Map<String, Lane> into, String name) {
      into.put(name, new ValueLane<>(this, name, 0));
    }

    /** Declares and closes at random, and fails in the end or not. */
    private void change(Random random, boolean fails) {
      Map<String, Lane> changed = new LinkedHashMap<>(model);
      for (int i = 0; i < 12; i++) {
        String name = "lane " + random.nextInt(24);
        Lane there = changed.remove(name);
        if (there == null) {
          declare(changed, name);
        } else {
          there.close();
        }
        check(changed);
      }
      if (fails) {
        throw new IllegalStateException("at the end");
      }
      model = changed;
    }

    private void check(Map<String, Lane> expected) {
      AgentContext context = AgentContext.current();
      for (int i = 0; i < 24; i++) {
        assertThat(context.lane("lane " + i)).isSameAs(expected.get("lane " + i));
      }
    }
  }

  @Test
  void lanes_areFoundByName_whateverWasDeclaredClosedAndTakenBack() throws Exception {
    Random random = new Random(7);
    try (Plane plane =
        Plane.builder()
            .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
            .route("/many", Many::new)
            .start()) {
      AgentRef many = plane.agent("/many");
      for (int round = 0; round < 60; round++) {
        boolean fails = random.nextInt(3) == 0;
        if (fails) {
          assertThatThrownBy(() ->
                  many.ask(
                      Many.class,
                      agent -> {
                        agent.change(random, true);
                        return 0;
                      }))
              .isInstanceOf(AgentFailedException.class)
              .hasStackTraceContaining("at the end");
        } else {
          many.ask(
              Many.class,
              agent -> {
                agent.change(random, false);
                return 0;
              });
        }
        List<String> names =
            many.ask(
                Many.class,
                agent -> {
                  agent.check(agent.model);
                  return List.copyOf(agent.model.keySet());
                });
        assertThat(many.lanes()).extracting(LaneDescription::name).isEqualTo(names);
      }
    }
  }
}
