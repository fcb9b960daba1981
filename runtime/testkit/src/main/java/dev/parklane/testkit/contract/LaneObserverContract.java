package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.GuardException;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Checks of what a change does, and whom it calls (laws E3, E9, V2, F8, G2). Part of {@link
 * LaneContract}.
 *
 * @param <L> the kind of lane
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface LaneObserverContract<L extends Lane> extends LaneKind<L> {
  /**
   * Who changes the lane reads the change on the next line, and what was read before stays as it
   * was.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void change_isReadOnTheNextLine_E3() throws Exception {
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeState();
      stage.turn((agent, lane) -> {
        Object before = read(lane);
        String text = String.valueOf(before);
        for (int n = 1; n <= 3; n++) {
          Object last = read(lane);
          change(lane, n);
          assertNotEquals(last, read(lane), "what is read after change " + n + " (law E3)");
        }
        assertEquals(text, String.valueOf(before), "what was read before the changes");
      });
    }
  }

  /**
   * When a change returns, each observer has run once, and has read the change.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void observers_haveRunWhenTheChangeReturns_E3() throws Exception {
    List<Object> read = Collections.synchronizedList(new ArrayList<>());
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        events().forEach(event -> event.observe(lane, () -> read.add(text(lane))));
        for (int n = 1; n <= 3; n++) {
          change(lane, n);
          assertEquals(
              Collections.nCopies(events().size(), text(lane)),
              List.copyOf(read),
              "what the observers of change " + n + " had read when it returned (law E3)");
          read.clear();
        }
      });
    }
  }

  private String text(L lane) {
    return String.valueOf(read(lane));
  }

  /**
   * All handlers of one event are called before those of the next, each group in the order in which
   * they were registered.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void observers_areCalledByEvent_thenInOrderOfRegistration_V2() throws Exception {
    List<String> called = Collections.synchronizedList(new ArrayList<>());
    List<String> expected = new ArrayList<>();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        for (int time = 1; time <= 2; time++) {
          for (int e = events().size() - 1; e >= 0; e--) { // the last event first
            String name = "event " + e + ", handler " + time;
            events().get(e).observe(lane, () -> called.add(name));
          }
        }
        change(lane, 1);
      });
      for (int e = 0; e < events().size(); e++) {
        expected.addAll(List.of("event " + e + ", handler 1", "event " + e + ", handler 2"));
      }
      assertEquals(expected, List.copyOf(called), "the handlers in order (law V2)");
    }
  }

  /**
   * What an observer changes has had all its effects before the observer's next line, and before
   * the next observer of the first change.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void changeByAnObserver_isOverBeforeItsNextLine_E3() throws Exception {
    List<String> called = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger depth = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        Event<L> event = events().getFirst();
        event.observe(
            lane,
            () -> {
              int now = depth.incrementAndGet();
              called.add("first of " + now);
              if (now == 1) {
                change(lane, 2);
              }
              called.add("first of " + now + " ends");
            });
        event.observe(lane, () -> called.add("second"));
        change(lane, 1);
      });
      assertEquals(
          List.of(
              "first of 1", "first of 2", "first of 2 ends", "second", "first of 1 ends", "second"),
          List.copyOf(called),
          "the handlers of two changes, one inside the other (law E3)");
    }
  }

  /**
   * A handler that is registered while the lane is triggering is called from the next change on.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void handlerRegisteredByAnObserver_isCalledFromTheNextChangeOn_F8() throws Exception {
    AtomicInteger late = new AtomicInteger();
    AtomicInteger registered = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        Event<L> event = events().getFirst();
        event.observe(
            lane,
            () -> {
              if (registered.getAndIncrement() == 0) {
                event.observe(lane, late::incrementAndGet);
              }
            });
        change(lane, 1);
        assertEquals(0, late.get(), "calls by the change that was under way (law F8)");
        change(lane, 2);
        assertEquals(1, late.get(), "calls by the change after it (law F8)");
      });
    }
  }

  /**
   * A handler that another takes off is not called any more, also by the change that is under way;
   * the others are called in their order.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void handlerTakenOffByAnObserver_isNotCalledAnyMore_V2_F8() throws Exception {
    List<String> called = Collections.synchronizedList(new ArrayList<>());
    List<Observation> second = Collections.synchronizedList(new ArrayList<>());
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.turn((agent, lane) -> {
        Event<L> event = events().getFirst();
        event.observe(
            lane,
            () -> {
              called.add("first");
              second.forEach(Observation::close);
            });
        event.observe(lane, () -> called.add("second"));
        second.add(lane.observation());
        event.observe(lane, () -> called.add("third"));
        change(lane, 1);
        change(lane, 2);
      });
      assertEquals(
          List.of("first", "third", "first", "third"),
          List.copyOf(called),
          "the handlers of two changes, the first of which takes the second handler off (law F8)");
    }
  }

  /**
   * A cascade that fails has taken no handler off.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void handlerTakenOffByAFailedCascade_isCalledAgain_F2() throws Exception {
    AtomicInteger called = new AtomicInteger();
    try (Stage<L> stage = new Stage<>(this)) {
      stage.assumeEvents();
      stage.observe(called::incrementAndGet);
      stage.failingTurn((agent, lane) -> {
        lane.observation().close();
        change(lane, 1);
        assertEquals(0, called.get(), "calls of the handler that was taken off");
      });
      stage.changes(1, 1);
      assertEquals(1, called.get(), "calls of the handler after the failure (law F2)");
    }
  }

  /**
   * Handlers are run by the runtime: a chain without an end trips a guard, and is taken back.
   *
   * @throws Exception what the kind throws, where it should not
   */
  @Test
  default void chainWithoutAnEnd_tripsAGuard_G2() throws Exception {
    AtomicInteger changes = new AtomicInteger(1);
    Guards tight = Guards.DEFAULT.withMaxReentry(10);
    try (Stage<L> stage = new Stage<>(this, this::declare, options -> options.withGuards(tight))) {
      stage.assumeEvents();
      Object before = stage.reading();
      AgentFailedException failure =
          assertThrows(
              AgentFailedException.class,
              () ->
                  stage.turn((agent, lane) -> {
                    events()
                        .getFirst()
                        .observe(
                            lane,
                            () -> {
                              if (changes.get() <= 100) {
                                change(lane, changes.incrementAndGet());
                              }
                            });
                    change(lane, 1);
                  }),
              "an observer that changes its own lane 100 deep, where 10 are allowed (law G2):"
                  + " handlers are called by trigger(...)");
      assertInstanceOf(GuardException.class, failure.getCause(), "what the chain fails with");
      assertEquals(before, stage.reading(), "the state after the guard has tripped (law F2)");
    }
  }
}
