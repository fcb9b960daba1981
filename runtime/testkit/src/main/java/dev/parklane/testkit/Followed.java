package dev.parklane.testkit;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.Reversal;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.recorded.CascadeDifference;
import dev.parklane.testkit.recorded.RecordedEvent;
import dev.parklane.testkit.recorded.Recording;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has gone as a trace says, and where it parts: at the first root event of an agent
 * that is not the next one that the trace has of this agent. Agents of which the trace tells
 * nothing may do what they like. The carrier of a simulation, and what it runs.
 */
final class Followed implements Footsteps.Watch {
  private final Recording trace;
  private final Foreseen foreseen;
  private final Supplier<Step> now;
  private final Map<String, Integer> begun =
      new HashMap<>(); // root events as in the trace, by agent
  private final Map<String, Running> open = new TreeMap<>(); // as in the trace, by agent
  private final BitSet ended = new BitSet(); // by place
  private final List<RecordedEvent> matched = new ArrayList<>();
  private final List<Stray> strays = new ArrayList<>(); // cascades that have done otherwise
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Deque<Object>> mail = new HashMap<>(); // what waits, by mailbox
  private final Map<String, Integer> posted = new HashMap<>(); // so far as in the trace, by mailbox
  private final Map<String, Integer> turns = new HashMap<>(); // so far, by task
  private final List<Foreseen.Post> posts = new ArrayList<>(); // of the turn that runs
  private List<String> couldRun = List.of(); // at the last choice
  private int next; // the first place that has not ended
  private @Nullable Parting parting;

  /** A root event of the trace, and what it sets off here. */
  private record Running(RecordedEvent event, int number, TraceRecorder here) {
    @Nullable CascadeDifference difference() {
      return CascadeDifference.between(event, Recording.of(here.recorded()).all().getFirst());
    }
  }

  /**
   * A cascade that has done something else than in the trace.
   *
   * @param number of those before it that came as in the trace
   * @param at the step in which it has ended
   */
  record Stray(CascadeDifference difference, int number, Step at) {}

  /**
   * Of a run.
   *
   * @param now the step that runs
   */
  Followed(Recording trace, Foreseen foreseen, Supplier<Step> now) {
    this.now = now;
    this.trace = trace;
    this.foreseen = foreseen;
  }

  // --- what it is told ---------------------------------------------------------------------------

  @Override
  public void happens(TraceEntry entry) {
    switch (entry) {
      case TraceEntry.Begins begins -> begins(begins);
      case TraceEntry.OfAgent rest -> {
        Running running = open.get(rest.agent());
        if (running != null) {
          running.here.trace(rest);
        }
        if (rest instanceof TraceEntry.Succeeds || rest instanceof TraceEntry.Fails) {
          ends(rest.agent());
        }
      }
      case TraceEntry.Note note -> notes.add(note.text());
      default -> {}
    }
  }

  private void begins(TraceEntry.Begins begins) {
    List<RecordedEvent> its = trace.of(begins.agent());
    if (parting != null || its.isEmpty() || isComplete()) {
      return;
    }
    int index = begun.getOrDefault(begins.agent(), 0);
    RecordedEvent expected = index < its.size() ? its.get(index) : null;
    String value = begins.value() == null ? "" : " " + begins.value();
    String handles = " handles '" + begins.rootEvent() + value + "'";
    if (expected == null) {
      parts(first(), couldRun, begins.agent() + handles + ", and there it has nothing more to do");
    } else if (expected.isSameAs(begins, trace.hasValues())) {
      begun.put(begins.agent(), index + 1);
      TraceRecorder recorder = TraceRecorder.ofAll().withValues();
      recorder.trace(begins);
      open.put(begins.agent(), new Running(expected, matched.size(), recorder));
      matched.add(expected);
    } else if (begins.rootEvent().equals("stop") && waits(begins.agent()) == null) {
      parts(expected, List.of(), begins.agent() + " has nothing to do but to stop");
    } else if (index > 0 || !begins.rootEvent().equals("onStart")) { // else it was there before
      parts(expected, couldRun, begins.agent() + handles);
    }
  }

  private void parts(RecordedEvent expected, List<String> others, String here) {
    parting = new Parting(matched.size(), expected, here, others, now.get());
  }

  private void ends(String agent) {
    Running over = open.remove(agent);
    if (over != null) {
      ended.set(over.event.place());
      next = ended.nextClearBit(next);
      CascadeDifference difference = over.difference();
      if (difference != null) {
        strays.add(new Stray(difference, over.number, now.get()));
      }
    }
  }

  @Override
  public void posts(Step by, String mailbox, Object event) {
    mail.computeIfAbsent(mailbox, none -> new ArrayDeque<>()).add(event);
    Foreseen.Post post = new Foreseen.Post(mailbox, event.toString());
    int to = placeAmongPosts(post, posted.getOrDefault(mailbox, 0));
    if (to > 0) {
      posted.put(mailbox, to);
    }
    if (!by.isAutomatic()) {
      posts.add(post);
    }
  }

  @Override
  public void takes(String mailbox, Object event) {
    Deque<Object> waits = mail.getOrDefault(mailbox, new ArrayDeque<>());
    if (waits.contains(event)) {
      while (waits.remove() != event) {
        // what was before it is of no use any more
      }
    }
  }

  @Override
  public void ends(Step step) {
    if (!step.isNothing()) {
      int ordinal = turns.merge(step.task(), 1, Integer::sum);
      foreseen.learn(new Reversal.Turn(step.task(), ordinal), List.copyOf(posts), parting == null);
    }
    posts.clear();
  }

  /** There is a choice between these. */
  void couldRun(List<String> names) {
    couldRun = List.copyOf(names);
  }

  // --- what it knows -----------------------------------------------------------------------------

  /** Whether all root events of the trace have come, each agent's in its order. */
  boolean isComplete() {
    return matched.size() == trace.all().size();
  }

  int count() {
    return matched.size();
  }

  boolean hasParted() {
    return parting != null;
  }

  /** What is to end next; null where all has ended. */
  @Nullable RecordedEvent next() {
    return next < trace.all().size() ? trace.all().get(next) : null;
  }

  /** What the trace goes on with: the first that has not begun. */
  private RecordedEvent first() {
    return trace.all().stream().filter(event -> !matched.contains(event)).findFirst().orElseThrow();
  }

  boolean isAgent(String task) {
    return mail.containsKey(task) || !trace.of(task).isEmpty();
  }

  /** What a handler of the agent is at work on, where it waits. */
  @Nullable RecordedEvent open(String agent) {
    Running running = open.get(agent);
    return running == null ? null : running.event;
  }

  /** What the agent would take out of its mailbox now, in words. */
  @Nullable String waits(String agent) {
    Deque<Object> waits = mail.get(agent);
    return waits == null || waits.isEmpty() ? null : waits.getFirst().toString();
  }

  /** The next that the agent takes out of its mailbox, by the trace; null where there is none. */
  @Nullable RecordedEvent nextOf(String agent) {
    return trace.of(agent).stream()
        .skip(begun.getOrDefault(agent, 0))
        .filter(event -> !event.isAutomatic())
        .findFirst()
        .orElse(null);
  }

  boolean isSame(RecordedEvent event, String waits) {
    return event.isSameAs(waits, trace.hasValues());
  }

  /** What will be posted in the next turn of a task; null where nobody knows. */
  @Nullable List<Foreseen.Post> foreseen(String task) {
    return foreseen.of(task, turns.getOrDefault(task, 0) + 1);
  }

  /** Whether what will be posted comes in the order of the trace. */
  boolean fits(List<Foreseen.Post> these) {
    Map<String, Integer> places = new HashMap<>();
    for (Foreseen.Post post : these) {
      int from = places.getOrDefault(post.mailbox(), posted.getOrDefault(post.mailbox(), 0));
      int to = placeAmongPosts(post, from);
      if (to < 0) {
        return false;
      }
      places.put(post.mailbox(), to);
    }
    return true;
  }

  /**
   * How many of the agent's root events are posted behind this one; -1 where it comes too early.
   */
  private int placeAmongPosts(Foreseen.Post post, int from) {
    List<RecordedEvent> its = trace.of(post.mailbox());
    int at = from;
    while (at < its.size() && its.get(at).isAutomatic()) {
      at++;
    }
    if (at == its.size() || post.event().endsWith(".unlink")) { // which begins no cascade
      return from;
    }
    return isSame(its.get(at), post.event()) ? at + 1 : -1;
  }

  // --- what came of it ---------------------------------------------------------------------------

  /** Where it parts; null where it has gone to the end of the trace. */
  @Nullable Parting parting() {
    if (parting != null || isComplete()) {
      return parting;
    }
    RecordedEvent expected = first();
    String waits = waits(expected.agent());
    RecordedEvent at = open(expected.agent());
    String what =
        at != null
            ? expected.agent() + " is still at '" + at + "'"
            : waits != null
                ? expected.agent() + " has '" + waits + "' in its mailbox, and no turn"
                : expected.agent() + " has nothing to do";
    return new Parting(matched.size(), expected, what, couldRun, null);
  }

  /** What cascades of the same root events have done otherwise, in the order of their ends. */
  List<CascadeDifference> differences() {
    return Stream.concat(
            strays.stream().map(Stray::difference),
            open.values().stream().map(Running::difference).filter(Objects::nonNull))
        .toList();
  }

  /** The first cascade that has ended otherwise; null where there is none. */
  @Nullable Stray stray() {
    return strays.isEmpty() ? null : strays.getFirst();
  }

  /** How many have come as in the trace before one of them did something else. */
  int countOfSame() {
    return strays.stream().mapToInt(Stray::number).min().orElse(matched.size());
  }

  /** What was noted in the run. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
