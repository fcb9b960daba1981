package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a {@link Replay}.
 *
 * @param followed how many root events went as in the trace, each agent's in its order
 * @param rootEvents how many the trace has
 * @param parting after which of them it parts, and how, in words; null where all went so
 * @param differences where cascades of these root events did something else: they wrote, sent or
 *     failed otherwise; a line each
 * @param notReplayed what the scenario has noted as {@code not replayed: ...}
 * @param seed of the run
 * @param choices each the index of what was run, among what could run
 * @param trace what agents have done, without values
 */
public record Replayed(
    int followed,
    int rootEvents,
    @Nullable String parting,
    List<String> differences,
    List<String> notReplayed,
    long seed,
    List<Integer> choices,
    Trace trace) {
  static final String NOT_REPLAYED = "not replayed: ";

  /** Keeps what it is given. */
  public Replayed {
    differences = List.copyOf(differences);
    notReplayed = List.copyOf(notReplayed);
    choices = List.copyOf(choices);
  }

  static boolean isNotReplayed(String note) {
    return note.startsWith(NOT_REPLAYED);
  }

  /** {@return whether all root events of the trace went as there} */
  public boolean isComplete() {
    return parting == null;
  }

  /**
   * Makes the same choices again, without the trace: to be kept in a test.
   *
   * @return what {@link Simulation#run(long, Strategy, Scenario)} takes, with the same seed; its
   *     text is the line of code that makes it
   */
  public Strategy strategy() {
    return new GivenChoices(choices);
  }

  /**
   * Requires that all went as in the trace.
   *
   * @throws AssertionError where it parts, or cascades did something else
   */
  public void requireSame() {
    if (!isComplete() || !differences.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  /** All of it in words, but for the trace of the run. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("replayed ").append(followed).append(" of ").append(rootEvents);
    text.append(" root events of the trace");
    if (parting != null) {
      text.append("\nit parts ").append(parting);
    }
    differences.forEach(one -> text.append("\ndifferent: ").append(one));
    notReplayed.forEach(one -> text.append('\n').append(one));
    return text.toString();
  }
}
