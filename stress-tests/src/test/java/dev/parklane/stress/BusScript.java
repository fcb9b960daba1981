package dev.parklane.stress;

import java.util.List;

/** What a {@link BusNode} does for one message, step by step, and what happens to all of them. */
record BusScript(List<Step> steps) {
  /** One step. */
  sealed interface Step {
    /** Publishes a message. */
    record Publish(String topic, Message message) implements Step {}

    /** Subscribes one of its handlers; does nothing in a handler that another has set off. */
    record Subscribe(int slot, String pattern, int priority) implements Step {}

    /** Closes what that handler has subscribed to the pattern. */
    record Close(int slot, String pattern) implements Step {}

    /** Changes its state. */
    record Change(int by) implements Step {}

    /** Fails. */
    record Fail() implements Step {}
  }

  /**
   * A message, and what whoever gets it does.
   *
   * @param onlyFor the number of the one node that takes it, or -1 for all
   */
  record Message(int number, int onlyFor, BusScript script) {
    boolean isFor(int node) {
      return onlyFor < 0 || onlyFor == node;
    }

    Message onlyFor(int node) {
      return new Message(number, node, script);
    }
  }

  /** What happens from outside; all is quiet before and after. */
  sealed interface Event {
    /** A node runs a script. */
    record Run(int node, BusScript script) implements Event {}

    /** A program publishes. */
    record Publish(String topic, Message message) implements Event {}

    /** A program subscribes. */
    record Subscribe(int slot, String pattern, int priority) implements Event {}

    /** A program closes what it has subscribed. */
    record Close(int slot, String pattern) implements Event {}
  }
}
