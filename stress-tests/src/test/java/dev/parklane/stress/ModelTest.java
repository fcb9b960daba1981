package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Guards;
import dev.parklane.stress.Action.Num;
import dev.parklane.stress.AgentSpec.Event;
import dev.parklane.stress.AgentSpec.Hooks;
import dev.parklane.stress.AgentSpec.MapSpec;
import dev.parklane.stress.AgentSpec.Order;
import dev.parklane.stress.AgentSpec.Reaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The {@link Model} does what the laws say word by word, so that it may judge the runtime. */
class ModelTest {
  private static final Action SET_ONE_MORE_BELOW_3 =
      new Action.When(0, 3, new Action.SetValue(0, new Num.Argument(1)));

  @Test
  void reentrantSet_lawV3_nests() {
    AgentSpec agent =
        agent(
            Guards.DEFAULT,
            List.of(
                new Reaction(Event.ON_EVENT, List.of(SET_ONE_MORE_BELOW_3)),
                new Reaction(Event.ON_SET, List.of())),
            List.of());

    assertThat(begun(agent, set(1)))
        .containsExactly(
            "v0.onEvent[1]",
            "v0.onEvent[2]",
            "v0.onEvent[3]",
            "v0.onSet[3, 2]",
            "v0.onSet[2, 1]",
            "v0.onSet[1, 0]");
  }

  @Test
  void replaceAll_lawM5_isAClearAndThenAnUpdatePerEntry() {
    AgentSpec agent =
        agent(
            Guards.DEFAULT,
            List.of(),
            List.of(
                new Reaction(Event.ON_UPDATE, List.of()),
                new Reaction(Event.ON_REMOVE, List.of()),
                new Reaction(Event.ON_CLEAR, List.of())));

    assertThat(begun(agent, new Action.ReplaceAll(0, List.of(4, 2))))
        .containsExactly(
            "m0.onClear[{}]",
            "m0.onUpdate" + new ScriptedAgent.Update(Map.of(4, 5), 4, null, 5),
            "m0.onUpdate" + new ScriptedAgent.Update(map(4, 5, 2, 3), 2, null, 3));
  }

  @Test
  void guard_lawG2_tripsAtItsNumberAndUndoesTheCascade() {
    Reaction again =
        new Reaction(Event.ON_EVENT, List.of(new Action.SetValue(0, new Num.Argument(1))));
    AgentSpec agent = agent(Guards.DEFAULT.withMaxDepth(2), List.of(again), List.of());

    Story story = Model.run(agent, List.of(new Root.Ask(List.of(set(1)), true)));

    assertThat(begun(story)).containsExactly("v0.onEvent[1]", "v0.onEvent[2]");
    assertThat(story.outcomes()).containsExactly("failed by guard maxDepth=2", "answered");
    assertThat(story.trace()).contains("state [v0=0 m0={}]");
  }

  private static Action set(int value) {
    return new Action.SetValue(0, new Num.Constant(value));
  }

  private static Map<Integer, Integer> map(int k1, int v1, int k2, int v2) {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }

  private static AgentSpec agent(Guards guards, List<Reaction> ofValue, List<Reaction> ofMap) {
    return new AgentSpec(
        List.of(ofValue),
        List.of(new MapSpec(Order.INSERTION, ofMap)),
        List.of(List.of()),
        Hooks.NONE,
        guards,
        true);
  }

  /** The handlers of lanes that begin while a question performs an action. */
  private static List<String> begun(AgentSpec agent, Action action) {
    return begun(Model.run(agent, List.of(new Root.Ask(List.of(action), false))));
  }

  private static List<String> begun(Story story) {
    return story.trace().stream()
        .filter(line -> line.startsWith("> v") || line.startsWith("> m"))
        .map(line -> line.substring(2, line.lastIndexOf(" [")))
        .toList();
  }
}
