package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An agent that joins lanes of publishers, and writes down every event of its join lanes. */
final class Joiner extends Agent {
  static final String URI = "/joiner";

  private final JoinValueLane<Integer, Integer> values = new JoinValueLane<>(this, "values");
  private final JoinMapLane<Integer, Integer, Integer> merged = new JoinMapLane<>(this, "merged");

  private final Notes notes;

  /** What it has seen, over all cascades, and the answers that it gives. */
  static final class Notes {
    private final List<Seen> trace = new ArrayList<>(); // the joiner's turn, or nobody's
    private final Map<Integer, JoinAnswer> answers = new HashMap<>(); // before the joiner is told

    List<Seen> trace() {
      return trace;
    }

    void answer(int key, JoinAnswer answer) {
      answers.put(key, answer);
    }
  }

  /** An event of a join lane. */
  sealed interface Seen {
    /** A key has a value. */
    record Update(JoinStep.Kind kind, int key, @Nullable Integer previous, int value)
        implements Seen {}

    /** A key is gone. */
    record Remove(JoinStep.Kind kind, int key, int previous) implements Seen {}

    /** The map was cleared, as no join lane ever is. */
    record Clear() implements Seen {}

    /** A link has ended. */
    record End(JoinStep.Kind kind, int key, boolean failed) implements Seen {}

    /** The map that came with an event is not that after it. */
    record Wrong(Map<Integer, Integer> map) implements Seen {}
  }

  /** What it holds between two cascades: entries and links, each in their order. */
  record State(
      List<Map.Entry<Integer, Integer>> values,
      List<Map.Entry<Integer, Integer>> merged,
      List<Integer> valueLinks,
      List<Integer> mapLinks) {}

  Joiner(Notes notes) {
    this.notes = notes;
    values
        .backoff(Backoff.NONE)
        .onEnd((key, cause) -> ended(JoinStep.Kind.VALUE, key, cause))
        .onUpdate((map, key, previous, value) -> {
          see(new Seen.Update(JoinStep.Kind.VALUE, key, previous, value));
          check(map, values.get());
        })
        .onRemove((map, key, previous) -> {
          see(new Seen.Remove(JoinStep.Kind.VALUE, key, previous));
          check(map, values.get());
        })
        .onClear(before -> see(new Seen.Clear()));
    merged
        .backoff(Backoff.NONE)
        .onEnd((key, cause) -> ended(JoinStep.Kind.MAP, key, cause))
        .onUpdate((map, key, previous, value) -> {
          see(new Seen.Update(JoinStep.Kind.MAP, key, previous, value));
          check(map, merged.get());
        })
        .onRemove((map, key, previous) -> {
          see(new Seen.Remove(JoinStep.Kind.MAP, key, previous));
          check(map, merged.get());
        })
        .onClear(before -> see(new Seen.Clear()));
    new CommandLane<JoinStep.Join>(this, "join").onCommand(this::join);
    new CommandLane<CountDownLatch>(this, "park").onCommand(CountDownLatch::await);
  }

  State held() {
    return new State(
        List.copyOf(values.get().entrySet()),
        List.copyOf(merged.get().entrySet()),
        List.copyOf(values.links()),
        List.copyOf(merged.links()));
  }

  private void see(Seen seen) {
    notes.trace.add(seen);
  }

  private void check(Map<Integer, Integer> told, Map<Integer, Integer> live) {
    if (!List.copyOf(told.entrySet()).equals(List.copyOf(live.entrySet()))) {
      see(new Seen.Wrong(told));
    }
  }

  private JoinAnswer ended(JoinStep.Kind kind, int key, @Nullable Throwable cause) {
    see(new Seen.End(kind, key, cause != null));
    return notes.answers.getOrDefault(key, JoinAnswer.ABANDON);
  }

  private void join(JoinStep.Join join) throws Exception {
    AgentRef publisher = agent(Publisher.uri(join.publisher()));
    for (JoinStep.Act act : join.acts()) {
      switch (act) {
        case JoinStep.Act.Link link when link.kind() == JoinStep.Kind.VALUE ->
            values.link(link.key(), publisher.lane("value", Integer.class));
        case JoinStep.Act.Link link ->
            merged.link(link.key(), publisher.mapLane("map", Integer.class, Integer.class));
        case JoinStep.Act.Unlink unlink -> unlink(unlink);
        case JoinStep.Act.Fail fail -> throw new Script.Boom();
      }
    }
  }

  private void unlink(JoinStep.Act.Unlink unlink) {
    switch (unlink.kind()) {
      case VALUE -> {
        if (unlink.delete()) {
          values.unlinkAndDelete(unlink.key());
        } else {
          values.unlink(unlink.key());
        }
      }
      case MAP -> {
        if (unlink.delete()) {
          merged.unlinkAndDelete(unlink.key());
        } else {
          merged.unlink(unlink.key());
        }
      }
    }
  }
}
