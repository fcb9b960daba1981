package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;

import dev.parklane.stress.Office.Event;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen in an {@link Office}. */
final class Chores {
  private static final int KEYS = 5;
  private static final int LUCKY = 12; // values below it have bytes
  private static final int SCHEDULES = 100; // numbers for one event, more than it needs

  private Chores() {}

  static Arbitrary<List<Event>> events() {
    Arbitrary<Event> work =
        Combinators.combine(
                chores(2, false), Arbitraries.frequency(Tuple.of(1, true), Tuple.of(9, false)))
            .as(Event.Work::new);
    Arbitrary<Event> publish = edit(KEYS).list().ofMinSize(1).ofMaxSize(3).map(Event.Publish::new);
    return Arbitraries.frequencyOf(
            Tuple.of(12, work),
            Tuple.of(3, below(3).map(n -> new Event.Advance(n + 1))),
            Tuple.of(3, publish),
            Tuple.of(2, below(Clerk.LATE).map(Event.Watch::new)),
            Tuple.of(1, Arbitraries.create(Event.Stop::new)))
        .list()
        .ofMinSize(2)
        .ofMaxSize(20)
        .map(Chores::numbered);
  }

  private static Arbitrary<Integer> below(int bound) {
    return integers().between(0, bound - 1);
  }

  private static Arbitrary<List<Chore>> chores(int depth, boolean delayed) {
    return chore(depth, delayed).list().ofMinSize(1).ofMaxSize(depth == 2 ? 8 : 4);
  }

  private static Arbitrary<Chore> chore(int depth, boolean delayed) {
    Arbitrary<Integer> values = below(LUCKY);
    List<Tuple.Tuple2<Integer, Arbitrary<Chore>>> all = new ArrayList<>();
    all.add(Tuple.of(6, Combinators.combine(below(Clerk.VALUES), values).as(Chore.Set::new)));
    all.add(Tuple.of(10, Combinators.combine(below(Clerk.MAPS), edit(KEYS)).as(Chore.Write::new)));
    all.add(Tuple.of(2, values.map(Chore.Supply::new)));
    all.add(Tuple.of(2, below(KEYS).map(Chore.Cue::new)));
    all.add(Tuple.of(2, values.map(Chore.Send::new)));
    all.add(Tuple.of(1, Arbitraries.create(Chore.Suspend::new)));
    all.add(Tuple.of(4, below(20).map(Chore.Cancel::new)));
    all.add(Tuple.of(3, below(Clerk.LATE).map(Chore.Declare::new)));
    all.add(Tuple.of(3, Combinators.combine(below(Clerk.LATE), values).as(Chore.WriteLate::new)));
    all.add(Tuple.of(2, below(Clerk.LATE).map(Chore.Close::new)));
    all.add(Tuple.of(1, Arbitraries.create(Chore.Observe::new)));
    if (!delayed) {
      all.add(Tuple.of(2, Arbitraries.create(Chore.Fail::new)));
      all.add(Tuple.of(1, Arbitraries.create(Chore.Stop::new)));
      all.add(Tuple.of(1, Arbitraries.just(new Chore.Set(0, Clerk.UNLUCKY))));
    }
    if (!delayed) { // else those of several schedules race
      all.add(Tuple.of(3, below(Clerk.LINKS).map(Chore.Link::new)));
      all.add(Tuple.of(2, below(Clerk.LINKS).map(Chore.Unlink::new)));
      all.add(
          Tuple.of(2, Combinators.combine(below(Clerk.LINKS), values).as(Chore.WriteThrough::new)));
    }
    if (depth > 0) {
      all.add(Tuple.of(3, chores(depth - 1, delayed).map(Chore.Nest::new)));
      all.add(Tuple.of(1, chores(depth - 1, delayed).map(Chore.Attempt::new)));
      all.add(
          Tuple.of(
              3,
              Combinators.combine(below(4), Arbitraries.of(true, false), chores(depth - 1, true))
                  .as((seconds, again, chores) ->
                      new Chore.Schedule(0, again ? seconds + 1 : seconds, again, chores))));
    }
    return Arbitraries.frequencyOf(all);
  }

  private static Arbitrary<Edit> edit(int keys) {
    Arbitrary<Integer> values = below(LUCKY);
    return Arbitraries.frequencyOf(
        Tuple.of(3, values.map(Edit.Set::new)),
        Tuple.of(10, Combinators.combine(below(keys), values).as(Edit.Put::new)),
        Tuple.of(5, below(keys).map(Edit.Remove::new)),
        Tuple.of(1, Arbitraries.create(Edit.Clear::new)),
        Tuple.of(1, Arbitraries.maps(below(keys), values).ofMaxSize(3).map(Edit.ReplaceAll::new)),
        Tuple.of(1, below(keys).map(Edit.Take::new)),
        Tuple.of(1, below(keys).map(Edit.Drop::new)));
  }

  // --- each schedule with a number of its own ----------------------------------------------------

  private static List<Event> numbered(List<Event> events) {
    List<Event> numbered = new ArrayList<>();
    for (Event event : events) {
      int[] next = {SCHEDULES * numbered.size()};
      numbered.add(
          event instanceof Event.Work(List<Chore> chores, boolean storeFails)
              ? new Event.Work(numbered(chores, next), storeFails)
              : event);
    }
    return numbered;
  }

  private static List<Chore> numbered(List<Chore> chores, int[] next) {
    return chores.stream().map(chore -> numbered(chore, next)).toList();
  }

  private static Chore numbered(Chore chore, int[] next) {
    return switch (chore) {
      case Chore.Schedule s ->
          new Chore.Schedule(next[0]++, s.seconds(), s.again(), numbered(s.chores(), next));
      case Chore.Cancel cancel -> {
        int events = next[0] / SCHEDULES + 1; // so far
        yield new Chore.Cancel(cancel.id() % events * SCHEDULES);
      }
      case Chore.Nest nest -> new Chore.Nest(numbered(nest.chores(), next));
      case Chore.Attempt attempt -> new Chore.Attempt(numbered(attempt.chores(), next));
      default -> chore;
    };
  }
}
