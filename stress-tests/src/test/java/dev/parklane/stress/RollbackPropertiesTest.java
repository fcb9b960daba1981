package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.stress.Office.Event;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * A cascade that fails, at any point and for any reason, leaves nothing: whatever happens
 * afterwards, all is as in a world in which its root event never came.
 */
@AddLifecycleHook(Watchdog.class)
class RollbackPropertiesTest {
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  @Label("F1-F3 O1 S1-S3 J1: where the agent resumes, a failed event has not come")
  void failure_ofAnAgentThatResumes_leavesNothing(
      @ForAll("events") List<Event> events, @ForAll boolean lockStep) throws Exception {
    List<Event> others = new ArrayList<>();
    List<List<String>> looks = new ArrayList<>();
    try (Office office = new Office(lockStep, true)) {
      for (Event event : events) {
        List<String> before = office.look();
        List<String> told = office.told();
        if (office.take(event)) {
          others.add(event);
          looks.add(office.look());
        } else {
          assertThat(office.look()).as("after the failure of %s", event).isEqualTo(before);
          assertThat(office.told()).as("after the failure of %s", event).isEqualTo(told);
        }
      }
    }
    checkSame(others, looks, lockStep);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  @Label("F2 F3 L1 M8 V4: where the agent ends, a failed event has only stopped it")
  void failure_ofAnAgentThatEnds_leavesAFreshInstance(
      @ForAll("events") List<Event> events, @ForAll boolean lockStep) throws Exception {
    List<Event> others = new ArrayList<>();
    List<List<String>> looks = new ArrayList<>();
    try (Office office = new Office(lockStep, false)) {
      for (Event event : events) {
        List<String> before = office.kept();
        if (office.take(event)) {
          others.add(event);
        } else {
          assertThat(office.kept()).as("after the failure of %s", event).isEqualTo(before);
          others.add(new Event.Stop());
        }
        looks.add(office.look());
      }
    }
    checkSame(others, looks, lockStep);
  }

  /** What others have seen is what is seen here, where nothing fails. */
  private static void checkSame(List<Event> events, List<List<String>> looks, boolean lockStep)
      throws InterruptedException {
    try (Office office = new Office(lockStep, true)) {
      for (int i = 0; i < events.size(); i++) {
        assertThat(office.take(events.get(i))).isTrue();
        assertThat(looks.get(i)).as("%s", events.get(i)).isEqualTo(office.look());
      }
    }
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  @Label("L1 M8 V4: a fresh instance holds what the last one held, in the same order")
  void instance_thatIsFresh_holdsWhatTheLastHeld(
      @ForAll("events") List<Event> events, @ForAll boolean lockStep, @ForAll boolean resumes)
      throws Exception {
    try (Office office = new Office(lockStep, resumes)) {
      for (Event event : events) {
        office.take(event);
        List<String> kept = office.kept();
        List<String> late = office.keptLate();
        office.take(new Event.Stop());
        assertThat(office.kept()).as("%s", event).isEqualTo(kept);
        if (!late.isEmpty()) {
          office.declareAll();
          assertThat(office.keptLate()).as("%s", event).containsAll(late);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Chores.events();
  }
}
