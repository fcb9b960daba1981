package dev.parklane.runtime;

import dev.parklane.runtime.recording.LockOverWriteEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.jspecify.annotations.Nullable;

/**
 * A handler that waits for a lock whose holder waits for that handler (law E12).
 *
 * @param thread of the handler
 * @param lock by class and identity
 * @param holder who holds it, in words
 * @param holding its thread, where it is known
 * @param lane what the holder has written to; empty where it waits otherwise
 * @param waitsIn what the holder waits in otherwise; empty where it has written
 * @param others who else waits between the two, in words
 */
record LockWait(
    AgentCell cell,
    HandlerRun run,
    Thread thread,
    String lock,
    String holder,
    @Nullable Thread holding,
    String lane,
    String waitsIn,
    String others) {
  /** One sentence, without the stacks. */
  String text() {
    return "%s of %s waits for lock %s, which %s holds over %s%s"
        .formatted(
            run.name,
            cell.uri(),
            lock,
            holder,
            over(),
            others.isEmpty() ? "" : ", by way of " + others);
  }

  private String over() {
    if (!lane.isEmpty()) {
      return "its write to lane '" + lane + "'";
    }
    return waitsIn.isEmpty() ? "a wait of its own" : "its " + waitsIn;
  }

  /** What fails the cascade of the handler. */
  LockOverWriteException exception() {
    return new LockOverWriteException(
        "[PL-E12] " + text() + "; release the lock before you write, ask or request", lock);
  }

  String stacks() {
    return "waiting thread '%s':%n%sholding thread '%s':%n%s"
        .formatted(
            thread.getName(),
            StackText.of(thread),
            holding == null ? "" : holding.getName(),
            holding == null ? "" : StackText.of(holding));
  }

  void record() {
    if (!PlaneEvents.mayBeWanted()) {
      return;
    }
    LockOverWriteEvent.write(
        cell.uri(),
        lane.isEmpty() ? run.name.lane() : lane,
        run.name.toString(),
        lock,
        holder + " over " + over(),
        StackText.of(thread),
        holding == null ? "" : StackText.of(holding));
  }
}
