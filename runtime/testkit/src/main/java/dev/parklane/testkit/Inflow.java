package dev.parklane.testkit;

import dev.parklane.runtime.Plane;
import dev.parklane.testkit.recorded.Input;
import dev.parklane.testkit.recorded.Inputs;
import dev.parklane.testkit.recorded.TextValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends what came from outside once more, as far as its values are known. The scenario's thread.
 */
final class Inflow {
  private static final Duration NEVER = Duration.ofDays(36_500); // nobody waits for the answer

  /**
   * An input.
   *
   * @param value what it carries; whatever it is where it carries nothing
   */
  private record Sent(Input input, Object value) {}

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> notReplayed = new ArrayList<>();

  /**
   * Of inputs.
   *
   * @param types of the values of lanes, by name
   * @param reading is asked first
   */
  Inflow(Inputs inputs, Map<String, Class<?>> types, Incident.Reading reading) {
    inputs.others().forEach(this::leavesOut);
    for (Input input : inputs.all()) {
      Object value = input.hasValue() ? value(input, types, reading) : "";
      if (value == null) {
        leavesOut(
            input
                + (input.text() == null
                    ? ": its value was not recorded"
                    : ": its value cannot be read, give its type or a function"));
      } else if (input.kind() == Input.Kind.PUBLICATION && hasWildcard(input.to())) {
        leavesOut(input + ": its receivers tell of a pattern only");
      } else {
        sent.add(new Sent(input, value));
      }
    }
  }

  private void leavesOut(String what) {
    notReplayed.add(Replayed.NOT_REPLAYED + what);
  }

  private static boolean hasWildcard(String topic) {
    return topic.indexOf('*') >= 0 || topic.indexOf('?') >= 0;
  }

  private static @Nullable Object value(
      Input input, Map<String, Class<?>> types, Incident.Reading reading) {
    if (input.value() != null) {
      return input.value();
    }
    String text = input.text();
    Object read = reading.read(input.to(), input.lane(), text);
    return read != null || text == null ? read : TextValue.of(text, types.get(input.lane()));
  }

  /** What is not sent, and why. */
  List<String> notReplayed() {
    return List.copyOf(notReplayed);
  }

  /**
   * Sends all of it, each at its time where that is known, and waits until nothing can run. Each
   * receiver has a program of its own: a trace tells what came first to each, not to all of them.
   */
  void send(Simulation simulation, Plane plane) {
    long begun = simulation.clock().nanos();
    int from = 0;
    while (from < sent.size()) {
      Duration time = sent.get(from).input.time();
      int to = from + 1;
      while (to < sent.size() && Objects.equals(sent.get(to).input.time(), time)) {
        to++;
      }
      if (time != null) {
        long late = simulation.clock().nanos() - begun;
        simulation.advance(Duration.ofNanos(Math.max(0, time.toNanos() - late)));
      }
      sent.subList(from, to).stream()
          .collect(
              Collectors.groupingBy(one -> one.input.to(), LinkedHashMap::new, Collectors.toList()))
          .forEach((receiver, these) ->
              simulation.program("outside to " + receiver, () -> send(these, simulation, plane)));
      simulation.settle();
      from = to;
    }
  }

  private static void send(List<Sent> these, Simulation simulation, Plane plane) {
    for (Sent one : these) {
      send(one.input, one.value, plane);
      simulation.pause();
    }
  }

  private static void send(Input input, Object value, Plane plane) {
    String to = input.to();
    switch (input.kind()) {
      case COMMAND -> plane.agent(to).command(input.lane(), value);
      case WRITE -> plane.agent(to).lane(input.lane()).set(value);
      case PUBLICATION -> plane.bus().publish(to, value);
      case MESSAGE -> plane.bus().send(to, value);
      case REQUEST ->
          plane.bus().request(to, value, Object.class, NEVER, answer -> {}, failure -> {});
      case STOP -> plane.agent(to).stop();
    }
  }
}
