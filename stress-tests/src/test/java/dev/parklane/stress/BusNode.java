package dev.parklane.stress;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import dev.parklane.stress.BusScript.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An agent that runs scripts, which publish, subscribe and fail, and notes what its handlers see.
 */
final class BusNode extends Agent {
  private final ValueLane<Integer> state = new ValueLane<>(this, "state", 0);
  private final int number;
  private final List<String> notes;
  private final Registry registry;
  private boolean asked; // or else another has set off what runs

  BusNode(int number, List<String> notes) {
    this.number = number;
    this.notes = notes;
    registry = new Registry(slot -> message -> handle(slot, message));
  }

  /** Some handlers, and what they have ever subscribed to. */
  static final class Registry {
    private final List<Handler<Message>> handlers;
    private final List<Made> made = new ArrayList<>();

    private record Made(int slot, Subscription subscription) {}

    Registry(IntFunction<Handler<Message>> handler) {
      handlers = IntStream.range(0, BusModel.SLOTS).mapToObj(handler).toList();
    }

    /** Subscribes; false where it is refused. */
    boolean subscribe(Bus bus, int slot, String pattern, int priority) {
      try {
        made.add(
            new Made(slot, bus.subscribe(pattern, Message.class, handlers.get(slot), priority)));
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    void close(int slot, String pattern) {
      for (Made one : made) {
        if (one.slot() == slot && one.subscription().pattern().equals(pattern)) {
          one.subscription().close();
        }
      }
    }
  }

  static String uri(int number) {
    return "/node/" + number;
  }

  int state() {
    return state.get();
  }

  void runAsked(BusScript script) throws Script.Boom {
    asked = true;
    try {
      run(script);
    } finally {
      asked = false;
    }
  }

  private void handle(int slot, Message message) throws Script.Boom {
    if (message.isFor(number)) {
      notes.add(slot + " gets " + message.number());
      run(message.script());
    }
  }

  private void run(BusScript script) throws Script.Boom {
    for (BusScript.Step step : script.steps()) {
      switch (step) {
        case BusScript.Step.Publish(String topic, Message message) -> {
          bus().publish(topic, asked ? message : message.onlyFor(number));
          notes.add("published " + message.number());
        }
        case BusScript.Step.Subscribe(int slot, String pattern, int priority) -> {
          if (asked && !registry.subscribe(bus(), slot, pattern, priority)) {
            notes.add("refused");
          }
        }
        case BusScript.Step.Close(int slot, String pattern) -> registry.close(slot, pattern);
        case BusScript.Step.Change(int by) -> state.update(value -> 31 * value + by);
        case BusScript.Step.Fail() -> throw new Script.Boom();
      }
    }
  }
}
