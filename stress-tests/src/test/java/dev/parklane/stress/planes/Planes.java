package dev.parklane.stress.planes;

import static net.jqwik.api.Arbitraries.integers;

import dev.parklane.lanes.JoinAnswer;
import dev.parklane.stress.planes.Act.Form;
import dev.parklane.stress.planes.Act.Join;
import dev.parklane.stress.planes.GeneratedPlane.Move;
import dev.parklane.stress.planes.GeneratedPlane.Round;
import dev.parklane.stress.planes.Role.Point;
import dev.parklane.stress.planes.Role.Policy;
import dev.parklane.stress.planes.Role.Slot;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Generates planes. */
final class Planes {
  static final int KEYS = 3;
  private static final int SLOTS = 3;
  private static final List<String> TOPICS = List.of("a", "b", "ab");
  private static final List<String> PATTERNS = List.of("a", "*", "a*", "?", "*b", "ab");

  /** Points where a root event may come, which has to leave a trace there. */
  private static final Set<Point> WATCHED =
      EnumSet.of(
          Point.COMMAND_0,
          Point.COMMAND_1,
          Point.VALUE_JOINED,
          Point.VALUE_LEFT,
          Point.KEY_JOINED,
          Point.KEY_LEFT);

  private Planes() {}

  static Arbitrary<GeneratedPlane> any() {
    return Combinators.combine(roles(), rounds()).as(GeneratedPlane::new);
  }

  // --- agents ------------------------------------------------------------------------------------

  private static Arbitrary<List<Role>> roles() {
    return Combinators.combine(role(0), role(1), role(2)).as(List::of);
  }

  private static Arbitrary<Role> role(int self) {
    Arbitrary<Integer> others = below(Role.AGENTS).map(i -> Role.other(self, i));
    Arbitrary<Act.Link> join =
        Combinators.combine(Arbitraries.of(Join.class), others).as(Act.Link::new);
    return Combinators.combine(
            observers(self),
            slot(self).list().ofSize(SLOTS),
            join.list().uniqueElements().ofMaxSize(3),
            others.list().uniqueElements().ofMaxSize(2),
            Arbitraries.of(JoinAnswer.class),
            Arbitraries.of(Policy.class))
        .as(Role::new);
  }

  private static Arbitrary<Map<Point, List<List<Act>>>> observers(int self) {
    return acts(self).list().ofMaxSize(2).list().ofSize(Point.values().length).map(Planes::placed);
  }

  private static Map<Point, List<List<Act>>> placed(List<List<List<Act>>> all) {
    Map<Point, List<List<Act>>> placed = new EnumMap<>(Point.class);
    for (Point point : Point.values()) {
      List<List<Act>> observers = all.get(point.ordinal());
      if (!observers.isEmpty()) {
        placed.put(point, observers);
      } else if (WATCHED.contains(point)) {
        placed.put(point, List.of(List.of()));
      }
    }
    return placed;
  }

  private static Arbitrary<Slot> slot(int self) {
    return Combinators.combine(
            Arbitraries.of(PATTERNS), below(3), Arbitraries.of(true, false), acts(self))
        .as(Slot::new);
  }

  private static Arbitrary<List<Act>> acts(int self) {
    Arbitrary<Act> swallow = act(self).map(Act.Swallow::new);
    return Arbitraries.frequencyOf(share(9, act(self)), share(1, swallow)).list().ofMaxSize(3);
  }

  private static Arbitrary<Act> act(int self) {
    Arbitrary<Integer> others = below(Role.AGENTS).map(i -> Role.other(self, i));
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Join> joins = Arbitraries.of(Join.class);
    return Arbitraries.frequencyOf(
        share(7, below(2).map(Act.Set::new)),
        share(6, below(KEYS).map(Act.Put::new)),
        share(2, below(KEYS).map(Act.Remove::new)),
        share(1, Arbitraries.create(Act.Clear::new)),
        share(3, below(2).map(Act.Command::new)),
        share(6, Combinators.combine(below(Role.AGENTS), below(2)).as(Act.Send::new)),
        share(4, Arbitraries.of(TOPICS).map(Act.Publish::new)),
        share(3, Arbitraries.create(Act.Supply::new)),
        share(2, below(SLOTS).map(Act.Subscribe::new)),
        share(1, below(SLOTS).map(Act.Close::new)),
        share(3, Combinators.combine(joins, others).as(Act.Link::new)),
        share(2, Combinators.combine(joins, others, either).as(Act.Unlink::new)),
        share(5, Combinators.combine(Arbitraries.of(Form.class), below(3)).as(Act.Schedule::new)),
        share(3, below(6).map(Act.Cancel::new)),
        share(3, either.map(Act.Suspend::new)),
        share(2, below(Role.AGENTS).map(Act.Ask::new)),
        share(3, Arbitraries.create(Act.Checkpoint::new)),
        share(1, Arbitraries.create(Act.Stop::new)),
        share(2, Arbitraries.create(Act.Fail::new)));
  }

  // --- what is sent to them ----------------------------------------------------------------------

  private static Arbitrary<List<Round>> rounds() {
    Arbitrary<List<List<Move>>> programs =
        move().list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(2);
    return Combinators.combine(programs, below(4)).as(Round::new).list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<Move> move() {
    Arbitrary<Integer> energies = integers().between(1, Charge.FULL);
    Arbitrary<Integer> agents = below(Role.AGENTS);
    return Arbitraries.frequencyOf(
        share(8, Combinators.combine(agents, below(2), energies).as(Move.Send::new)),
        share(3, Combinators.combine(Arbitraries.of(TOPICS), energies).as(Move.Publish::new)),
        share(2, Combinators.combine(agents, energies).as(Move.Ask::new)),
        share(1, agents.map(Move.Stop::new)));
  }

  private static Arbitrary<Integer> below(int bound) {
    return integers().between(0, bound - 1);
  }

  private static <T> Tuple2<Integer, Arbitrary<? extends T>> share(
      int weight, Arbitrary<? extends T> arbitrary) {
    return Tuple.of(weight, arbitrary);
  }
}
