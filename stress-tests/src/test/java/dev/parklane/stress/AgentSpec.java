package dev.parklane.stress;

import dev.parklane.runtime.Guards;
import java.util.List;

/**
 * What a generated agent is made of: its lanes with their observers, and what it does when it
 * starts, stops and fails. Every list of lanes has at least one lane, so that any index names one,
 * modulo.
 *
 * @param values the observers of each value lane
 * @param maps the map lanes
 * @param commands the observers of each command lane
 * @param resumes whether the agent lives on after a failed cascade
 */
record AgentSpec(
    List<List<Reaction>> values,
    List<MapSpec> maps,
    List<List<Reaction>> commands,
    Hooks hooks,
    Guards guards,
    boolean resumes) {

  /** The order of the keys of a map lane. */
  enum Order {
    INSERTION,
    NATURAL,
    REVERSED
  }

  /** A map lane. */
  record MapSpec(Order order, List<Reaction> observers) {}

  /** What the agent does at the turns of its life. */
  record Hooks(List<Action> onStart, List<Action> onStop, List<Action> onFailure) {
    static final Hooks NONE = new Hooks(List.of(), List.of(), List.of());
  }

  /** Lane events, with the kind of lane that has them. */
  enum Event {
    ON_EVENT,
    ON_SET,
    ON_UPDATE,
    ON_REMOVE,
    ON_CLEAR,
    ON_COMMAND
  }

  /** An observer: what it observes, and what it then does. */
  record Reaction(Event event, List<Action> actions) {}

  int value(int index) {
    return Math.floorMod(index, values.size());
  }

  int map(int index) {
    return Math.floorMod(index, maps.size());
  }

  int command(int index) {
    return Math.floorMod(index, commands.size());
  }
}
