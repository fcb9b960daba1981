package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;

import dev.parklane.runtime.Guards;
import dev.parklane.stress.Action.Num;
import dev.parklane.stress.AgentSpec.Event;
import dev.parklane.stress.AgentSpec.Hooks;
import dev.parklane.stress.AgentSpec.MapSpec;
import dev.parklane.stress.AgentSpec.Order;
import dev.parklane.stress.AgentSpec.Reaction;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Generates agents and their root events. The graph of who triggers whom is random and mostly
 * cyclic; the guards are small, so that every cascade ends.
 */
final class Specs {
  private Specs() {}

  static Arbitrary<AgentSpec> agents() {
    return Combinators.combine(
            reactions(Event.ON_EVENT, Event.ON_SET).list().ofMinSize(1).ofMaxSize(3),
            maps().list().ofMinSize(1).ofMaxSize(2),
            reactions(Event.ON_COMMAND).list().ofMinSize(1).ofMaxSize(2),
            hooks(),
            guards(),
            Arbitraries.of(true, false))
        .as(AgentSpec::new);
  }

  static Arbitrary<List<Root>> roots() {
    Arbitrary<Boolean> settles = Arbitraries.of(true, false);
    Arbitrary<Root> command =
        Combinators.combine(lanes(), numbers(), settles).as(Root.Command::new);
    Arbitrary<Root> ask = Combinators.combine(actions(3), settles).as(Root.Ask::new);
    Arbitrary<Root> stop = settles.map(Root.Stop::new);
    return Arbitraries.frequencyOf(share(6, command), share(4, ask), share(1, stop))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Arbitrary<MapSpec> maps() {
    return Combinators.combine(
            Arbitraries.of(Order.class),
            reactions(Event.ON_UPDATE, Event.ON_REMOVE, Event.ON_CLEAR))
        .as(MapSpec::new);
  }

  private static Arbitrary<List<Reaction>> reactions(Event... events) {
    return Combinators.combine(Arbitraries.of(events), actions(3))
        .as(Reaction::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<Hooks> hooks() {
    Arbitrary<Hooks> busy = Combinators.combine(actions(2), actions(2), actions(2)).as(Hooks::new);
    return Arbitraries.frequencyOf(share(1, Arbitraries.just(Hooks.NONE)), share(1, busy));
  }

  private static Arbitrary<Guards> guards() {
    Arbitrary<Guards> tight =
        Combinators.combine(
                integers().between(0, 4), integers().between(1, 3), integers().between(1, 12))
            .as(Guards::new);
    Arbitrary<Guards> wide =
        Combinators.combine(
                integers().between(5, 40), integers().between(2, 8), integers().between(20, 120))
            .as(Guards::new);
    return Arbitraries.frequencyOf(share(1, tight), share(2, wide));
  }

  private static Arbitrary<List<Action>> actions(int most) {
    return action().list().ofMaxSize(most);
  }

  /** What an action mostly is, or one inside a condition or a catch. */
  private static Arbitrary<Action> action() {
    Arbitrary<Action> when =
        Combinators.combine(lanes(), integers().between(1, 10), plainAction()).as(Action.When::new);
    Arbitrary<Action> swallow = plainAction().map(Action.Swallow::new);
    Arbitrary<Action> observe =
        Combinators.combine(
                lanes(),
                Combinators.combine(
                        Arbitraries.of(Event.ON_EVENT, Event.ON_SET),
                        plainAction().list().ofMaxSize(1))
                    .as(Reaction::new))
            .as(Action.Observe::new);
    return Arbitraries.frequencyOf(
        share(8, plainAction()), share(8, when), share(2, swallow), share(1, observe));
  }

  private static Arbitrary<Action> plainAction() {
    Arbitrary<Action> write =
        Arbitraries.frequencyOf(
            share(4, Combinators.combine(lanes(), nums()).as(Action.SetValue::new)),
            share(2, Combinators.combine(lanes(), numbers()).as(Action.UpdateValue::new)),
            share(4, Combinators.combine(lanes(), nums(), nums()).as(Action.Put::new)),
            share(2, Combinators.combine(lanes(), nums()).as(Action.Remove::new)),
            share(1, lanes().map(Action.Clear::new)),
            share(
                2,
                Combinators.combine(lanes(), nums(), Arbitraries.of(Action.Computation.class))
                    .as(Action.Compute::new)),
            share(1, Combinators.combine(lanes(), counts()).as(Action.Take::new)),
            share(1, Combinators.combine(lanes(), counts()).as(Action.Drop::new)),
            share(1, Combinators.combine(lanes(), keys()).as(Action.ReplaceAll::new)),
            share(3, Combinators.combine(lanes(), nums()).as(Action.Command::new)));
    return Arbitraries.frequencyOf(
        share(24, write),
        share(4, nums().map(Action.Send::new)),
        share(1, Arbitraries.create(Action.Fail::new)),
        share(1, Arbitraries.create(Action.Stop::new)));
  }

  private static Arbitrary<Num> nums() {
    return Arbitraries.oneOf(
        numbers().map(Num.Constant::new),
        integers().between(0, 2).map(Num.Argument::new),
        Combinators.combine(lanes(), integers().between(0, 2)).as(Num.Live::new));
  }

  private static Arbitrary<Integer> lanes() {
    return integers().between(0, 2);
  }

  private static Arbitrary<Integer> numbers() {
    return integers().between(0, 9);
  }

  private static Arbitrary<Integer> counts() {
    return integers().between(0, 3);
  }

  private static Arbitrary<List<Integer>> keys() {
    return integers().between(0, 4).list().uniqueElements().ofMaxSize(3);
  }

  private static <T> Tuple2<Integer, Arbitrary<? extends T>> share(
      int weight, Arbitrary<? extends T> arbitrary) {
    return Tuple.of(weight, arbitrary);
  }
}
