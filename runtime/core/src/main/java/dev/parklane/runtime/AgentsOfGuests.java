package dev.parklane.runtime;

import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.untyped.CalledByName;
import dev.parklane.runtime.untyped.NumberFit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An agent by the names of its methods, and the others that it sends to. What it gives to a lane of
 * another is fitted there, when its turn comes: nobody knows the lane before.
 */
final class AgentsOfGuests {
  private static final String NO_GUESTS =
      "it runs away from this agent, where no function of its guest can be called";

  private static final NamedMethods<LaneRef<Object>> LANE =
      new NamedMethods<LaneRef<Object>>()
          .gives("name", "", (lane, given) -> lane.name())
          .gives("get", "", (lane, given) -> lane.agent().read(lane.name(), null))
          .does("set", "value", (lane, given) -> set(lane, given.value(0)))
          .does(
              "command",
              "value[, acknowledged]",
              (lane, given) -> command(lane.agent(), lane.name(), given, 0));

  private static final NamedMethods<MapLaneRef<Object, Object>> MAP_LANE =
      new NamedMethods<MapLaneRef<Object, Object>>()
          .gives("name", "", (lane, given) -> lane.values().name())
          .gives("get", "[key]", AgentsOfGuests::get)
          .does(
              "put",
              "key, value",
              (lane, given) ->
                  write(lane, new LaneEvent.Update(given.value(0), given.value(1), false)))
          .does("remove", "key", (lane, given) -> write(lane, new LaneEvent.Remove(given.value(0))))
          .does("clear", "", (lane, given) -> write(lane, new LaneEvent.Clear()));

  private static final NamedMethods<AgentRef> OTHER =
      new NamedMethods<AgentRef>()
          .gives("uri", "", (other, given) -> other.uri())
          .does(
              "command",
              "lane, value[, acknowledged]",
              (other, given) -> command(other, given.text(0), given, 1))
          .gives("get", "lane", (other, given) -> other.read(given.text(0), null))
          .does(
              "set",
              "lane, value",
              (other, given) -> set(other.lane(given.text(0)), given.value(1)))
          .gives(
              "lane",
              "name",
              (other, given) ->
                  LANE.of(given.text(0) + " of " + other.uri(), other.lane(given.text(0))))
          .gives(
              "mapLane",
              "name",
              (other, given) ->
                  MAP_LANE.of(given.text(0) + " of " + other.uri(), other.mapLane(given.text(0))))
          .gives("ask", "question", AgentsOfGuests::ask)
          .does("stop", "", (other, given) -> other.stop());

  private static final NamedMethods<Suspension> SUSPENSION =
      new NamedMethods<Suspension>().does("cancel", "", (work, given) -> work.cancel());

  private static final NamedMethods<Agent> OWN =
      new NamedMethods<Agent>()
          .gives(
              CalledByName.ITSELF,
              "uri",
              (agent, given) ->
                  OTHER.of("agent('" + given.text(0) + "')", agent.agent(given.text(0))))
          .gives("uri", "", (agent, given) -> agent.uri())
          .gives("parameter", "name", (agent, given) -> agent.parameter(given.text(0)))
          .does(
              "broadcast",
              "route, lane, value",
              (agent, given) -> agent.broadcast(given.text(0), given.text(1), given.value(2), true))
          .gives("suspend", "work, then[, failed]", AgentsOfGuests::suspend)
          .does("checkpoint", "", (agent, given) -> agent.checkpoint())
          .does("stop", "", (agent, given) -> agent.stop());

  private AgentsOfGuests() {}

  static CalledByName of(Agent agent) {
    return OWN.of("agent", agent);
  }

  private static void command(AgentRef to, String lane, GivenArguments given, int value) {
    Object command = given.value(value);
    if (given.has(value + 1)) {
      to.command(lane, command, true, new HandledBy.Outcome(given.function(value + 1)));
    } else {
      to.send(new RootEvent.Command(lane, command, true));
    }
  }

  private static void set(LaneRef<Object> lane, Object value) {
    lane.agent().send(new LaneWrite(lane.name(), new LaneEvent.Value(value), true));
  }

  private static void write(MapLaneRef<Object, Object> lane, LaneEvent write) {
    lane.values().agent().send(new LaneWrite(lane.values().name(), write, true));
  }

  private static @Nullable Object get(MapLaneRef<Object, Object> lane, GivenArguments given)
      throws InterruptedException {
    Map<?, ?> map = lane.get();
    return given.all().isEmpty() ? map : map.get(NumberFit.fitKey(map, given.value(0)));
  }

  @SuppressWarnings("unchecked") // whoever gave it to the guest knows of which agent it is
  private static @Nullable Object ask(AgentRef other, GivenArguments given)
      throws InterruptedException {
    Question<Agent, Object> question = given.ofJava(0, Question.class, NO_GUESTS);
    return other.ask(Agent.class, question);
  }

  private static Object suspend(Agent agent, GivenArguments given) {
    Callable<?> work = given.ofJava(0, Callable.class, NO_GUESTS);
    Handler<Object> then = given.then(1);
    Suspension begun =
        given.has(2) ? agent.suspend(work, then, given.then(2)) : agent.suspend(work, then);
    return SUSPENSION.of("suspended work", begun);
  }
}
