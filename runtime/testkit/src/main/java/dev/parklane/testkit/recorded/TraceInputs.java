package dev.parklane.testkit.recorded;

import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trace has of inputs: the root events that no agent has sent. A trace does not say so; it
 * says what each cascade has sent, and what is left came from outside.
 *
 * <p>It has no times, nor when a message came into a mailbox: those to one agent are in the order
 * in which they came there, and those to several in that in which these got to them.
 */
public final class TraceInputs implements Inputs {
  /**
   * An input.
   *
   * @param event the root event that has shown it, the first where there are several
   */
  private record Draft(RecordedEvent event, RootKind kind, @Nullable Publication publication) {}

  private final Recording recording;
  private final Set<String> answered = new HashSet<>(); // endpoints
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Input> all = new ArrayList<>();
  private final Map<String, Integer> others = new LinkedHashMap<>(); // how often, by words

  /**
   * Of a trace.
   *
   * @param recording its root events
   */
  public TraceInputs(Recording recording) {
    this.recording = recording;
    recording.trace().entries().forEach(this::seeAnswer);
    Sendings sendings = new Sendings(recording.all());
    recording.byBeginning().forEach(event -> see(event, sendings));
    drafts.forEach(draft -> all.add(input(draft)));
  }

  private void seeAnswer(TraceEntry entry) {
    if (entry instanceof TraceEntry.Sends sends && sends.message().equals("answer")) {
      answered.add(sends.to());
    }
  }

  private void see(RecordedEvent event, Sendings sendings) {
    RootKind kind = RootKind.of(event.title());
    String agent = event.agent();
    if (!agent.startsWith("/")) {
      other("what a program did as " + agent + ": that is code");
    } else if (event.isAutomatic()) {
      return;
    } else if (kind.isSent()) {
      seeSent(event, kind, sendings.take(event, kind));
    } else if (kind.isQuestion()) {
      seeQuestion(event);
    } else if (kind.isCalled("scheduled") || kind.is("onTime")) {
      other("when '" + event.title() + "' of " + agent + " was due: the trace has no times");
    } else if (kind.isCalled("suspended")) {
      other("what work came to that " + agent + " has suspended: it is done again");
    }
  }

  private void seeSent(RecordedEvent event, RootKind kind, Sendings.@Nullable Sending by) {
    if (by == null) {
      seeOutside(event, kind);
    } else if (by.by().cascade().failure() != null) {
      other("'" + event + "', if not by " + by.by().agent() + ", which sent the same and failed");
    }
  }

  private void seeQuestion(RecordedEvent event) {
    if (event.asker() == null) {
      other("what " + event.agent() + " was asked from outside: a question is code");
    }
  }

  private void seeOutside(RecordedEvent event, RootKind kind) {
    if (kind.isLink()) {
      other("a link from outside to '" + kind.name() + "' of " + event.agent());
    } else if (kind.is("write") && isOfKey(event)) {
      other("'" + event + "': a write to a key");
    } else if (kind.is("onMessage")) {
      seePublication(event, kind);
    } else {
      drafts.add(new Draft(event, kind, null));
    }
  }

  private static boolean isOfKey(RecordedEvent event) {
    String value = event.value();
    return value != null && (value.startsWith("Update[key=") || value.startsWith("Remove[key="));
  }

  private void seePublication(RecordedEvent event, RootKind kind) {
    for (Draft draft : drafts) {
      Publication publication = draft.publication;
      if (publication != null && publication.add(event, kind.name())) {
        return;
      }
    }
    drafts.add(new Draft(event, kind, new Publication(event, kind.name())));
  }

  private void other(String what) {
    others.merge(what, 1, Integer::sum);
  }

  private Input input(Draft draft) {
    RecordedEvent event = draft.event;
    String name = draft.kind.name();
    Publication publication = draft.publication;
    if (publication != null) {
      return new Input(
          null, Input.Kind.PUBLICATION, publication.topic(), "", null, publication.value());
    }
    return switch (draft.kind.event()) {
      case "" -> new Input(null, Input.Kind.STOP, event.agent(), "", null, null);
      case "write" -> new Input(null, Input.Kind.WRITE, event.agent(), name, null, event.value());
      case "onRequest" ->
          new Input(
              null,
              answered.contains(name) ? Input.Kind.REQUEST : Input.Kind.MESSAGE,
              name,
              "",
              null,
              event.value());
      default -> new Input(null, Input.Kind.COMMAND, event.agent(), name, null, event.value());
    };
  }

  @Override
  public List<Input> all() {
    return List.copyOf(all);
  }

  @Override
  public List<String> others() {
    return others.entrySet().stream()
        .map(other ->
            other.getKey() + (other.getValue() == 1 ? "" : " (" + other.getValue() + " times)"))
        .toList();
  }
}
