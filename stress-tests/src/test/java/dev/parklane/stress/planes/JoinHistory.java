package dev.parklane.stress.planes;

import dev.parklane.stress.planes.Act.Join;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the join lanes of an agent were told, in cascades that have succeeded. */
final class JoinHistory {
  private final List<Told> told = new ArrayList<>();
  private final Map<Source, Integer> sessions = new HashMap<>();
  private final Set<Source> doubtful = new HashSet<>();

  /** A link of a join lane. */
  record Source(Join join, int from) {}

  /**
   * A key has another value, or none.
   *
   * @param session the how-manieth time that the link was there
   */
  record Told(Source source, int session, int key, @Nullable Integer now) {}

  void begin(Source source) {
    sessions.merge(source, 1, Integer::sum);
    doubtful.remove(source);
  }

  void tell(Source source, int key, @Nullable Integer now) {
    told.add(new Told(source, session(source), key, now));
  }

  /** It was told something that was rolled back, or part of something. */
  void doubt(Source source) {
    doubtful.add(source);
  }

  /** The instance has ended, and so have its links. */
  void end() {
    sessions.replaceAll((source, session) -> session + 1);
    doubtful.clear();
  }

  boolean isSure(Source source) {
    return !doubtful.contains(source);
  }

  /** All that a link has told, of a key. */
  List<Told> of(Source source, int key) {
    return told.stream().filter(t -> t.source().equals(source) && t.key() == key).toList();
  }

  /** What it has told last, of a key, since it is there. */
  @Nullable Told last(Source source, int key) {
    return of(source, key).stream()
        .filter(t -> t.session() == session(source))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private int session(Source source) {
    return sessions.getOrDefault(source, 0);
  }
}
