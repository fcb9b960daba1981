package dev.parklane.stress.planes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.DeadLetter;
import dev.parklane.stress.planes.Noted.Answered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what came to each agent is what left the others: whole, in order, once (E1, O1, O3, B4,
 * C4, O2), and whether all that time and others owe it has come (S1, S3, F3).
 */
final class Audit {
  private final Evidence evidence;
  private final List<ModelAgent> agents = new ArrayList<>();
  private final Map<String, List<Letter>> sent = new LinkedHashMap<>(); // by who sent it
  private final Set<Letter> early = new HashSet<>(); // sent before all agents were there
  private final List<Answered> asked = new ArrayList<>();

  private Audit(Evidence evidence) {
    this.evidence = evidence;
    for (int i = 0; i < Role.AGENTS; i++) {
      ModelAgent agent =
          ModelAgent.replay(
              i, evidence.generated().roles().get(i), evidence.books().get(i), evidence.late());
      agents.add(agent);
      sent.put(Role.uri(i), agent.left);
      early.addAll(agent.leftEarly);
      asked.addAll(agent.asked);
    }
    for (Program program : evidence.programs()) {
      sent.put(program.name(), program.sent());
      asked.addAll(program.asked());
    }
  }

  /** Replays all books, and audits what has passed between them. */
  static List<ModelAgent> check(Evidence evidence) {
    Audit audit = new Audit(evidence);
    for (ModelAgent agent : audit.agents) {
      audit.checkMail(agent);
      audit.checkSessions(agent);
      audit.checkAnswers(agent);
      audit.checkDebts(agent);
    }
    new JoinAudit(audit.agents).check();
    return audit.agents;
  }

  /** Letters that reached no handler, which has been told (law O3). */
  private Set<Letter> deadFor(int agent) {
    Set<Letter> dead = new HashSet<>();
    for (DeadLetter letter : evidence.deadLetters()) {
      if (letter.uri().equals(Role.uri(agent)) && letter.value() instanceof Letter value) {
        dead.add(value);
      }
    }
    return dead;
  }

  private void checkMail(ModelAgent to) {
    Set<Letter> dead = deadFor(to.index());
    long known = 0;
    for (String sender : sent.keySet()) {
      List<Letter> mail = to.mail.stream().filter(l -> l.from().equals(sender)).toList();
      known += mail.size();
      String what = "%s to %d (E1, O1)".formatted(sender, to.index());
      List<Integer> numbers = mail.stream().map(Letter::number).toList();
      assertThat(numbers).as(what).isSorted();
      List<Letter> came = mail.stream().filter(l -> l.isCommandFor(to.index())).toList();
      List<Letter> left =
          sent.getOrDefault(sender, List.of()).stream()
              .filter(l -> l.isCommandFor(to.index()) && !dead.contains(l))
              .toList();
      if (evidence.crashed()) {
        assertThat(came).as(what).doesNotHaveDuplicates();
        List<Letter> both = left.stream().filter(came::contains).toList();
        assertThat(came).as(what).isEqualTo(both); // the others are lost
      } else {
        assertThat(came).as(what).isEqualTo(left);
      }
    }
    assertThat(to.mail).hasSize((int) known);
  }

  private void checkSessions(ModelAgent to) {
    Set<Letter> dead = deadFor(to.index());
    for (Session session : to.sessions) {
      sent.forEach((sender, letters) -> {
        boolean own = sender.equals(Role.uri(to.index())); // to which it is a trigger (B4)
        List<Letter> came = session.gotFrom(sender);
        List<Letter> left =
            letters.stream()
                .filter(l -> !own && session.isFor(l))
                .filter(l -> came.contains(l) || !dead.contains(l))
                .toList();
        checkRun(session, left, came, "%s to %d, %s".formatted(sender, to.index(), session));
      });
    }
  }

  /** What came is a run of what has left, up to the ends that the session shares. */
  private void checkRun(Session session, List<Letter> left, List<Letter> came, String what) {
    int start = Collections.indexOfSubList(left, came);
    assertThat(start).as("%s: %s of %s (O1, B4, C4)", what, came, left).isNotNegative();
    if (session.isFromStart()) {
      List<Letter> before = left.subList(0, came.isEmpty() ? left.size() : start);
      assertThat(before)
          .as("%s: %s of %s from the first", what, came, left)
          .allMatch(letter -> early.contains(letter) || (came.isEmpty() && !session.isOpen()));
    }
    if (session.isOpen() && !came.isEmpty()) {
      assertThat(start + came.size()).as("%s: %s of %s", what, came, left).isEqualTo(left.size());
    }
  }

  private void checkAnswers(ModelAgent to) {
    List<Letter> wells =
        asked.stream()
            .filter(a -> a.well() && a.letter().to().equals(Letter.question(to.index())))
            .map(Answered::letter)
            .toList();
    assertThat(to.answered).as("questions (O2)").doesNotHaveDuplicates();
    if (evidence.crashed()) {
      assertThat(to.answered).as("questions (O2)").containsAll(wells);
    } else {
      assertThat(to.answered).as("questions (O2)").containsExactlyInAnyOrderElementsOf(wells);
    }
  }

  private void checkDebts(ModelAgent agent) {
    assertThat(agent.overdue(evidence.nanos())).as("timers that have not fired (S3)").isEmpty();
    State state = agent.state();
    if (state != null) {
      assertThat(state.works.values()).as("work that has not come back (S1)").isEmpty();
    }
    assertThat(agent.hasFailedLast() && agent.role().policy() == Role.Policy.RESTART)
        .as("a restart that has not come (F3)")
        .isFalse();
  }
}
