package dev.parklane.lanes.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The way of an event is short: how many calls go from one class into another for a command with
 * one triggered observer, from the sender to the rest of the agent. It was 290 once, and what a
 * field tells was asked of other classes up to six times.
 */
@Timeout(60)
class PathTest {
  private static final int MOST = 150;

  @Test
  void command_withOneTriggeredObserver_takesFewCallsIntoOtherClasses() throws Exception {
    Map<String, Long> calls = callsOfOneCommand();
    assertThat(calls)
        .as("what is counted")
        .containsEntry("HandlerRun.runHere > Cascade.enter", 2L)
        .containsEntry("ValueLane.set > ObservedLane.changing", 1L);
    assertThat(total(calls))
        .as("calls, of which each is here: %s", calls)
        .isLessThanOrEqualTo(MOST);
  }

  /** The middle one: now and then the watch of a plane looks around meanwhile. */
  private static Map<String, Long> callsOfOneCommand() throws Exception {
    Callable<?> program =
        (Callable<?>)
            new CountingLoader()
                .loadClass(OneCommand.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    @SuppressWarnings("unchecked") // what the program gives
    List<Map<String, Long>> all = (List<Map<String, Long>>) program.call();
    return all.stream()
        .sorted(Comparator.comparingLong(PathTest::total))
        .toList()
        .get(all.size() / 2);
  }

  private static long total(Map<String, Long> calls) {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }
}
