package dev.parklane.stress;

import dev.parklane.stress.BusScript.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The bus as the laws have it, in the most naive way: one thread, lists, and recursion. */
final class BusModel {
  static final int NODES = 3;
  static final int SLOTS = 3; // handlers of each node, and of the program
  private static final int PROGRAM = -1;

  final List<List<String>> notes = new ArrayList<>(); // of each node
  final List<String> programNotes = new ArrayList<>();
  final int[] states = new int[NODES];

  private List<Subscription> open = new ArrayList<>();
  private long subscribed;

  private record Subscription(int owner, int slot, String pattern, int priority, long number) {
    boolean isOf(int otherOwner, int otherSlot, String otherPattern) {
      return owner == otherOwner && slot == otherSlot && pattern.equals(otherPattern);
    }
  }

  private record Delivery(Subscription to, Message message) {}

  private record Sent(String topic, Message message) {}

  BusModel() {
    for (int node = 0; node < NODES; node++) {
      notes.add(new ArrayList<>());
    }
  }

  void take(BusScript.Event event) {
    switch (event) {
      case BusScript.Event.Run(int node, BusScript script) ->
          deliver(node, cascade(node, script, true));
      case BusScript.Event.Publish(String topic, Message message) ->
          deliver(PROGRAM, List.of(new Sent(topic, message)));
      case BusScript.Event.Subscribe(int slot, String pattern, int priority) -> {
        if (!subscribe(PROGRAM, slot, pattern, priority)) {
          programNotes.add("refused");
        }
      }
      case BusScript.Event.Close(int slot, String pattern) ->
          open.removeIf(s -> s.isOf(PROGRAM, slot, pattern));
    }
  }

  /** Brings what has left a cascade to all others, each of which handles it by itself. */
  private void deliver(int publisher, List<Sent> all) {
    List<Delivery> posted = new ArrayList<>();
    for (Sent sent : all) {
      for (Subscription to : matching(sent.topic())) {
        if (to.owner() == PROGRAM && sent.message().onlyFor() < 0) {
          programNotes.add(to.slot() + " gets " + sent.message().number());
        } else if (to.owner() != PROGRAM && to.owner() != publisher) {
          posted.add(new Delivery(to, sent.message()));
        }
      }
    }
    for (Delivery delivery : posted) {
      if (open.contains(delivery.to())) {
        int node = delivery.to().owner();
        notes.get(node).add(delivery.to().slot() + " gets " + delivery.message().number());
        cascade(node, delivery.message().script(), false); // what it sends is for itself only
      }
    }
  }

  /** What it sends, which is nothing where it fails; then nothing else is left of it either. */
  private List<Sent> cascade(int node, BusScript script, boolean asked) {
    List<Subscription> openBefore = List.copyOf(open);
    int stateBefore = states[node];
    List<Sent> outbox = new ArrayList<>();
    try {
      run(node, script, asked, outbox);
      return outbox;
    } catch (Script.Boom e) {
      open = new ArrayList<>(openBefore);
      states[node] = stateBefore;
      return List.of();
    }
  }

  private void run(int node, BusScript script, boolean asked, List<Sent> outbox)
      throws Script.Boom {
    for (BusScript.Step step : script.steps()) {
      switch (step) {
        case BusScript.Step.Publish(String topic, Message message) -> {
          outbox.add(new Sent(topic, message));
          for (Subscription own : matching(topic)) {
            if (own.owner() == node && open.contains(own)) {
              notes.get(node).add(own.slot() + " gets " + message.number());
              run(node, message.script(), asked, outbox);
            }
          }
          notes.get(node).add("published " + message.number());
        }
        case BusScript.Step.Subscribe(int slot, String pattern, int priority) -> {
          if (asked && !subscribe(node, slot, pattern, priority)) {
            notes.get(node).add("refused");
          }
        }
        case BusScript.Step.Close(int slot, String pattern) ->
            open.removeIf(s -> s.isOf(node, slot, pattern));
        case BusScript.Step.Change(int by) -> states[node] = 31 * states[node] + by;
        case BusScript.Step.Fail() -> throw new Script.Boom();
      }
    }
  }

  private boolean subscribe(int owner, int slot, String pattern, int priority) {
    for (Subscription there : open) {
      if (there.isOf(owner, slot, pattern)) {
        return there.priority() == priority;
      }
    }
    open.add(new Subscription(owner, slot, pattern, priority, ++subscribed));
    return true;
  }

  private List<Subscription> matching(String topic) {
    return open.stream()
        .filter(s -> matches(s.pattern(), topic))
        .sorted(
            Comparator.comparingInt(Subscription::priority)
                .reversed()
                .thenComparingLong(Subscription::number))
        .toList();
  }

  private static boolean matches(String pattern, String topic) {
    if (pattern.isEmpty() || topic.isEmpty()) {
      return topic.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    }
    String rest = pattern.substring(1);
    return pattern.charAt(0) == '*'
        ? matches(rest, topic) || matches(pattern, topic.substring(1))
        : (pattern.charAt(0) == '?' || pattern.charAt(0) == topic.charAt(0))
            && matches(rest, topic.substring(1));
  }
}
