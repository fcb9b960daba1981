package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.LinkStage.Source;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Laws F2 and F3: an agent that resumes after its {@code onStart} has failed is as its constructor
 * has made it.
 */
@Timeout(60)
class ResumedStartTest {
  private static final List<String> TRACE = new CopyOnWriteArrayList<>();

  private static final class Resumer extends Agent {
    private final ValueLane<Integer> value =
        new ValueLane<>(this, "value", 0).onEvent(now -> TRACE.add("value " + now));
    private final JoinMapLane<String, String, Integer> maps =
        new JoinMapLane<String, String, Integer>(this, "maps")
            .onRemove((map, key, previous) -> TRACE.add(key + " -" + previous))
            .onEnd((key, cause) -> JoinAnswer.DELETE);
    private final JoinValueLane<String, Integer> values =
        new JoinValueLane<String, Integer>(this, "values")
            .onRemove((map, key, previous) -> TRACE.add(key + " -" + previous))
            .onEnd((key, cause) -> JoinAnswer.DELETE);
    private final ValueLink<Integer> link =
        new ValueLink<>(this, source().lane("value", Integer.class))
            .onSynced(now -> TRACE.add("synced " + now));

    private AgentRef source() {
      return agent("/source/a");
    }

    @Override
    protected void onStart() {
      value.set(1);
      throw new IllegalStateException("on purpose");
    }

    private String act() {
      value.set(2);
      link.open();
      maps.link("a", source().mapLane("map", String.class, Integer.class));
      values.link("a", source().lane("value", Integer.class));
      return uri();
    }
  }

  @Test
  void onStart_thatFails_leavesWhatTheConstructorHasSetUp() throws Exception {
    TRACE.clear();
    try (Plane plane =
        Plane.builder()
            .clock(new TestClock())
            .route("/source/:name", Source::new)
            .route("/resumer", Resumer::new, o -> o.withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      plane
          .agent("/source/a")
          .ask(Source.class, source -> LinkStage.done(own -> own.map.put("k", 7), source));
      plane.agent("/resumer").ask(Resumer.class, Resumer::act);
      plane.awaitQuiet();
      plane.agent("/source/a").stop();
      plane.awaitQuiet();
    }

    assertThat(TRACE).containsExactly("value 1", "value 2", "synced 0", "a -0", "k -7");
  }
}
