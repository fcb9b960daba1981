package dev.parklane.stress.planes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.stress.planes.Act.Join;
import dev.parklane.stress.planes.JoinHistory.Source;
import dev.parklane.stress.planes.JoinHistory.Told;
import java.util.List;
import java.util.Objects;

/**
 * Whether join lanes were told what their publishers held between two cascades (J7, O1), in that
 * order, and hold in the end what these hold (J2, J3, J6).
 */
final class JoinAudit {
  private final List<ModelAgent> agents;

  JoinAudit(List<ModelAgent> agents) {
    this.agents = agents;
  }

  void check() {
    for (ModelAgent agent : agents) {
      for (ModelAgent publisher : agents) {
        checkValues(agent, publisher);
        for (int key = 0; key < Planes.KEYS; key++) {
          checkKey(agent, publisher, key);
        }
      }
    }
  }

  private static void checkValues(ModelAgent agent, ModelAgent publisher) {
    Source source = new Source(Join.VALUES, publisher.index());
    checkOrder(agent.joins.of(source, publisher.index()), publisher.firstValues);
    State state = agent.state();
    if (state != null
        && state.valueLinks.contains(publisher.index())
        && agent.joins.isSure(source)) {
      Told last = agent.joins.last(source, publisher.index());
      assertThat(last).as("%s of %d was told (J1)", source, agent.index()).isNotNull();
      assertThat(Objects.requireNonNull(last).now())
          .as("what %s of %d was told last (J6)", source, agent.index())
          .isEqualTo(publisher.kept().values[0]);
    }
  }

  private static void checkKey(ModelAgent agent, ModelAgent publisher, int key) {
    Source source = new Source(Join.MAPS, publisher.index());
    checkOrder(agent.joins.of(source, key), publisher.keys.getOrDefault(key, List.of()));
    State state = agent.state();
    if (state == null
        || !state.mapLinks.contains(publisher.index())
        || !agent.joins.isSure(source)) {
      return;
    }
    Integer holds = publisher.kept().map.get(key);
    Told last = agent.joins.last(source, key);
    boolean owned = Objects.equals(state.owners.get(key), publisher.index());
    String what = "key %d from %s in %d".formatted(key, source, agent.index());
    if (holds != null) {
      assertThat(last).as(what + " was told (J1)").isNotNull();
      Integer told =
          agent.joins.of(source, key).stream()
              .map(Told::now)
              .filter(Objects::nonNull)
              .reduce((first, second) -> second)
              .orElse(null);
      assertThat(told).as(what + " was told last (J6)").isEqualTo(holds);
    } else {
      assertThat(owned).as(what + " is gone (J3)").isFalse();
    }
  }

  /** Values were held between cascades, come in their order, and once while a link lasts. */
  private static void checkOrder(List<Told> told, List<Integer> held) {
    int before = -1;
    int session = -1;
    for (int i = 0; i < told.size(); i++) {
      Told one = told.get(i);
      Integer now = one.now();
      if (now == null && isMove(told.subList(i, told.size()), held, before)) {
        continue;
      }
      int place = now != null ? held.indexOf(now) : nextGone(held, before);
      assertThat(place).as("%s of %s, after %s (J3, J7)", one, held, told).isNotNegative();
      assertThat(place)
          .as("%s of %s, after %s", one, held, told)
          .isGreaterThanOrEqualTo(one.session() == session ? before + 1 : before);
      before = place;
      session = one.session();
    }
  }

  /**
   * Whether a key was removed and put again by one cascade, which is two events (M8): then it was
   * not gone between cascades before it had the value that is told next. Of a link that ended in
   * between that value was never told; where a link is there, it is told what the lane holds.
   */
  private static boolean isMove(List<Told> removal, List<Integer> held, int before) {
    if (removal.size() == 1 || removal.get(0).session() != removal.get(1).session()) {
      return before + 1 < held.size() && held.get(before + 1) != 0; // the link ended in between
    }
    Integer next = removal.get(1).now();
    int gone = nextGone(held, before);
    return next != null && (gone < 0 || gone > held.indexOf(next));
  }

  /** Where a key was gone after that; it is told only of keys that were there before. */
  private static int nextGone(List<Integer> held, int before) {
    int place = held.subList(before + 1, held.size()).indexOf(0);
    return place < 0 ? -1 : before + 1 + place;
  }
}
