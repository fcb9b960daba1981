package dev.parklane.testkit.recorded;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A root event of a {@link Recording}.
 *
 * @param place its place among all, by the ends of their cascades
 * @param begun the index of the entry with which its cascade begins
 * @param ended the index of that with which it ends; {@link Integer#MAX_VALUE} where it does not
 * @param cascade what it set off
 */
public record RecordedEvent(int place, int begun, int ended, TracedCascade cascade) {
  private static final Set<String> OF_LIFE = Set.of("onStart", "onStop", "onFailure");

  /** {@return the URI of its agent} */
  public String agent() {
    return cascade.agent();
  }

  /** {@return as in {@code sell.onCommand}} */
  public String title() {
    return cascade.rootEvent();
  }

  /**
   * {@return what it carries, as text; null where it carries nothing, or the trace has no values}
   */
  public @Nullable String value() {
    return first().value();
  }

  /** {@return the URI of the agent that waits for the answer; null where none does} */
  public @Nullable String asker() {
    return first().asker();
  }

  private TraceEntry.Begins first() {
    return (TraceEntry.Begins) cascade.entries().getFirst();
  }

  /** {@return whether it is in no mailbox, but follows from what was handled before} */
  public boolean isAutomatic() {
    return isAutomatic(title());
  }

  static boolean isAutomatic(String title) {
    return OF_LIFE.contains(title) || title.endsWith(", again") || title.contains(", retry ");
  }

  /**
   * {@return whether another one is the same, as far as can be told}
   *
   * @param other of a run of which the values are known
   * @param hasValues whether those of this trace are known
   */
  public boolean isSameAs(TraceEntry.Begins other, boolean hasValues) {
    return title().equals(other.rootEvent())
        && (!hasValues || Objects.equals(value(), other.value()));
  }

  /**
   * {@return whether what waits in a mailbox will be this one, as far as can be told}
   *
   * @param waits its text, with its value
   * @param hasValues whether those of this trace are known
   */
  public boolean isSameAs(String waits, boolean hasValues) {
    return hasValues && !mayChange()
        ? waits.equals(toString().substring(agent().length() + 1))
        : waits.equals(title()) || waits.startsWith(title() + " ");
  }

  /** A newer value may take the place of one that waits (law J6). */
  private boolean mayChange() {
    return title().endsWith(".onLinkEvent");
  }

  /** As in {@code /till sell.onCommand "tea"}. */
  @Override
  public String toString() {
    return agent() + " " + title() + (value() == null ? "" : " " + value());
  }
}
