package dev.parklane.testkit;

import dev.parklane.testkit.recorded.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the choices of a run that goes as a trace says: what runs next is who handles the next root
 * event of the trace, or else what lets the trace go on, and last what would keep it from that.
 * Where the run has parted from the trace it is what could run first. The carrier.
 */
final class TraceChooser implements Strategy.Chooser {
  /** What a task is to the trace, the best first. */
  private enum Use {
    IS_NEXT,
    BRINGS_NEXT,
    HAS_BEGUN_BEFORE,
    MAY_BRING_NEXT,
    COMES_LATER,
    COMES_BEHIND,
    PARTS_LATER,
    PARTS
  }

  /** The use of a task, and the place of what it comes to. */
  private record Rank(Use use, int place) implements Comparable<Rank> {
    static Rank of(Use use) {
      return new Rank(use, 0);
    }

    @Override
    public int compareTo(Rank other) {
      int byUse = use.compareTo(other.use);
      return byUse == 0 ? Integer.compare(place, other.place) : byUse;
    }
  }

  private final Followed followed;
  private final Guide guide; // of how the run begins

  TraceChooser(Followed followed, Guide guide) {
    this.followed = followed;
    this.guide = guide;
  }

  @Override
  public int choose(List<String> runnable) {
    followed.couldRun(runnable);
    int told = guide.told(runnable);
    RecordedEvent next = followed.next();
    if (told >= 0 || next == null || followed.hasParted()) {
      return Math.max(told, 0);
    }
    int best = 0;
    Rank lowest = rank(runnable.getFirst(), next);
    for (int i = 1; i < runnable.size(); i++) {
      Rank rank = rank(runnable.get(i), next);
      if (rank.compareTo(lowest) < 0) {
        best = i;
        lowest = rank;
      }
    }
    return best;
  }

  private Rank rank(String task, RecordedEvent next) {
    List<Foreseen.Post> posts = followed.foreseen(task);
    Rank rank = followed.isAgent(task) ? ofAgent(task, next) : ofOther(task, posts, next);
    if (posts != null && !followed.fits(posts)) {
      return rank.use == Use.PARTS ? rank : Rank.of(Use.PARTS_LATER);
    }
    boolean brings =
        posts != null && rank.use.compareTo(Use.BRINGS_NEXT) > 0 && brings(posts, next);
    return brings && rank.use.compareTo(Use.COMES_BEHIND) < 0 ? Rank.of(Use.BRINGS_NEXT) : rank;
  }

  private boolean brings(List<Foreseen.Post> posts, RecordedEvent next) {
    return posts.stream()
        .anyMatch(
            post -> post.mailbox().equals(next.agent()) && followed.isSame(next, post.event()));
  }

  private Rank ofAgent(String agent, RecordedEvent next) {
    RecordedEvent open = followed.open(agent);
    if (open != null) {
      return follows(open, next);
    }
    String waits = followed.waits(agent);
    RecordedEvent its = followed.nextOf(agent);
    if (waits == null || waits.endsWith(".unlink")) {
      return Rank.of(Use.COMES_LATER); // it comes to nothing
    }
    if (its == null) {
      return Rank.of(Use.COMES_BEHIND);
    }
    return followed.isSame(its, waits) ? follows(its, next) : Rank.of(Use.PARTS);
  }

  private static Rank follows(RecordedEvent its, RecordedEvent next) {
    Use use =
        its.agent().equals(next.agent())
            ? Use.IS_NEXT
            : its.begun() < next.begun() ? Use.HAS_BEGUN_BEFORE : Use.COMES_LATER;
    return new Rank(use, its.place());
  }

  private static Rank ofOther(
      String task, @Nullable List<Foreseen.Post> posts, RecordedEvent next) {
    boolean isItsWork = task.contains(" by " + next.agent()) && next.title().endsWith("suspended");
    if (posts == null) {
      return Rank.of(isItsWork ? Use.BRINGS_NEXT : Use.MAY_BRING_NEXT);
    }
    return Rank.of(posts.isEmpty() ? Use.MAY_BRING_NEXT : Use.COMES_LATER);
  }
}
