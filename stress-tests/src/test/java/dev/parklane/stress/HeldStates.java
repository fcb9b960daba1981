package dev.parklane.stress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What each publisher holds after one of its cascades, whatever the agent that joins them does. */
final class HeldStates {
  private final List<ModelPublisher> publishers =
      IntStream.range(0, Publisher.COUNT)
          .mapToObj(i -> new ModelPublisher(Publisher.isKept(i)))
          .toList();
  private final List<Set<Integer>> values =
      publishers.stream().<Set<Integer>>map(p -> new HashSet<>()).toList();
  private final Map<Integer, Set<Integer>> entries = new HashMap<>();

  HeldStates(List<JoinStep> steps) {
    for (int i = 0; i < Publisher.COUNT; i++) {
      hold(i);
    }
    for (JoinStep step : steps) {
      switch (step) {
        case JoinStep.Edits edits -> {
          boolean failed = publishers.get(edits.publisher()).apply(edits.edits()) == null;
          if (failed && Publisher.endsOnFailure(edits.publisher())) {
            publishers.get(edits.publisher()).end();
          }
          hold(edits.publisher());
        }
        case JoinStep.Stop stop -> {
          publishers.get(stop.publisher()).end();
          hold(stop.publisher());
        }
        case JoinStep.Join join -> {}
        case JoinStep.Answer answer -> {}
      }
    }
  }

  private void hold(int number) {
    values.get(number).add(publishers.get(number).value());
    publishers
        .get(number)
        .map()
        .forEach((key, value) -> entries.computeIfAbsent(key, k -> new HashSet<>()).add(value));
  }

  /** What a publisher holds in the end. */
  Publisher.State last(int number) {
    return new Publisher.State(publishers.get(number).value(), publishers.get(number).map());
  }

  /** The values that a publisher holds at some time. */
  Set<Integer> values(int number) {
    return values.get(number);
  }

  /** The values that a key of the map of its publisher has at some time. */
  Set<Integer> entries(int key) {
    return entries.getOrDefault(key, Set.of());
  }
}
