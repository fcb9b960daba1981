package dev.parklane.stress;

import java.util.ArrayList;
import java.util.List;

/** What a {@link Courier} does for one message, step by step. */
record Errand(List<Step> steps) {
  /** One step. */
  sealed interface Step {
    /** Sends a courier on an errand. */
    record Send(int to, Errand errand) implements Step {}

    /** Writes a lane whose observer runs this part of the errand. */
    record Trigger(Errand part) implements Step {}

    /** As {@link Trigger}, but the writer catches what comes out of the write. */
    record Attempt(Errand part) implements Step {}

    /** Lets other threads run. */
    record Dawdle() implements Step {}

    /** Fails. */
    record Fail() implements Step {}
  }

  /**
   * Whether the cascade fails: a failure that the writer catches fails it all the same (law F1).
   */
  boolean fails() {
    return steps.stream()
        .anyMatch(step ->
            switch (step) {
              case Step.Fail f -> true;
              case Step.Trigger t -> t.part().fails();
              case Step.Attempt a -> a.part().fails();
              case Step.Send s -> false;
              case Step.Dawdle d -> false;
            });
  }

  /** What it sends if it does not fail, in order. */
  List<Step.Send> sends() {
    List<Step.Send> sends = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Send send -> sends.add(send);
        case Step.Trigger trigger -> sends.addAll(trigger.part().sends());
        case Step.Attempt attempt -> sends.addAll(attempt.part().sends());
        case Step.Dawdle d -> {}
        case Step.Fail f -> {}
      }
    }
    return sends;
  }
}
