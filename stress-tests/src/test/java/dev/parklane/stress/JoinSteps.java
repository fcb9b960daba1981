package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;

import dev.parklane.lanes.JoinAnswer;
import dev.parklane.stress.JoinStep.Act;
import dev.parklane.stress.JoinStep.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What may happen to publishers and to the agent that joins them. */
final class JoinSteps {
  private static final int LINKS = 6; // keys of links
  private static final int KEYS = 5; // of the map of a publisher
  private static final int VALUES = 20;
  private static final int NUMBERED = 64; // values for one step, more than it writes

  private JoinSteps() {}

  /** Steps where any link may be to any publisher, and publishers share keys. */
  static Arbitrary<List<JoinStep>> any() {
    Arbitrary<JoinStep> answer =
        Combinators.combine(keys(LINKS), Arbitraries.of(JoinAnswer.class)).as(JoinStep.Answer::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, edits()),
            Tuple.of(2, stop()),
            Tuple.of(5, join(LINKS)),
            Tuple.of(2, answer))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  /**
   * Steps where each publisher has keys of its own, one link to its map and two to its value, and
   * every value that is written is greater than those before it.
   */
  static Arbitrary<List<JoinStep>> races() {
    return Arbitraries.frequencyOf(
            Tuple.of(12, edits()), Tuple.of(1, stop()), Tuple.of(3, join(LINKS)))
        .list()
        .ofMinSize(10)
        .ofMaxSize(120)
        .map(JoinSteps::numbered);
  }

  private static List<JoinStep> numbered(List<JoinStep> steps) {
    List<JoinStep> numbered = new ArrayList<>();
    for (int i = 0; i < Publisher.COUNT; i++) {
      numbered.add(
          new JoinStep.Join(
              i,
              List.of(
                  new Act.Link(Kind.MAP, i),
                  new Act.Link(Kind.VALUE, i),
                  new Act.Link(Kind.VALUE, i + Publisher.COUNT))));
    }
    for (JoinStep step : steps) {
      numbered.add(numbered(step, NUMBERED * (numbered.size() + 1)));
    }
    return numbered;
  }

  private static JoinStep numbered(JoinStep step, int from) {
    return switch (step) {
      case JoinStep.Edits edits -> {
        List<Edit> own = new ArrayList<>();
        for (Edit edit : edits.edits()) {
          own.add(numbered(edit, edits.publisher(), from + 8 * own.size()));
        }
        yield new JoinStep.Edits(edits.publisher(), own);
      }
      case JoinStep.Join join ->
          new JoinStep.Join(
              join.publisher(),
              join.acts().stream().map(act -> own(act, join.publisher())).toList());
      case JoinStep.Stop stop -> stop;
      case JoinStep.Answer answer -> answer;
    };
  }

  private static Edit numbered(Edit edit, int publisher, int number) {
    return switch (edit) {
      case Edit.Set set -> new Edit.Set(number);
      case Edit.Put put -> new Edit.Put(ownKey(put.key(), publisher), number);
      case Edit.Remove remove -> new Edit.Remove(ownKey(remove.key(), publisher));
      case Edit.ReplaceAll all -> {
        Map<Integer, Integer> entries = new LinkedHashMap<>();
        all.entries().keySet().forEach(k -> entries.put(ownKey(k, publisher), number));
        yield new Edit.ReplaceAll(entries);
      }
      default -> edit;
    };
  }

  private static int ownKey(int key, int publisher) {
    return key * Publisher.COUNT + publisher;
  }

  private static Act own(Act act, int publisher) {
    return switch (act) {
      case Act.Link link -> new Act.Link(link.kind(), own(link.kind(), link.key(), publisher));
      case Act.Unlink unlink ->
          new Act.Unlink(
              unlink.kind(), own(unlink.kind(), unlink.key(), publisher), unlink.delete());
      case Act.Fail fail -> fail;
    };
  }

  private static int own(Kind kind, int key, int publisher) {
    return kind == Kind.MAP ? publisher : publisher + key % 2 * Publisher.COUNT;
  }

  /** The same step, but links that are ended leave nothing behind. */
  static JoinStep deleting(JoinStep step) {
    return step instanceof JoinStep.Join(int publisher, List<Act> acts)
        ? new JoinStep.Join(publisher, acts.stream().map(JoinSteps::deleting).toList())
        : step;
  }

  private static Act deleting(Act act) {
    return act instanceof Act.Unlink(Kind kind, int key, boolean delete)
        ? new Act.Unlink(kind, key, true)
        : act;
  }

  private static Arbitrary<Integer> keys(int count) {
    return integers().between(0, count - 1);
  }

  private static Arbitrary<JoinStep> stop() {
    return keys(Publisher.COUNT).map(JoinStep.Stop::new);
  }

  private static Arbitrary<JoinStep> edits() {
    return Combinators.combine(keys(Publisher.COUNT), edit().list().ofMinSize(1).ofMaxSize(6))
        .as(JoinStep.Edits::new);
  }

  private static Arbitrary<Edit> edit() {
    Arbitrary<Integer> values = keys(VALUES);
    Arbitrary<Integer> counts = keys(KEYS + 1);
    return Arbitraries.frequencyOf(
        Tuple.of(8, values.map(Edit.Set::new)),
        Tuple.of(12, Combinators.combine(keys(KEYS), values).as(Edit.Put::new)),
        Tuple.of(6, keys(KEYS).map(Edit.Remove::new)),
        Tuple.of(2, Arbitraries.create(Edit.Clear::new)),
        Tuple.of(2, Arbitraries.maps(keys(KEYS), values).ofMaxSize(3).map(Edit.ReplaceAll::new)),
        Tuple.of(2, counts.map(Edit.Take::new)),
        Tuple.of(2, counts.map(Edit.Drop::new)),
        Tuple.of(1, Arbitraries.create(Edit.Fail::new)));
  }

  private static Arbitrary<JoinStep> join(int links) {
    return Combinators.combine(keys(Publisher.COUNT), act(links).list().ofMinSize(1).ofMaxSize(5))
        .as(JoinStep.Join::new);
  }

  private static Arbitrary<Act> act(int links) {
    Arbitrary<Kind> kinds = Arbitraries.of(Kind.class);
    Arbitrary<Act> unlink =
        Combinators.combine(kinds, keys(links), Arbitraries.of(true, false)).as(Act.Unlink::new);
    return Arbitraries.frequencyOf(
        Tuple.of(8, Combinators.combine(kinds, keys(links)).as(Act.Link::new)),
        Tuple.of(3, unlink),
        Tuple.of(1, Arbitraries.create(Act.Fail::new)));
  }
}
