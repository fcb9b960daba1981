package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Checks of what links are told, and of what they write (laws J1, J6, J7, M8, O1). Part of {@link
 * LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneLinkContract<L extends Lane> extends LaneKind<L> {
  /**
   * A kind that says it takes no links takes none.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void linkToAKindWithoutAForm_isRefused_J1() throws Exception {
    assumeTrue(form() == null, "lanes of this kind take links");
    for (LinkForm form : LinkForm.values()) {
      try (Stage<L> stage = new Stage<>(this)) {
        stage.link(form);
        assertEquals(
            List.of("failed"),
            stage.told().standing(),
            "what becomes of a %s link (law J1): form() and linkForm() have to agree"
                .formatted(form));
      }
    }
  }

  /**
   * A link is told the state as of when it is made, and every change after that.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void link_isToldTheState_thenEveryChange_J1_J7() throws Exception {
    try (Stage<L> stage = linked(2)) {
      requireTold(stage, List.of(), "when it is made (law J7)");
      for (int n = 3; n <= 5; n++) {
        stage.changes(n, n);
        requireTold(stage, messages(3, n), "after change " + n + " (law J1)");
      }
    }
  }

  /**
   * The state that a link was told stays as it was when the lane changes.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void stateThatALinkWasTold_staysAsItWas_J7() throws Exception {
    try (Stage<L> stage = linked(1)) {
      assumeTrue(form() != LinkForm.EVENT, "links to lanes of this kind are told no state");
      stage.changes(2, 3);
      assertTrue(
          stage.told().keepsWhatItWasTold(),
          "the state that sync() gave has changed with the lane (law J7)");
    }
  }

  /**
   * What the changes of one cascade come to for a link is what they come to for the lane; messages
   * are all told.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changesOfOneCascade_comeToTheSame_J6() throws Exception {
    try (Stage<L> stage = linked(1)) {
      stage.changes(2, 6);
      requireTold(stage, messages(2, 6), "after a cascade of five changes (law J6)");
      if (form() == LinkForm.VALUE) {
        assertEquals(1, stage.told().events().size(), "values told of one cascade (laws O1, J6)");
      }
    }
  }

  /**
   * A change that an observer makes in the midst of another is told as the later one.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changeByAnObserver_isToldAsTheLater_O1() throws Exception {
    try (Stage<L> stage = linked(0)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        Stage.onFirst(events().getLast(), lane, () -> change(lane, 2));
        change(lane, 1);
      });
      requireTold(
          stage,
          messages(1, 2),
          "after a change inside another (law O1): a kind publishes before it triggers");
    }
  }

  /**
   * A link whose agent is busy meanwhile comes to the same, and holds nobody up.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void slowLink_comesToTheSame_J6() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (Stage<L> stage = linked(1)) {
      Thread holder =
          stage.followLater(audience -> {
            busy.countDown();
            free.await();
          });
      try {
        busy.await();
        for (int n = 2; n <= 9; n++) {
          stage.changes(n, n);
        }
      } finally {
        free.countDown();
      }
      holder.join();
      stage.quiet();
      requireTold(stage, messages(2, 9), "of what happened while its agent was busy (law J6)");
    }
  }

  /**
   * Links are told nothing of a cascade that fails.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void failedCascade_isNotTold_O1() throws Exception {
    try (Stage<L> stage = linked(1)) {
      stage.failingChanges(2, 3);
      stage.quiet();
      assertEquals(List.of(), stage.told().events(), "events told of a failed cascade (law O1)");
      stage.changes(2, 2);
      requireTold(stage, messages(2, 2), "after the cascade that follows (law O1)");
    }
  }

  /**
   * A link whose lane is closed is told the end.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void closedLane_endsItsLinks_J1() throws Exception {
    try (Stage<L> stage = linked(1)) {
      stage.turn((agent, lane) -> {
        change(lane, 2);
        lane.close();
      });
      stage.quiet();
      assertEquals("unlinked", stage.told().standing().getLast(), "what a link is told last");
      if (form() == LinkForm.EVENT) {
        assertEquals(messages(2, 2), stage.told().events(), "what it was told before (law J1)");
      }
    }
  }

  /**
   * What a link writes makes the change, observers included.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void writeThroughALink_makesTheChange_J1() throws Exception {
    assumeTrue(write(1) != null, "links do not write to lanes of this kind");
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = linked(0);
        Stage<L> changed = new Stage<>(this)) {
      if (!events().isEmpty()) {
        stage.observe(called::incrementAndGet);
      }
      for (int n = 1; n <= 2; n++) {
        stage.write(Objects.requireNonNull(write(n), "the write"));
        changed.changes(n, n);
        assertEquals(changed.reading(), stage.reading(), "the state after a write (law J1)");
        requireTold(stage, messages(1, n), "of its own write (law J1)");
      }
      assertEquals(List.of(), stage.deadLetters(), "writes that were not taken (law J1)");
      assertEquals(events().isEmpty() ? 0 : 2, called.get(), "calls of an observer by two writes");
    }
  }

  /**
   * A write that the kind does not know is a dead letter, and changes nothing.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void writeOfAnotherForm_isADeadLetter_J1() throws Exception {
    try (Stage<L> stage = linked(1)) {
      Object before = stage.reading();
      LaneEvent foreign =
          form() == LinkForm.MAP ? new LaneEvent.Value("value") : new LaneEvent.Clear();
      stage.write(foreign);
      assertEquals(
          List.of(DeadLetter.Reason.NO_COMMAND),
          stage.deadLetters().stream().map(DeadLetter::reason).toList(),
          "what becomes of the write " + foreign + " (law J1): refusesWrite(...) says why not");
      assertEquals(before, stage.reading(), "the state after a write that was refused");
    }
  }

  /** A stage with a link to a lane that has been changed so many times. */
  private Stage<L> linked(int changes) throws InterruptedException {
    LinkForm form = form();
    assumeTrue(form != null, "lanes of this kind take no links");
    Stage<L> stage = new Stage<>(this);
    try {
      stage.changes(1, changes);
      stage.link(Objects.requireNonNull(form));
      assertEquals(
          form == LinkForm.EVENT ? List.of("linked") : List.of("linked", "synced"),
          stage.told().standing(),
          "what a %s link is told at first (law J1)".formatted(form));
      return stage;
    } catch (Throwable e) {
      stage.close();
      throw e;
    }
  }

  private List<@Nullable Object> messages(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(this::message).toList();
  }

  /** What a link has now: the messages it should have been told, or the state of the lane. */
  private void requireTold(Stage<L> stage, List<@Nullable Object> messages, String when)
      throws InterruptedException {
    stage.quiet();
    StageLink link = stage.told();
    if (form() == LinkForm.EVENT) {
      assertEquals(messages, link.events(), "what a link was told " + when);
    } else {
      assertEquals(inOrder(stage.linked()), inOrder(link.copy()), "what a link has " + when);
    }
  }

  private static @Nullable Object inOrder(@Nullable Object copy) {
    return copy instanceof Map<?, ?> map ? new ArrayList<>(map.entrySet()) : copy;
  }
}
