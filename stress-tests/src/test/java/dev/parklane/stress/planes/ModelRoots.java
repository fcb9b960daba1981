package dev.parklane.stress.planes;

import dev.parklane.stress.planes.Noted.Took;
import dev.parklane.stress.planes.Role.Point;
import dev.parklane.stress.planes.State.Subscribed;
import dev.parklane.stress.planes.State.Timer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each kind of root event does in the model of an agent. */
final class ModelRoots {
  private final ModelAgent agent;
  private final Role role;
  private final State state;
  private final ModelTurn turn;

  ModelRoots(ModelAgent agent, Role role, State state, ModelTurn turn) {
    this.agent = agent;
    this.role = role;
    this.state = state;
    this.turn = turn;
  }

  void run(Took took) {
    switch (took.taken()) {
      case Taken.Start start -> start();
      case Taken.Stop stop -> turn.root("onStop", "", 1, role.acts(Point.STOP));
      case Taken.Failure f -> turn.root("onFailure", f.cause(), 1, role.acts(Point.FAILURE));
      case Taken.Told told -> told(told);
      case Taken.Delivered delivered -> delivered(delivered);
      case Taken.Linked(int from) -> {
        agent.startHearing(from);
        turn.root("linked", from, 0, List.of());
      }
      case Taken.Heard(int from, Letter letter) -> {
        agent.hearing(from).got(letter);
        turn.root("heard", letter, Math.min(1, letter.energy()), role.acts(Point.HEARD));
      }
      case Taken.Unheard(int from) -> {
        agent.endHearing(from);
        turn.root("unheard", from, 0, List.of());
      }
      case Taken.Due due -> due(due, took.atNanos());
      case Taken.Resumed resumed -> resumed(resumed);
      case Taken.Asked(Letter letter) -> {
        turn.onSuccess(() -> agent.answered.add(letter));
        turn.root("asked", letter, letter.energy(), role.acts(Point.ASKED));
      }
      case Taken.Joined joined -> turn.joins().joined(joined);
      case Taken.Ended ended -> turn.joins().ended(ended);
    }
  }

  private void start() {
    turn.root("onStart", "", 0, List.of());
    for (int slot = 0; slot < role.slots().size(); slot++) {
      if (role.slots().get(slot).fromStart()) {
        turn.subscribe(slot);
      }
    }
    role.joins().forEach(link -> turn.link(link.join(), link.to()));
  }

  private void told(Taken.Told told) {
    Letter letter = told.letter();
    agent.mail.add(letter);
    String name = "c" + told.lane();
    boolean again = false;
    for (List<Act> acts : role.observers(told.lane() == 0 ? Point.COMMAND_0 : Point.COMMAND_1)) {
      if (again) {
        turn.rootAgain(told, name, letter, letter.energy(), acts);
      } else {
        turn.root(name, letter, letter.energy(), acts);
      }
      again = true;
    }
  }

  private void delivered(Taken.Delivered delivered) {
    Letter letter = delivered.letter();
    agent.mail.add(letter);
    Subscribed open =
        require(
            state.subscribed.stream()
                .filter(there -> there.slot() == delivered.slot())
                .findFirst()
                .orElse(null),
            "an open subscription (B5)");
    agent.cursor().require(open.session().isFor(letter), "a topic that matches (B1)");
    open.session().got(letter);
    turn.root("slot" + open.slot(), letter, letter.energy(), open.to().acts());
  }

  private void due(Taken.Due due, long now) {
    Timer timer =
        require(state.timers.get(due.timer()), "no timer that was cancelled or withdrawn (S3)");
    agent.checkDue(timer, now);
    state.timers.put(timer.id(), timer.begins());
    turn.root("due", timer.id(), timer.energy(), role.acts(Point.DUE));
  }

  private void resumed(Taken.Resumed resumed) {
    State.Work work =
        require(state.works.remove(resumed.work()), "no work that was withdrawn, or twice (S1)");
    agent.cursor().require(work.fails() == resumed.failed(), "another end of " + work);
    turn.root("resumed", work.id(), work.energy(), role.acts(Point.RESUMED));
  }

  private <T> T require(@Nullable T there, String what) {
    agent.cursor().require(there != null, "before that " + what);
    return Objects.requireNonNull(there);
  }

  /** The cascade is over, kept or not: what it began with comes no more. */
  void end(Took took, State after) {
    switch (took.taken()) {
      case Taken.Resumed resumed -> after.works.remove(resumed.work());
      case Taken.Due due -> {
        Timer timer = after.timers.get(due.timer());
        if (timer != null && timer.isLast()) {
          after.timers.remove(timer.id());
        } else if (timer != null) {
          after.timers.put(timer.id(), timer.next(agent.arm(), took.atNanos()));
        }
      }
      default -> {}
    }
  }
}
